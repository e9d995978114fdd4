namespace Unrolled.Tests;

/// <summary>Measures of the outputs themselves, on networks that pass their inputs on, so that outputs are known.</summary>
public sealed class MetricsTests
{
    private const int Many = Evaluator.ChunkSize + 44;

    [Fact]
    public void Top_k_counts_the_samples_whose_class_has_one_of_the_largest_outputs()
    {
        Dataset data = Dataset.FromFloats([3, 2, 1, 3, 2, 1, 3, 2, 1, 1, 1, 1], 3, [0, 1, 2, 1], 3);

        Assert.Equal([0.25, 0.75, 1], Enumerable.Range(1, 3).Select(k => Evaluator.TopK(PassOn<Regression3>(), data, k)));
        Assert.Equal(Evaluator.Accuracy(PassOn<Regression3>(), data), Evaluator.TopK(PassOn<Regression3>(), data, 1));
    }

    [Fact]
    public void Outputs_that_are_not_numbers_are_no_hit()
    {
        Regression3 network = PassOn<Regression3>();
        float[] parameters = new float[Regression3.ParameterCount];
        network.GetParameters(parameters);
        parameters[0] = float.NaN;
        network.SetParameters(parameters);

        Assert.Equal(0, Evaluator.TopK(network, Dataset.FromFloats([1, 2, 1, 1, 2, 3], 3, [0, 0], 3), 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void There_are_as_many_guesses_as_outputs_at_most(int k) => Assert.Throws<ArgumentOutOfRangeException>(
        "k", () => Evaluator.TopK(PassOn<Regression3>(), Dataset.FromFloats([1, 2, 3], 3, [0], 3), k));

    [Fact]
    public void A_single_output_has_no_top_k() => Assert.Throws<ArgumentException>(
        "network", () => Evaluator.TopK(PassOn<Sigmoid1>(), Dataset.FromFloats([1f], 1, [0], 2), 1));

    [Fact]
    public void Log_loss_of_softmax_outputs()
    {
        (float[] inputs, int[] labels) = Samples(Many, 3);
        double expected = Enumerable.Range(0, Many).Average(row =>
        {
            double[] e = [.. inputs.Skip(3 * row).Take(3).Select(x => Math.Exp(x))];
            return -Math.Log(e[labels[row]] / e.Sum());
        });

        Assert.Equal(expected, Evaluator.LogLoss(PassOn<Softmax3>(), Dataset.FromFloats(inputs, 3, labels, 3)), 1e-6);
    }

    [Fact]
    public void Log_loss_of_a_single_sigmoid_from_labels_and_from_targets()
    {
        (float[] inputs, int[] labels) = Samples(Many, 1);
        labels = [.. labels.Select(label => label % 2)];
        double expected = Enumerable.Range(0, Many).Average(row => Math.Log(1 + Math.Exp(labels[row] == 1 ? -inputs[row] : inputs[row])));

        Assert.Equal(expected, Evaluator.LogLoss(PassOn<Sigmoid1>(), Dataset.FromFloats(inputs, 1, labels, 2)), 1e-6);
        Assert.Equal(
            expected,
            Evaluator.LogLoss(PassOn<Sigmoid1>(), Dataset.FromFloats(inputs, 1, [.. labels.Select(label => (float)label)], 1)),
            1e-6);
    }

    [Fact]
    public void Log_loss_stays_finite_where_outputs_saturate()
    {
        Dataset data = Dataset.FromFloats([1000f], 1, [0], 2);

        Assert.Equal(23 * Math.Log(2), Evaluator.LogLoss(PassOn<Sigmoid1>(), data), 1e-12);
    }

    [Fact]
    public void Log_loss_needs_probabilities() => Assert.Throws<ArgumentException>(
        "network", () => Evaluator.LogLoss(PassOn<Regression3>(), Dataset.FromFloats([1, 2, 3], 3, [0], 3)));

    [Fact]
    public void Errors_and_R2_of_several_outputs()
    {
        (float[] inputs, _) = Samples(Many, 3);
        float[] targets = [.. inputs.Select((x, i) => 1000 + (2 * x) + (i % 5))];
        Dataset data = Dataset.FromFloats(inputs, 3, targets, 3);
        double squares = inputs.Zip(targets, (x, y) => Math.Pow((double)x - y, 2)).Sum();
        double r2 = Enumerable.Range(0, 3).Average(output =>
        {
            double[] y = [.. targets.Where((_, i) => i % 3 == output).Select(t => (double)t)];
            double[] x = [.. inputs.Where((_, i) => i % 3 == output).Select(t => (double)t)];
            return 1 - (x.Zip(y, (a, b) => (a - b) * (a - b)).Sum() / y.Sum(b => (b - y.Average()) * (b - y.Average())));
        });

        Assert.Equal(Math.Sqrt(squares / inputs.Length), Evaluator.Rmse(PassOn<Regression3>(), data), 1e-9);
        double absolute = inputs.Zip(targets, (x, y) => Math.Abs((double)x - y)).Average();
        Assert.Equal(absolute, Evaluator.MeanAbsoluteError(PassOn<Regression3>(), data), 1e-9);
        Assert.Equal(r2, Evaluator.R2(PassOn<Regression3>(), data), Math.Abs(r2) * 1e-9);
        Assert.Equal(1, Evaluator.R2(PassOn<Regression3>(), Dataset.FromFloats(inputs, 3, inputs, 3)));
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1f)]
    [InlineData(1e30f)]
    public void The_size_of_numbers_does_not_matter(float scale)
    {
        (float[] inputs, _) = Samples(Many, 3);
        inputs = [.. inputs.Select(x => x * scale)];
        float[] targets = [.. inputs.Select((x, i) => (-2 * x) + (i % 7 * scale))];
        double[] errors = [.. inputs.Zip(targets, (x, y) => Math.Abs((double)x - y))];
        double rmse = scale * Math.Sqrt(errors.Average(e => e / scale * (e / scale)));
        Dataset data = Dataset.FromFloats(inputs, 3, targets, 3);

        Assert.Equal(1, Evaluator.Rmse(PassOn<Regression3>(), data) / rmse, 1e-12);
        Assert.Equal(1, Evaluator.MeanAbsoluteError(PassOn<Regression3>(), data) / errors.Average(), 1e-12);
        Assert.InRange(Evaluator.R2(PassOn<Regression3>(), data), -10, -1);
    }

    [Theory]
    [InlineData(float.NaN, double.NaN)]
    [InlineData(float.PositiveInfinity, double.PositiveInfinity)]
    public void Outputs_that_are_not_finite_show(float weight, double expected)
    {
        Dataset data = Dataset.FromFloats([3f, 1, 2], 1, [4f, 5, 6], 1);
        SingleIdentity network = PassOn<SingleIdentity>();
        network.SetParameters([weight, 0]);

        Assert.Equal(expected, Evaluator.Rmse(network, data));
        Assert.Equal(expected, Evaluator.MeanAbsoluteError(network, data));
        Assert.Equal(-expected, Evaluator.R2(network, data));
    }

    [Fact]
    public void A_target_that_never_varies_has_no_R2()
    {
        Assert.Equal(double.NaN, Evaluator.R2(PassOn<SingleIdentity>(), Dataset.FromFloats([7f, 7], 1, [7f, 7], 1)));
        Assert.Equal(double.NegativeInfinity, Evaluator.R2(PassOn<SingleIdentity>(), Dataset.FromFloats([6f, 7], 1, [7f, 7], 1)));
    }

    [Theory]
    [InlineData(0, 200f)]
    [InlineData(1, -200f)]
    [InlineData(0, -30f)]
    [InlineData(1, 30f)]
    public void Log_loss_of_networks_that_learn_the_cross_entropy_has_no_bound(int label, float logit)
    {
        double expected = label == 1 ? Softplus(-(double)logit) : Softplus(logit);

        AssertLogLoss(Dataset.FromFloats([logit], 1, [label], 2));
        AssertLogLoss(Dataset.FromFloats([logit], 1, [label], 2).WithSingleTarget(off: 0.1f, on: 0.9f));
        AssertLogLoss(Dataset.FromFloats([logit], 1, [(float)label], 1));
        AssertLogLossOfTwo(Dataset.FromFloats([0, logit], 2, [label], 2));
        AssertLogLossOfTwo(Dataset.FromFloats([0, logit], 2, [label], 2).WithOneHot(off: 0.1f, on: 0.9f));
        AssertLogLossOfTwo(Dataset.FromFloats([0, logit], 2, label == 1 ? [0.2f, 0.8f] : [0.8f, 0.2f], 2));

        void AssertLogLoss(Dataset data) => Assert.Equal(1, Evaluator.LogLoss(PassOn<Logistic1>(), data) / expected, 1e-6);

        void AssertLogLossOfTwo(Dataset data) => Assert.Equal(1, Evaluator.LogLoss(PassOn<SoftmaxPair>(), data) / expected, 1e-6);

        // By the first terms of ln(1 + e) where 1 + e would lose most of e.
        static double Softplus(double x)
        {
            double e = Math.Exp(-Math.Abs(x));
            return Math.Max(x, 0) + (e < 1e-8 ? e - (e * e / 2) : Math.Log(1 + e));
        }
    }

    [Fact]
    public void Log_loss_of_small_outputs_is_that_of_the_output() => Assert.Equal(
        60, Evaluator.LogLoss(PassOn<Sigmoid1>(), Dataset.FromFloats([-60f], 1, [1], 2)), 1e-5);

    [Fact]
    public void An_empty_dataset_is_refused()
    {
        Dataset none = Dataset.FromFloats([], 3, Array.Empty<float>(), 3);

        Assert.Throws<ArgumentException>("data", () => Evaluator.Rmse(PassOn<Regression3>(), none));
        Assert.Throws<ArgumentException>("data", () => Evaluator.R2(PassOn<Regression3>(), none));
        Assert.Throws<ArgumentException>("data", () => Evaluator.MeanAbsoluteError(PassOn<Regression3>(), none));
        Assert.Throws<ArgumentException>("data", () => Evaluator.RocAuc(PassOn<Regression3>(), none));
        Assert.Throws<ArgumentException>("data", () => Evaluator.MultiLabel(PassOn<Regression3>(), none));
        Assert.Throws<ArgumentException>("data", () => Evaluator.LogLoss(PassOn<Softmax3>(), none));
        Assert.Throws<ArgumentException>("data", () => Evaluator.TopK(PassOn<Softmax3>(), none, 1));
    }

    /// <summary>A network of one layer whose pre-activations are its inputs.</summary>
    internal static TNetwork PassOn<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(0);
        float[] parameters = new float[TNetwork.ParameterCount];
        for (int i = 0; i < TNetwork.OutputSize; i++)
        {
            parameters[(i * TNetwork.InputSize) + i] = 1;
        }

        network.SetParameters(parameters);
        return network;
    }

    private static (float[] Inputs, int[] Labels) Samples(int count, int inputSize)
    {
        var random = new Random(7);
        return (
            [.. Enumerable.Range(0, count * inputSize).Select(_ => (random.NextSingle() * 4) - 2)],
            [.. Enumerable.Range(0, count).Select(_ => random.Next(3))]);
    }
}

[Network(3, 3, Output = Activation.Identity)]
public sealed partial class Regression3;

[Network(3, 3, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Softmax3;

[Network(1, 1)]
public sealed partial class Sigmoid1;

[Network(1, 1, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class Logistic1;
