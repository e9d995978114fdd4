using Unrolled.Numerics;

namespace Unrolled.Tests.Numerics;

/// <summary>The passes at every length up to 70, and some larger, against scalar code in double precision.</summary>
public sealed class ActivationPassesTests
{
    private const float Guard = 12345.5f;
    private const int GuardCount = 32;

    private static readonly int[] Lengths = [.. Enumerable.Range(0, 71), 127, 128, 1000, 1001, 4096];

    private delegate void Pass(Span<float> z);

    private delegate void DerivativePass(ReadOnlySpan<float> a, Span<float> delta);

    [Theory]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.ReLU)]
    [InlineData(Activation.LeakyReLU)]
    [InlineData(Activation.Step)]
    [InlineData(Activation.Sign)]
    [InlineData(Activation.GELU)]
    [InlineData(Activation.SiLU)]
    [InlineData(Activation.ELU)]
    [InlineData(Activation.Softplus)]
    [InlineData(Activation.HardSigmoid)]
    public void ActivationAtEveryLength(Activation activation)
    {
        (Pass pass, Func<double, double> reference) = activation switch
        {
            Activation.Sigmoid => ((Pass)ActivationPasses.Sigmoid, (Func<double, double>)(z => 1 / (1 + Math.Exp(-z)))),
            Activation.Tanh => (ActivationPasses.Tanh, Math.Tanh),
            Activation.ReLU => (ActivationPasses.ReLU, z => Math.Max(z, 0)),
            Activation.LeakyReLU => (ActivationPasses.LeakyReLU, z => z > 0 ? z : 0.01 * z),
            Activation.Step => (ActivationPasses.Step, z => z > 0 ? 1 : 0),
            Activation.GELU => (ActivationPasses.GELU, z => z / 2 * (1 + Math.Tanh(GeluArgument(z)))),
            Activation.SiLU => (ActivationPasses.SiLU, z => z / (1 + Math.Exp(-z))),
            Activation.ELU => (ActivationPasses.ELU, z => z > 0 ? z : VectorMathTests.ExpMinusOne(z)),
            Activation.Softplus => (ActivationPasses.Softplus, z => Math.Max(z, 0) + VectorMathTests.LogOnePlus(Math.Exp(-Math.Abs(z)))),
            Activation.HardSigmoid => (ActivationPasses.HardSigmoid, z => Math.Clamp((z / 6) + 0.5, 0, 1)),
            _ => (ActivationPasses.Sign, z => z > 0 ? 1 : -1),
        };
        foreach (int length in Lengths)
        {
            float[] block = Guarded(length, out float[] z);
            pass(block.AsSpan(GuardCount, length));

            AssertGuards(block);
            for (int i = 0; i < length; i++)
            {
                // GELU loses digits where it vanishes, and the hard sigmoid where z / 6 and 1/2 cancel.
                double scale = activation is Activation.GELU or Activation.HardSigmoid ? Math.Max(1, Math.Abs(z[i])) : Math.Abs(reference(z[i]));
                double error = Math.Abs(block[GuardCount + i] - reference(z[i]));
                Assert.True(error <= 3e-7 * scale, $"{activation}({z[i]:R}) = {block[GuardCount + i]:R}, element {i} of {length}");
            }
        }
    }

    [Theory]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.ReLU)]
    [InlineData(Activation.LeakyReLU)]
    [InlineData(Activation.GELU)]
    [InlineData(Activation.SiLU)]
    [InlineData(Activation.ELU)]
    [InlineData(Activation.Softplus)]
    [InlineData(Activation.HardSigmoid)]
    public void DerivativeAtEveryLength(Activation activation)
    {
        (DerivativePass pass, Func<double, double> reference) = activation switch
        {
            Activation.Sigmoid => ((DerivativePass)ActivationPasses.MultiplyBySigmoidDerivative, (Func<double, double>)(a => a * (1 - a))),
            Activation.Tanh => (ActivationPasses.MultiplyByTanhDerivative, a => 1 - a * a),
            Activation.ReLU => (ActivationPasses.MultiplyByReLUDerivative, a => a > 0 ? 1 : 0),
            Activation.GELU => (ActivationPasses.MultiplyByGELUDerivative, GeluDerivative),
            Activation.SiLU => (ActivationPasses.MultiplyBySiLUDerivative, z => (1 + (1 + z) * Math.Exp(-z)) / Math.Pow(1 + Math.Exp(-z), 2)),
            Activation.ELU => (ActivationPasses.MultiplyByELUDerivative, a => a > 0 ? 1 : a + 1),
            Activation.Softplus => (ActivationPasses.MultiplyBySoftplusDerivative, a => 1 - Math.Exp(-a)),
            Activation.HardSigmoid => (ActivationPasses.MultiplyByHardSigmoidDerivative, a => a is > 0 and < 1 ? 1.0 / 6 : 0),
            _ => (ActivationPasses.MultiplyByLeakyReLUDerivative, a => a > 0 ? 1 : 0.01),
        };
        foreach (int length in Lengths)
        {
            float[] activations = Guarded(length, out float[] a);
            float[] block = Guarded(length, out float[] delta, seed: 2);
            if (activation == Activation.Softplus)
            {
                // It has no negative activations.
                activations = Array.ConvertAll(activations, Math.Abs);
                a = Array.ConvertAll(a, Math.Abs);
            }

            float[] before = [.. activations];
            pass(activations.AsSpan(GuardCount, length), block.AsSpan(GuardCount, length));

            AssertGuards(block);
            Assert.Equal(before, activations);
            for (int i = 0; i < length; i++)
            {
                // 1 - a^2 cancels near 1: relative to the larger of its terms.
                double scale = Math.Abs(delta[i]) * Math.Max(1, a[i] * (double)a[i]);
                double error = Math.Abs(block[GuardCount + i] - delta[i] * reference(a[i]));
                Assert.True(error <= 3e-7 * scale, $"{activation}: a = {a[i]:R}, element {i} of {length}: {block[GuardCount + i]:R}");
            }
        }
    }

    [Fact]
    public void AnElementDoesNotDependOnItsPosition()
    {
        foreach (Pass pass in new Pass[]
        {
            ActivationPasses.Sigmoid, ActivationPasses.Tanh, ActivationPasses.LeakyReLU,
            ActivationPasses.GELU, ActivationPasses.SiLU, ActivationPasses.ELU, ActivationPasses.Softplus, ActivationPasses.HardSigmoid,
        })
        {
            for (float z = -20; z < 20; z += 0.37f)
            {
                float[] block = new float[31]; // one vector of each width, and three single floats
                block.AsSpan().Fill(z);
                pass(block);
                Assert.All(block, a => Assert.Equal(block[0], a));
            }
        }
    }

    [Fact]
    public void NaNIsNotHidden()
    {
        foreach (Pass pass in new Pass[]
        {
            ActivationPasses.Sigmoid, ActivationPasses.Tanh, ActivationPasses.ReLU, ActivationPasses.LeakyReLU,
            ActivationPasses.GELU, ActivationPasses.SiLU, ActivationPasses.ELU, ActivationPasses.Softplus, ActivationPasses.HardSigmoid,
        })
        {
            float[] block = new float[31];
            block.AsSpan().Fill(float.NaN);
            pass(block);
            Assert.All(block, a => Assert.Equal(float.NaN, a));
        }
    }

    [Fact]
    public void SaturationIsReached()
    {
        float[] z = [-1e30f, 1e30f];
        float[] gelu = [.. z], silu = [.. z], elu = [.. z], hard = [.. z];
        ActivationPasses.GELU(gelu);
        ActivationPasses.SiLU(silu);
        ActivationPasses.ELU(elu);
        ActivationPasses.HardSigmoid(hard);
        Assert.Equal([0, 1e30f], gelu);
        Assert.Equal([0, 1e30f], silu);
        Assert.Equal([-1, 1e30f], elu);
        Assert.Equal([0, 1], hard);

        float[] geluSlope = [1, 1], siluSlope = [1, 1];
        ActivationPasses.MultiplyByGELUDerivative(z, geluSlope);
        ActivationPasses.MultiplyBySiLUDerivative(z, siluSlope);
        Assert.Equal(0, geluSlope[0], 1e-30f);
        Assert.Equal(1, geluSlope[1]);
        Assert.Equal([0, 1], siluSlope);
    }

    [Theory]
    [InlineData(1e-3f)]
    [InlineData(1e-8f)]
    [InlineData(1e-30f)]
    public void SmallValuesKeepTheirDigits(float value)
    {
        float[] elu = [-value];
        ActivationPasses.ELU(elu);
        AssertClose(VectorMathTests.ExpMinusOne(-value), elu[0], "ELU");

        float[] slope = [1];
        ActivationPasses.MultiplyBySoftplusDerivative([value], slope);
        AssertClose(-VectorMathTests.ExpMinusOne(-value), slope[0], "softplus' derivative");
    }

    [Fact]
    public void DerivativeRejectsDifferentLengths() =>
        Assert.Throws<ArgumentException>(() => ActivationPasses.MultiplyBySigmoidDerivative(new float[8], new float[4]));

    [Theory]
    [InlineData(1f)]
    [InlineData(30f)]
    [InlineData(1e30f)]
    public void SoftmaxAtEveryCountAndStride(float scale)
    {
        foreach (int count in Lengths.Where(c => c > 0))
        {
            foreach (int stride in new[] { count, count + 1, (count + 3) / 4 * 4, (count + 15) / 16 * 16, count + 20 })
            {
                const int Rows = 3;
                float[] block = Guarded(Rows * stride, out float[] z, scale: scale);
                ActivationPasses.SoftmaxRows(block.AsSpan(GuardCount, Rows * stride), Rows, stride, count);

                AssertGuards(block);
                for (int row = 0; row < Rows; row++)
                {
                    float[] logits = z[(row * stride)..(row * stride + count)];
                    double max = logits.Max();
                    double sum = logits.Sum(v => Math.Exp(v - max));
                    for (int i = 0; i < stride; i++)
                    {
                        float actual = block[GuardCount + row * stride + i];
                        if (i >= count)
                        {
                            Assert.Equal(0f, actual);
                            continue;
                        }

                        // z - max is rounded to float: an error of half an ulp of the difference is a relative one of the result.
                        double difference = logits[i] - max;
                        double expected = Math.Exp(difference) / sum;
                        double tolerance = expected * (1e-6 + 1.2e-7 * Math.Min(-difference, 200)) + 1e-44;
                        Assert.True(Math.Abs(actual - expected) <= tolerance, $"{i} of {count}: {actual:R}, expected {expected:R}");
                    }
                }
            }
        }
    }

    [Fact]
    public void SoftmaxOfExtremes()
    {
        float[] z = [1e30f, 1e30f, -1e30f, 0, float.MaxValue / 2, 7, 7, 7];
        ActivationPasses.SoftmaxRows(z.AsSpan(0, 8), rows: 2, stride: 4, count: 3);
        Assert.Equal([0.5f, 0.5f, 0, 0, 1, 0, 0, 0], z);

        float[] one = [-3e38f];
        ActivationPasses.SoftmaxRows(one, 1, 1, 1);
        Assert.Equal([1f], one);
    }

    private static double GeluArgument(double z) => Math.Sqrt(2 / Math.PI) * (z + (0.044715 * z * z * z));

    private static double GeluDerivative(double z)
    {
        double tanh = Math.Tanh(GeluArgument(z));
        return (0.5 * (1 + tanh)) + (0.5 * z * (1 - (tanh * tanh)) * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * z * z)));
    }

    /// <summary>Random values with zeros and large ones among them, between guards.</summary>
    private static float[] Guarded(int length, out float[] values, int seed = 1, float scale = 1)
    {
        Random random = new(seed);
        values = new float[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = scale * random.Next(8) switch
            {
                0 => 0,
                1 => random.NextSingle() * 100 - 50,
                _ => random.NextSingle() * 8 - 4,
            };
        }

        float[] block = new float[length + 2 * GuardCount];
        block.AsSpan().Fill(Guard);
        values.CopyTo(block, GuardCount);
        return block;
    }

    private static void AssertGuards(float[] block)
    {
        Assert.All(block[..GuardCount], v => Assert.Equal(Guard, v));
        Assert.All(block[^GuardCount..], v => Assert.Equal(Guard, v));
    }

    private static void AssertClose(double expected, float actual, string what) =>
        Assert.True(Math.Abs(actual - expected) <= 3e-7 * Math.Abs(expected), $"{what}: {actual:R}, expected {expected:R}");
}
