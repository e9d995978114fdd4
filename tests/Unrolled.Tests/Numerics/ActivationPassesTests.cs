using Unrolled.Internal;
using Unrolled.Numerics;
using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Numerics;

/// <summary>The passes at every length up to 70, and some larger, against scalar code in double precision.</summary>
public sealed class ActivationPassesTests
{
    private const float Guard = 12345.5f;
    private const int GuardCount = 32;

    private static readonly int[] Lengths = [.. Enumerable.Range(0, 71), 127, 128, 1000, 1001, 4096];

    [Theory]
    [MemberData(nameof(PassData.Elementwise), MemberType = typeof(PassData))]
    public void ActivationAtEveryLength(Activation activation)
    {
        Passes.Pass pass = Passes.Apply(activation);
        Func<double, double> reference = References.Of(activation).Value;
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
    [MemberData(nameof(PassData.Differentiable), MemberType = typeof(PassData))]
    public void DerivativeAtEveryLength(Activation activation)
    {
        Passes.DerivativePass pass = Passes.Derivative(activation);
        Func<double, double>? reference = References.Of(activation).Derivative;
        Assert.NotNull(reference);
        foreach (int length in Lengths)
        {
            float[] values = Guarded(length, out float[] z);
            Passes.Kept(activation, z).CopyTo(values, GuardCount);
            float[] block = Guarded(length, out float[] delta, seed: 2);
            float[] before = [.. values];
            pass(values.AsSpan(GuardCount, length), block.AsSpan(GuardCount, length));

            AssertGuards(block);
            Assert.Equal(before, values);
            for (int i = 0; i < length; i++)
            {
                // What is computed with has been rounded, and 1 - a^2 and its like are wrong by that.
                double scale = Math.Abs(delta[i]) * Math.Max(1, Math.Pow(before[GuardCount + i], 2));
                double error = Math.Abs(block[GuardCount + i] - (delta[i] * reference(z[i])));
                Assert.True(error <= 3e-7 * scale, $"{activation}: z = {z[i]:R}, element {i} of {length}: {block[GuardCount + i]:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(PassData.Elementwise), MemberType = typeof(PassData))]
    public void AnElementDoesNotDependOnItsPosition(Activation activation)
    {
        for (float z = -20; z < 20; z += 0.37f)
        {
            float[] block = new float[31]; // one vector of each width, and three single floats
            block.AsSpan().Fill(z);
            Passes.Apply(activation)(block);
            Assert.All(block, a => Assert.Equal(block[0], a));
        }
    }

    /// <summary>But by a step, which has nothing between its two values.</summary>
    [Theory]
    [MemberData(nameof(PassData.Differentiable), MemberType = typeof(PassData))]
    public void NaNIsNotHidden(Activation activation)
    {
        float[] block = new float[31];
        block.AsSpan().Fill(float.NaN);
        Passes.Apply(activation)(block);
        Assert.All(block, a => Assert.Equal(float.NaN, a));
    }

    /// <summary>Far out, where squares and powers overflow: the limits, or z itself times the slope where there is none.</summary>
    [Theory]
    [MemberData(nameof(PassData.Differentiable), MemberType = typeof(PassData))]
    public void SaturationIsReached(Activation activation)
    {
        ActivationReference reference = References.Of(activation);
        float[] z = [-1e30f, 1e30f];
        float[] a = [.. z];
        Passes.Apply(activation)(a);
        Assert.Equal(float.IsInfinity(reference.Limits.Low) ? z[0] * reference.Slopes.Low : reference.Limits.Low, a[0]);
        Assert.Equal(float.IsInfinity(reference.Limits.High) ? z[1] : reference.Limits.High, a[1]);

        float[] slopes = [1, 1];
        Passes.Derivative(activation)(Passes.Kept(activation, z), slopes);
        Assert.Equal(reference.Slopes.Low, slopes[0], 1e-30f);
        Assert.Equal(reference.Slopes.High, slopes[1]);
    }

    [Theory]
    [InlineData(1e-3f)]
    [InlineData(1e-8f)]
    [InlineData(1e-30f)]
    public void SmallValuesKeepTheirDigits(float value)
    {
        float[] elu = [-value];
        ActivationPasses.Apply<ELUFunction>(elu);
        AssertClose(References.ExpMinusOne(-value), elu[0], "ELU");

        float[] slope = [1];
        ActivationPasses.MultiplyByDerivative<SoftplusFunction>([value], slope);
        AssertClose(-References.ExpMinusOne(-value), slope[0], "softplus' derivative");
    }

    [Fact]
    public void DerivativeRejectsDifferentLengths() =>
        Assert.Throws<ArgumentException>(() => ActivationPasses.MultiplyByDerivative<SigmoidFunction>(new float[8], new float[4]));

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
