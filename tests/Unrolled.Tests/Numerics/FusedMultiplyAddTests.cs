using System.Numerics;
using System.Runtime.Intrinsics;
using Unrolled.Numerics;
using Unrolled.Tests.SameBits;

namespace Unrolled.Tests.Numerics;

/// <summary>
/// What takes the place of the instruction, against the framework's own <see cref="MathF.FusedMultiplyAdd"/>, which is the instruction where
/// there is one; and that nothing in the library rounds a product first.
/// </summary>
public sealed class FusedMultiplyAddTests
{
    private static readonly int Cases = Vector128.IsHardwareAccelerated ? 3_000_000 : 300_000;

    [Fact]
    public void AnyNumbers() => AssertExact(MultiplyAddCases.AnyNumbers(Cases));

    [Fact]
    public void Cancellation() => AssertExact(MultiplyAddCases.Cancellation(Cases));

    [Fact]
    public void NearlyHalfway()
    {
        AssertExact(MultiplyAddCases.NearlyHalfway(Cases));
        int wrong = MultiplyAddCases.NearlyHalfway(10_000).Count(c => (float)(((double)c.X * c.Y) + c.Z) != MathF.FusedMultiplyAdd(c.X, c.Y, c.Z));
        Assert.True(wrong > 10, $"Rounding twice was wrong {wrong} times: the case is not tested.");
    }

    [Fact]
    public void SubnormalSums() => AssertExact(MultiplyAddCases.SubnormalSums(Cases));

    [Fact]
    public void SpecialNumbers() => AssertExact(MultiplyAddCases.SpecialNumbers());

    /// <summary>(1 + 2^-12)^2 - (1 + 2^-11) is 2^-24, and 0 where the product is rounded first.</summary>
    [Fact]
    public void EveryWidthRoundsOnce()
    {
        RoundOnce<Simd128, Vector128<float>>();
        RoundOnce<Simd256, Vector256<float>>();
        RoundOnce<Simd512, Vector512<float>>();
        Vector<float> x = new(1 + MathF.ScaleB(1, -12)), z = new(-1 - MathF.ScaleB(1, -11));
        Assert.Equal(new Vector<float>(MathF.ScaleB(1, -24)), FusedMultiplyAdd.Of(x, x, z));
    }

    private static void RoundOnce<TSimd, TVector>()
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        float x = 1 + MathF.ScaleB(1, -12), z = -1 - MathF.ScaleB(1, -11);
        TVector v = TSimd.Create(x), w = TSimd.Create(z);
        TVector expected = TSimd.Create(MathF.ScaleB(1, -24));
        Assert.Equal(expected, TSimd.MultiplyAdd(v, v, w));
        Assert.Equal(expected, TSimd.MultiplyAdd(v, v, z));
        Assert.Equal(expected, TSimd.MultiplyAdd(v, x, w));
        Assert.Equal(expected, TSimd.MultiplyAdd(v, x, z));

        float[] many = [.. Enumerable.Repeat(x, 2 * TSimd.Lanes)];
        ref float first = ref many[0];
        TVector a = w, b = w, c = w, d = w;
        TSimd.MultiplyAdd(v, ref first, 0, ref a);
        AssertAll(expected, a);
        (a, b) = (w, w);
        TSimd.MultiplyAdd(v, v, ref first, 0, ref a, ref b);
        AssertAll(expected, a, b);
        (a, b) = (w, w);
        TSimd.MultiplyAdd(v, ref first, 0, 1, ref a, ref b);
        AssertAll(expected, a, b);
        (a, b) = (w, w);
        TSimd.MultiplyAdd(v, v, ref first, 0, 1, ref a, ref b, ref c, ref d);
        AssertAll(expected, a, b, c, d);
        a = w;
        TSimd.MultiplyAdd(ref first, 0, v, ref a);
        AssertAll(expected, a);
        (a, b) = (w, w);
        TSimd.MultiplyAdd(ref first, 0, v, ref a, ref b);
        AssertAll(expected, a, b);
        a = w;
        TSimd.MultiplyAdd(ref first, 0, ref first, 0, ref a);
        AssertAll(expected, a);
        (a, b) = (w, w);
        TSimd.MultiplyAdd(ref first, 0, ref first, 0, ref a, ref b);
        AssertAll(expected, a, b);
    }

    private static void AssertAll<TVector>(TVector expected, params TVector[] actual) => Assert.All(actual, v => Assert.Equal(expected, v));

    private static void AssertExact(IEnumerable<(float X, float Y, float Z)> cases)
    {
        foreach ((float x, float y, float z) in cases)
        {
            AssertExact(x, y, z);
        }
    }

    /// <summary>In the first lane and, beside harmless ones, in the last.</summary>
    private static void AssertExact(float x, float y, float z)
    {
        uint expected = Bits(MathF.FusedMultiplyAdd(x, y, z));
        Vector128<float> all = FusedMultiplyAdd.Emulate(Vector128.Create(x), Vector128.Create(y), Vector128.Create(z));
        Vector128<float> last = FusedMultiplyAdd.Emulate(Vector128.Create(1, 1, 1, x), Vector128.Create(1, 1, 1, y), Vector128.Create(1, 1, 1, z));
        if (Bits(all[0]) != expected || Bits(all[3]) != expected || Bits(last[3]) != expected || last[0] != 2)
        {
            Assert.Fail($"{x:R} {y:R} + {z:R} is {all} and {last}, not {MathF.FusedMultiplyAdd(x, y, z):R}.");
        }
    }

    /// <summary>The bits, the same for any NaN.</summary>
    private static uint Bits(float x) => BitConverter.SingleToUInt32Bits(float.IsNaN(x) ? float.NaN : x);
}
