using Unrolled.Internal;
using Unrolled.Tests.Numerics;

namespace Unrolled.Tests.Networks;

/// <summary>
/// Every loss over the whole float range of what it is computed from, against float64. The inputs are 0, so that the biases are the
/// pre-activations.
/// </summary>
public sealed class LossRangeTests
{
    /// <summary>What every loss must keep, relative to itself.</summary>
    private const double Tolerance = 1e-6;

    private static readonly float[] Offsets = [0, 1, -1e4f, 1e4f, 1e6f, 1e8f, -1e8f, 1e16f, 1e30f, 1e38f, -1e38f];

    private static readonly float[] Spreads = [0, 1e-30f, 1e-3f, 1, 15, 80, 300, 1e5f, 1e20f, 1e38f];

    [Fact]
    public void Cross_entropy()
    {
        AssertCrossEntropy<TwoClasses>();
        AssertCrossEntropy<Softmax3>();
        AssertCrossEntropy<Softmax4>();
        AssertCrossEntropy<Softmax7>();
        AssertCrossEntropy<Softmax10>();
        AssertCrossEntropy<Softmax16>();
        AssertCrossEntropy<Softmax17>();
        AssertCrossEntropy<Softmax37>();
        AssertCrossEntropy<Softmax100>();
    }

    [Theory]
    [InlineData(1e4f, 1e4f, 1, 0.69314718055994531)]
    [InlineData(1e8f, 1e8f, 1, 0.69314718055994531)]
    [InlineData(float.MaxValue, float.MaxValue, 1, 0.69314718055994531)]
    [InlineData(15, 0, 1, 3.0590226925625727e-7)]
    [InlineData(10, 0, 1, 4.5398899216870535e-5)]
    [InlineData(80, 0, 1, 1.8048513878454153e-35)]
    [InlineData(80, 0, 0, 80)]
    [InlineData(float.MaxValue, -float.MaxValue, 0, 6.8056469327705772e38)]
    [InlineData(float.PositiveInfinity, 5, 1, 0)]
    [InlineData(3, float.NegativeInfinity, 1, 0)]
    [InlineData(3, float.NegativeInfinity, 0, double.PositiveInfinity)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, 1, 0.69314718055994531)]
    public void Cross_entropy_of_two(float z0, float z1, float y0, double expected)
    {
        double loss = Losses<TwoClasses>([z0, z1], [y0, 1 - y0], out float mean, out float[] delta);
        AssertLoss(expected, loss, mean, $"logits {z0}, {z1}");
        Assert.All(delta, d => Assert.True(float.IsFinite(d)));
    }

    [Theory]
    [InlineData(float.PositiveInfinity, 1, 0)]
    [InlineData(float.NegativeInfinity, 0, 0)]
    [InlineData(float.NegativeInfinity, 1, double.PositiveInfinity)]
    [InlineData(80, 1, 1.8048513878454153e-35)]
    [InlineData(-80, 0, 1.8048513878454153e-35)]
    [InlineData(1e30f, 0.99999994f, 5.9604644775390625e22)]
    public void Binary_cross_entropy_of_one(float z, float y, double expected)
    {
        double loss = Losses<Logistic1>([z], [y], out float mean, out float[] delta);
        AssertLoss(expected, loss, mean, $"logit {z}");
        Assert.True(float.IsFinite(delta[0]));
    }

    /// <summary>Of one output, and of more than the widest vector has lanes.</summary>
    [Theory]
    [MemberData(nameof(PassData.Losses), MemberType = typeof(PassData))]
    public void Elementwise(Loss loss)
    {
        LossReference reference = References.Of(loss);
        foreach (float[] x in Logits(1).Concat(Logits(17)))
        {
            foreach (float[] y in Targets(LossRow.Of(loss).Targets, x))
            {
                float[] delta = Sum(loss, x, y, out double sum);
                AssertLoss(x.Zip(y).Sum(p => reference.Value(p.First, p.Second)), sum, (float)sum, $"{loss} of {x.Length} around {x[0]}");
                for (int i = 0; i < x.Length; i++)
                {
                    // Where a probability is nearly met only the difference tells.
                    double absolute = LossRow.Of(loss).IsLikelihood && y[i] is > 0 and < 1 ? 3e-7 : 0;
                    AssertDelta(reference.Derivative(x[i], y[i]), delta[i], absolute, $"{loss}: delta of {x[i]}, target {y[i]}");
                }
            }
        }
    }

    private static float[] Sum(Loss loss, float[] x, float[] y, out double sum)
    {
        float[] padded = new float[(x.Length + 3) / 4 * 4];
        float[] delta = new float[padded.Length];
        delta.AsSpan().Fill(7);
        x.CopyTo(padded, 0);
        LossSum losses = default;
        Passes.Sum(loss)(padded, y, x.Length, padded.Length, 1, delta, ref losses);
        sum = losses.Total;
        Assert.All(delta[x.Length..], d => Assert.Equal(0, d));
        return delta;
    }

    private static IEnumerable<float[]> Targets(LossTargets kind, float[] x) => kind switch
    {
        LossTargets.Signs => [[.. x.Select((_, i) => i % 3 == 0 ? 1f : -1f)]],
        LossTargets.Probabilities => Enumerable.Range(0, 6).Select(shift => x.Select((_, i) => Probability(i + shift)).ToArray()),
        _ => new float[] { 0, 1e-6f, 0.5f, -3, 1e10f, -3e38f }.Select(shift => x.Select((v, i) => Number(v, i, shift)).ToArray()),
    };

    private static float Probability(int i) => (i % 6) switch { 0 => 0, 1 => 1, 2 => 0.3f, 3 => 1e-20f, 4 => 0.99999994f, _ => 0.5f };

    private static float Number(float x, int i, float shift) =>
        i % 2 == 0 ? Math.Clamp(x + shift, float.MinValue, float.MaxValue) : -x;

    /// <summary>A batch whose losses together are beyond a float's range is measured all the same.</summary>
    [Fact]
    public void The_mean_over_a_dataset_is_not_cut_to_a_float()
    {
        var network = new Squared1();
        network.SetParameters([0, 1e20f]);
        Dataset data = Dataset.FromFloats(new float[300], 1, new float[300], 1);
        Assert.Equal(0.5e40, Evaluator.MeanLoss(network, data), 1e34);
        Assert.Equal(float.PositiveInfinity, network.Gradient([0], [0], new float[2]));
    }

    private static void AssertCrossEntropy<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        int n = TNetwork.OutputSize;
        foreach (float[] z in Logits(n))
        {
            double max = z.Max();
            int top = Array.IndexOf(z, z.Max());
            double others = z.Where((_, i) => i != top).Sum(v => Math.Exp(v - max));
            foreach (float[] y in Distributions(n, top))
            {
                double loss = Losses<TNetwork>(z, y, out float mean, out float[] delta);
                double logSum = References.LogOnePlus(others);
                double expected = z.Zip(y).Sum(p => p.Second == 0 ? 0 : p.Second * (logSum + (max - p.First)));
                AssertLoss(expected, loss, mean, $"{n} logits around {z[0]}, spread {max - z.Min()}");

                // A confident right answer must not cost the delta's digits; where soft targets are met only the difference tells.
                double total = y.Sum(t => (double)t);
                bool isSoft = y.Count(t => t != 0) > 1;
                for (int i = 0; i < n; i++)
                {
                    double e = Math.Exp(z[i] - max);
                    double slope = (((e * total) - y[i]) - (y[i] * others)) / (1 + others);
                    AssertDelta(slope, delta[i], isSoft ? 3e-7 : 0, $"delta {i} of {n} logits around {z[0]}, spread {max - z.Min()}");
                }
            }
        }
    }

    /// <summary>The loss in float64, as <c>Gradient</c> returns it, and the derivatives by the biases: the deltas.</summary>
    private static double Losses<TNetwork>(float[] z, float[] y, out float mean, out float[] delta) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(0);
        float[] parameters = [.. new float[z.Length], .. z];
        float[] gradient = new float[parameters.Length];
        network.SetParameters(parameters);
        mean = network.Gradient([0], y, gradient);
        delta = gradient[z.Length..];
        return network.SumLosses([0], y, new float[y.Length]);
    }

    private static IEnumerable<float[]> Logits(int count)
    {
        var random = new Random(count);
        foreach (float offset in Offsets)
        {
            foreach (float spread in Spreads)
            {
                yield return [.. Enumerable.Range(0, count).Select(_ => offset + (spread * ((2 * random.NextSingle()) - 1)))];
            }

            float[] ties = new float[count];
            ties.AsSpan().Fill(offset);
            ties[^1] = offset - 40;
            yield return ties;
        }
    }

    /// <summary>Confident right answers, wrong ones, and soft targets with zeros among them.</summary>
    private static IEnumerable<float[]> Distributions(int count, int top)
    {
        foreach (int right in new[] { top, (top + 1) % count, 0, count - 1 })
        {
            float[] one = new float[count];
            one[right] = 1;
            yield return one;
        }

        if (count > 2)
        {
            float[] soft = new float[count];
            soft[top] = 0.75f;
            soft[(top + 1) % count] = 0.125f;
            soft[(top + 2) % count] = 0.125f;
            yield return soft;
        }
    }

    private static void AssertLoss(double expected, double loss, float mean, string what)
    {
        Assert.True(expected == loss || Math.Abs(expected - loss) <= Tolerance * expected, $"{what}: {loss:R}, expected {expected:R}");
        double rounded = (float)expected;
        Assert.True(
            rounded == mean || Math.Abs(expected - mean) <= (Tolerance * expected) + float.Epsilon, $"{what}: {mean:R} as a float, expected {expected:R}");
    }

    private static void AssertDelta(double expected, float actual, double absolute, string what)
    {
        double error = Math.Abs(expected - actual);
        bool isRight = (float)expected == actual || error <= (Tolerance * Math.Abs(expected)) + absolute + float.Epsilon;
        Assert.True(isRight, $"{what}: {actual:R}, expected {expected:R}");
    }
}

[Network(1, 3, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Softmax3;

[Network(1, 4, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Softmax4;

[Network(1, 7, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Softmax7;

[Network(1, 10, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Softmax10;

[Network(1, 16, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Softmax16;

[Network(1, 17, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Softmax17;

[Network(1, 37, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Softmax37;

[Network(1, 100, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Softmax100;

[Network(1, 1, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class Logistic1;

[Network(1, 1, Output = Activation.Identity)]
public sealed partial class Squared1;
