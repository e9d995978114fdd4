using System.Runtime.Intrinsics;
using Unrolled.Numerics;
using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Numerics;

/// <summary>
/// The vector functions against <see cref="Math"/> in double precision over the whole float range: every bit pattern in steps of a
/// prime, and every special value and threshold with its neighbours.
/// </summary>
public sealed class VectorMathTests(ITestOutputHelper output)
{
    // The software fallback of the vectors (DOTNET_EnableHWIntrinsic=0) is some hundred times slower.
    private static readonly uint Step = Vector128.IsHardwareAccelerated ? 1009u : 1_000_003u;

    public enum Function
    {
        Exp,
        Log,
        Sigmoid,
        Tanh,
        Softplus,
    }

    // The bounds are just above the largest errors found with a step of 31, with and without FMA: 1.01, 0.85, 2.5, 2.5 and 1.64 ulp.
    [Theory]
    [InlineData(Function.Exp, 1.05)]
    [InlineData(Function.Log, 0.9)]
    [InlineData(Function.Sigmoid, 2.6)]
    [InlineData(Function.Tanh, 2.6)]
    [InlineData(Function.Softplus, 1.7)]
    public void IsAccurateOverTheWholeRange(Function function, double maxUlps)
    {
        float[] x = new float[1 << 14];
        float[] y = new float[x.Length];
        double worst = 0, worstRelative = 0;
        float worstAt = 0, worstRelativeAt = 0;

        void Check(int count)
        {
            Evaluate(function, 512, x, y);
            for (int i = 0; i < count; i++)
            {
                double expected = Reference(function, x[i]);
                if (function == Function.Sigmoid && x[i] < -88.376f)
                {
                    // Flushed to 0, as documented, from about -88.3763 on.
                    Assert.True(y[i] == 0 || x[i] > -88.377f);
                    continue;
                }

                double error = Ulps(y[i], expected);
                if (double.IsNaN(error))
                {
                    Assert.Fail($"{function}({x[i]:R}) = {y[i]:R}, expected {expected:R}");
                }

                if (error > worst)
                {
                    (worst, worstAt) = (error, x[i]);
                }

                double relative = Math.Abs(y[i] - expected) / Math.Abs(expected);
                if (float.IsNormal((float)expected) && relative > worstRelative)
                {
                    (worstRelative, worstRelativeAt) = (relative, x[i]);
                }
            }
        }

        int n = 0;
        for (ulong bits = 0; bits <= uint.MaxValue; bits += Step)
        {
            x[n++] = BitConverter.UInt32BitsToSingle((uint)bits);
            if (n == x.Length)
            {
                Check(n);
                n = 0;
            }
        }

        Check(n);
        float[] edges = Edges();
        edges.CopyTo(x, 0);
        Check(edges.Length);

        output.WriteLine($"{function}: {worst:F3} ulp at {worstAt:R}, relative error {worstRelative:E3} at {worstRelativeAt:R}");
        Assert.True(worst <= maxUlps, $"{function}: {worst:F3} ulp at {worstAt:R}");
    }

    [Theory]
    [InlineData(Function.Exp)]
    [InlineData(Function.Log)]
    [InlineData(Function.Sigmoid)]
    [InlineData(Function.Tanh)]
    [InlineData(Function.Softplus)]
    public void WidthsAgreeBitForBit(Function function)
    {
        float[] x = new float[1 << 16];
        float[] edges = Edges();
        edges.CopyTo(x, 0);
        uint stride = uint.MaxValue / (uint)(x.Length - edges.Length);
        for (int i = edges.Length; i < x.Length; i++)
        {
            x[i] = BitConverter.UInt32BitsToSingle((uint)(i - edges.Length) * stride);
        }

        // A dense part too, where most values of a network lie.
        for (int i = x.Length / 2; i < x.Length; i++)
        {
            x[i] = (i - x.Length * 0.75f) * (100f / x.Length);
        }

        if (!Vector128.IsHardwareAccelerated)
        {
            x = x[..4096];
        }

        float[][] results = [.. new[] { 512, 256, 128, 1 }.Select(width =>
        {
            float[] y = new float[x.Length];
            Evaluate(function, width, x, y);
            return y;
        })];
        for (int i = 0; i < x.Length; i++)
        {
            for (int w = 1; w < results.Length; w++)
            {
                // Equal bits, but any NaN equals any NaN.
                bool same = BitConverter.SingleToUInt32Bits(results[0][i]) == BitConverter.SingleToUInt32Bits(results[w][i])
                    || (float.IsNaN(results[0][i]) && float.IsNaN(results[w][i]));
                if (!same)
                {
                    Assert.Fail($"{function}({x[i]:R}): {results[0][i]:R} and {results[w][i]:R}");
                }
            }
        }
    }

