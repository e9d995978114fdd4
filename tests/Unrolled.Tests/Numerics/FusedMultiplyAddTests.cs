using System.Numerics;
using System.Runtime.Intrinsics;
using Unrolled.Numerics;

namespace Unrolled.Tests.Numerics;

/// <summary>
/// What takes the place of the instruction, against the framework's own <see cref="MathF.FusedMultiplyAdd"/>, which is the instruction where
/// there is one; and that nothing in the library rounds a product first.
/// </summary>
public sealed class FusedMultiplyAddTests
{
    private static readonly int Cases = Vector128.IsHardwareAccelerated ? 3_000_000 : 300_000;

    /// <summary>Bit patterns of all kinds: any bits, few bits, subnormal numbers, whole numbers, numbers from 1/2 to 2.</summary>
    [Fact]
    public void AnyNumbers()
    {
        Xoshiro256 random = new(1);
        for (int i = 0; i < Cases; i++)
        {
            AssertExact(Any(ref random), Any(ref random), Any(ref random));
        }
    }

    /// <summary>Sums that cancel, all or all but the last bits.</summary>
    [Fact]
    public void Cancellation()
    {
        Xoshiro256 random = new(2);
        for (int i = 0; i < Cases; i++)
        {
            float x = Any(ref random), y = Any(ref random);
            float z = -(x * y);
            AssertExact(x, y, random.Next(3) switch { 0 => z, 1 => MathF.BitIncrement(z), _ => MathF.BitDecrement(z) });
        }
    }

    /// <summary>Sums halfway between two floats, and a tiny bit beside it, where rounding twice goes wrong.</summary>
    [Fact]
    public void NearlyHalfway()
    {
        Xoshiro256 random = new(3);
        int wrong = 0;
        for (int i = 0; i < Cases; i++)
        {
            // z + half a unit of z's last place, or a quarter more, times 1 and a bit.
            float z = BitConverter.UInt32BitsToSingle((uint)random.NextUInt64() & 0x80FF_FFFF | 0x3F00_0000 | ((uint)random.Next(200) << 22));
            float half = (MathF.BitIncrement(MathF.Abs(z)) - MathF.Abs(z)) / 2;
            float x = 1 + (random.Next(5) - 2) * MathF.ScaleB(1, -23);
            float y = (random.Next(2) == 0 ? half : -half) * (1 + random.Next(2) * MathF.ScaleB(1, -(1 + random.Next(23))));
            AssertExact(x, y, z);
            wrong += (float)(((double)x * y) + z) == MathF.FusedMultiplyAdd(x, y, z) ? 0 : 1;
        }

        Assert.True(wrong > Cases / 1000, $"Rounding twice was wrong {wrong} times: the case is not tested.");
    }

    /// <summary>Sums among the subnormal numbers and at their upper end.</summary>
    [Fact]
    public void SubnormalSums()
    {
        Xoshiro256 random = new(4);
        for (int i = 0; i < Cases; i++)
        {
            float x = MathF.ScaleB(1 + random.NextSingle(), -(60 + random.Next(30)));
            float y = MathF.ScaleB(1 + (random.Next(2) * random.NextSingle()), -(60 + random.Next(15)));
            float z = BitConverter.UInt32BitsToSingle((uint)random.Next(1 << 24) >> random.Next(24));
            AssertExact(random.Next(2) == 0 ? x : -x, y, random.Next(2) == 0 ? z : -z);
        }
    }

    [Fact]
    public void SpecialNumbers()
    {
        float[] numbers =
        [
            0, float.Epsilon, 1e-40f, 1.17549421e-38f, 1.17549435e-38f, 1e-30f, 5.9604645e-8f, 0.5f, 1, MathF.BitIncrement(1), 2, 3, 8388608, 16777216,
            1.8446744e19f, 1e30f, 1.70141173e38f, MathF.BitDecrement(float.MaxValue), float.MaxValue, float.PositiveInfinity, float.NaN,
        ];
        numbers = [.. numbers, .. numbers.Select(x => -x)];
        foreach (float x in numbers)
        {
            foreach (float y in numbers)
            {
                Assert.All(numbers, z => AssertExact(x, y, z));
            }
        }
    }

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

    private static float Any(ref Xoshiro256 random)
    {
        uint bits = (uint)random.NextUInt64();
        return random.Next(8) switch
        {
            0 => BitConverter.UInt32BitsToSingle(bits & 0x807F_FFFF),
            1 => BitConverter.UInt32BitsToSingle(bits & 0xFFFF_0000),
            2 => random.Next(19) - 9,
            3 or 4 => BitConverter.UInt32BitsToSingle(bits & 0x80FF_FFFF | 0x3F00_0000),
            _ => BitConverter.UInt32BitsToSingle(bits),
        };
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
