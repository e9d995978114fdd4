using Unrolled.Tests.Networks;
using Unrolled.Tests.Persistence;

namespace Unrolled.Tests.Training;

/// <summary>What is said about the data before training starts, so that a training that ends without an error is not believed.</summary>
public sealed class TrainingHintTests
{
    private static readonly TrainingOptions s_options = new() { Epochs = 1, LearningRate = 1e-12f };

    [Fact]
    public void Large_targets_are_named_with_their_range()
    {
        List<string> told = [];
        Dataset prices = Dataset.FromFloats(Column(100, i => i / 100f), 1, Column(100, i => 200_000 + (2_000 * i)), 1);

        using var session = new TrainingSession<Hidden>(
            new Hidden(1), prices, s_options with { Messages = new Told<string>(told.Add) });

        string hint = Assert.Single(told);
        Assert.StartsWith("Hint: The targets of the training data go from 200000 to 398000. ", hint, StringComparison.Ordinal);
        Assert.Contains("scale them to about -1 to 1", hint, StringComparison.Ordinal);
        Assert.Equal(told, session.Messages);
        Assert.Equal(told, Trainer.Train(new Hidden(1), prices, s_options).Messages);
    }

    [Fact]
    public void Large_inputs_are_named_with_their_range()
    {
        float[] pixels = [.. Enumerable.Range(0, 28 * 28 * 20).Select(i => (float)(i % 256))];
        Dataset images = Dataset.FromFloats(pixels, 28 * 28, new int[20], 10);

        string hint = Assert.Single(Trainer.Train(new Digits(1), images, s_options).Messages);

        Assert.StartsWith("Hint: The inputs of the training data go from 0 to 255. ", hint, StringComparison.Ordinal);
        Assert.Contains("Standardizer", hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Some_inputs_among_others_are_counted()
    {
        float[] inputs = [.. Enumerable.Range(0, 400).Select(i => (i % 4) switch { 1 => 100f, 3 => -50f, _ => 0.5f })];

        string hint = Assert.Single(Trainer.Train(new Control(), Dataset.FromFloats(inputs, 4, new float[200], 2), s_options).Messages);

        Assert.StartsWith(
            "Hint: 2 of the 4 inputs of the training data, the first of them input 1, go from -50 to 100. ", hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_linear_network_learns_large_targets_like_others()
    {
        Dataset prices = Dataset.FromFloats([0, 1], 1, [200_000f, 400_000f], 1);

        Assert.Empty(Trainer.Train(new Line(1), prices, s_options).Messages);
        Assert.Empty(Trainer.Train(new Line(1), prices, s_options with { Optimizer = Optimizer.Nesterov() }).Messages);
    }

    [Fact]
    public void But_not_where_steps_do_not_grow_with_the_error()
    {
        Dataset prices = Dataset.FromFloats([0, 1], 1, [200_000f, 400_000f], 1);
        foreach (TrainingOptions options in (TrainingOptions[])
            [
                s_options with { Optimizer = Optimizer.Adam() },
                s_options with { Optimizer = Optimizer.AdamW() },
                s_options with { Optimizer = Optimizer.RmsProp() },
                s_options with { Optimizer = Optimizer.Adagrad() },
                s_options with { Clipping = new() { Norm = 1 } },
                s_options with { Clipping = new() { Value = 1 } },
                s_options with { Regularization = new() { MaxNorm = 3 } },
            ])
        {
            AssertHint(Trainer.Train(new Line(1), prices, options));
        }

        AssertHint(Trainer.Train(new HuberLine(1), prices, s_options));
        AssertHint(Trainer.Train(new AbsoluteLine(1), prices, s_options));

        static void AssertHint(TrainingResult result) => Assert.StartsWith(
            "Hint: The targets of the training data go from 200000 to 400000. ", Assert.Single(result.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_nothing_to_say_about_bytes_labels_and_standardised_numbers()
    {
        Assert.Empty(Trainer.Train(new Digits(1), SyntheticDigits.Create(50, 1), s_options).Messages);
        Assert.Empty(Trainer.Train(new SoftmaxNet(1), NoisyClasses.Create(50, 1), s_options).Messages);

        // A few samples far out among many are no large input.
        float[] inputs = Column(1000, i => i == 7 ? 60 : (i % 3) - 1);
        Assert.Empty(Trainer.Train(new Hidden(1), Dataset.FromFloats(inputs, 1, new float[1000], 1), s_options).Messages);
    }

    private static float[] Column(int rows, Func<int, float> value) => [.. Enumerable.Range(0, rows).Select(value)];
}

/// <summary>A straight line whose gradient does not grow with the error, beyond 1.</summary>
[Network(1, 1, Output = Activation.Identity, Loss = Loss.Huber)]
public sealed partial class HuberLine;

/// <summary>One whose gradient does not grow with the error at all.</summary>
[Network(1, 1, Output = Activation.Identity, Loss = Loss.MeanAbsoluteError)]
public sealed partial class AbsoluteLine;