    [Fact]
    public void ExpAtItsEdges()
    {
        Assert.Equal(float.PositiveInfinity, VectorMath.Exp(float.PositiveInfinity));
        Assert.Equal(float.PositiveInfinity, VectorMath.Exp(float.MaxValue));
        Assert.Equal(float.PositiveInfinity, VectorMath.Exp(88.72284f));
        Assert.True(float.IsFinite(VectorMath.Exp(88.72283f)));
        Assert.Equal(float.Epsilon, VectorMath.Exp(-103.97f)); // the last one before 0
        Assert.Equal(0f, VectorMath.Exp(-103.98f));
        Assert.Equal(0f, VectorMath.Exp(float.NegativeInfinity));
        Assert.Equal(1f, VectorMath.Exp(0f));
        Assert.Equal(1f, VectorMath.Exp(-0f));
        Assert.Equal(float.NaN, VectorMath.Exp(float.NaN));
    }

    [Fact]
    public void LogAtItsEdges()
    {
        Assert.Equal(float.NegativeInfinity, VectorMath.Log(0f));
        Assert.Equal(float.NegativeInfinity, VectorMath.Log(-0f));
        Assert.Equal(float.NaN, VectorMath.Log(-float.Epsilon));
        Assert.Equal(float.NaN, VectorMath.Log(float.NegativeInfinity));
        Assert.Equal(float.PositiveInfinity, VectorMath.Log(float.PositiveInfinity));
        Assert.Equal(float.NaN, VectorMath.Log(float.NaN));
        Assert.Equal(0f, VectorMath.Log(1f));
    }

    [Fact]
    public void SigmoidSaturates()
    {
        foreach (float big in new[] { 200f, 1e30f, float.MaxValue, float.PositiveInfinity })
        {
            Assert.Equal(1f, VectorMath.Sigmoid(big));
            Assert.Equal(0f, VectorMath.Sigmoid(-big));
        }

        Assert.Equal(0.5f, VectorMath.Sigmoid(0f));
        Assert.Equal(float.NaN, VectorMath.Sigmoid(float.NaN));
    }

    [Fact]
    public void TanhIsOddAndSaturates()
    {
        foreach (float x in Edges())
        {
            float y = VectorMath.Tanh(x);
            Assert.True(float.IsNaN(x) ? float.IsNaN(y) : y == -VectorMath.Tanh(-x) && MathF.Abs(y) <= 1);
            Assert.True(float.IsNaN(x) || float.IsNegative(x) == float.IsNegative(y));
        }

        Assert.Equal(1f, VectorMath.Tanh(10f));
        Assert.Equal(1e-30f, VectorMath.Tanh(1e-30f));
        Assert.Equal(-float.Epsilon, VectorMath.Tanh(-float.Epsilon));
    }

    [Fact]
    public void SoftplusDoesNotOverflow()
    {
        Assert.Equal(1e30f, VectorMath.Softplus(1e30f));
        Assert.Equal(float.PositiveInfinity, VectorMath.Softplus(float.PositiveInfinity));
        Assert.Equal(0f, VectorMath.Softplus(-1e30f));
        Assert.Equal(0f, VectorMath.Softplus(float.NegativeInfinity));
        Assert.Equal(float.NaN, VectorMath.Softplus(float.NaN));
    }

    /// <summary>Zero, subnormals, infinities, NaN and every threshold of the implementations, each with its two neighbours.</summary>
    private static float[] Edges()
    {
        float[] magnitudes =
        [
            0f, float.Epsilon, 1e-45f, 1e-40f, 1.17549435e-38f, 1e-30f, 1e-10f, 1e-7f, 1e-4f, 0.34657359f, 0.41421357f, 0.5f, 0.70710677f,
            1f, 1.0397208f, 1.41421354f, 2f, 9f, 9.01f, 9.0109f, 9.02f, 10f, 16.6355f, 17.328f, 20f, 86.9f, 87f, 87.1f, 87.33654f, 88f,
            88.37626f, 88.5f, 88.72284f, 89f, 90f, 100f, 103.27893f, 103.97208f, 104f, 104.1f, 1e3f, 8388608f, 12582912f, 1e10f, 1e30f,
            float.MaxValue, float.PositiveInfinity,
        ];
        return [float.NaN, .. magnitudes.SelectMany(x => new[] { x, -x, MathF.BitIncrement(x), -MathF.BitIncrement(x),
            MathF.BitDecrement(x), -MathF.BitDecrement(x) })];
    }

    private static double Reference(Function function, double x) => function switch
    {
        Function.Exp => Math.Exp(x),
        Function.Log => Math.Log(x),
        Function.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Function.Tanh => Math.Tanh(x),
        _ => Math.Max(x, 0) + References.LogOnePlus(Math.Exp(-Math.Abs(x))),
    };

    /// <summary>The distance in units of the last place that a float near <paramref name="expected"/> has; NaN if only one is NaN.</summary>
    private static double Ulps(float actual, double expected)
    {
        float rounded = (float)expected;
        if (float.IsNaN(rounded) || float.IsInfinity(rounded) || float.IsInfinity(actual) || actual == rounded)
        {
            // At the edge of the range one step from the largest float to infinity is 1 ulp.
            return actual.Equals(rounded) || actual == rounded
                ? float.IsFinite(rounded) ? Math.Abs(actual - expected) / Ulp(rounded) : 0
                : MathF.Abs(actual) >= float.MaxValue && MathF.Abs(rounded) >= float.MaxValue ? 1 : double.NaN;
        }

        return Math.Abs(actual - expected) / Ulp(rounded);
    }

    private static double Ulp(float x)
    {
        x = MathF.Abs(x);
        return x == float.MaxValue ? x - (double)MathF.BitDecrement(x) : MathF.BitIncrement(x) - (double)x;
    }

    private static void Evaluate(Function function, int width, float[] x, float[] y)
    {
        switch (width)
        {
            case 512: Evaluate<Simd512, Vector512<float>>(function, x, y); break;
            case 256: Evaluate<Simd256, Vector256<float>>(function, x, y); break;
            case 128: Evaluate<Simd128, Vector128<float>>(function, x, y); break;
            default: EvaluateScalar(function, x, y); break;
        }
    }

    private static void Evaluate<TSimd, TVector>(Function function, float[] x, float[] y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (int i = 0; i <= x.Length - TSimd.Lanes; i += TSimd.Lanes)
        {
            TVector v = TSimd.Load(ref x[i]);
            TSimd.Store(
                function switch
                {
                    Function.Exp => VectorMath<TSimd, TVector>.Exp(v),
                    Function.Log => VectorMath<TSimd, TVector>.Log(v),
                    Function.Sigmoid => VectorMath<TSimd, TVector>.Sigmoid(v),
                    Function.Tanh => VectorMath<TSimd, TVector>.Tanh(v),
                    _ => VectorMath<TSimd, TVector>.Softplus(v),
                },
                ref y[i]);
        }
    }

    private static void EvaluateScalar(Function function, float[] x, float[] y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = function switch
            {
                Function.Exp => VectorMath.Exp(x[i]),
                Function.Log => VectorMath.Log(x[i]),
                Function.Sigmoid => VectorMath.Sigmoid(x[i]),
                Function.Tanh => VectorMath.Tanh(x[i]),
                _ => VectorMath.Softplus(x[i]),
            };
        }
    }
}
