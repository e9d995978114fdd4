using Unrolled.Tests.Networks;
using Unrolled.Tests.Persistence;

namespace Unrolled.Tests.Training;

/// <summary>What a training that diverges leaves behind, and what it says.</summary>
public sealed class DivergenceTests
{
    public static TheoryData<string> All => [.. Optimizers.All];

    [Theory]
    [MemberData(nameof(All))]
    public void The_network_has_the_parameters_of_the_last_good_epoch(string optimizer)
    {
        TrainingOptions options = Optimizers.Options(optimizer) with { Epochs = 5 };
        Line expected = new(1);
        Trainer.Train(expected, Wave(), options with { Epochs = 2 });
        Line network = new(1);
        options = options with { Augmentation = new Poison((2 * 60) + 35) };

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => Trainer.Train(network, Wave(), options));

        Assert.Equal(3, exception.Epoch);
        Assert.Equal(expected.Parameters(), network.Parameters());
    }

    [Fact]
    public void Where_the_first_epoch_diverges_it_has_those_it_began_with()
    {
        Line network = new(1);
        network.SetParameters([0.25f, -3]);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => Trainer.Train(network, Wave(), new TrainingOptions { Augmentation = new Poison(59) }));

        Assert.Equal(1, exception.Epoch);
        Assert.Equal([0.25f, -3], network.Parameters());
    }

    [Fact]
    public void The_session_has_ended_until_a_state_is_restored()
    {
        using var session = new TrainingSession<Line>(
            new Line(1), Wave(), new TrainingOptions { Epochs = 3, Augmentation = new Poison(60 + 35) });
        session.RunEpoch();
        TrainingState good = session.Capture();

        Assert.Throws<TrainingDivergedException>(() => session.RunEpoch());

        Assert.Equal(TrainingEnd.Divergence, session.End);
        Assert.True(session.IsFinished);
        Assert.Equal((1, 0), (session.EpochsDone, session.BatchesDone));
        InvalidOperationException run = Assert.Throws<InvalidOperationException>(() => session.RunBatch());
        Assert.Equal("The training has diverged in epoch 2.", run.Message);
        InvalidOperationException capture = Assert.Throws<InvalidOperationException>(() => session.Capture());
        Assert.Equal("The training has diverged in epoch 2. A state from before is needed to go on.", capture.Message);

        session.Restore(good);
        Assert.Null(session.End);
        Assert.Equal(2, session.RunEpoch().Epoch);
        Assert.Equal(3, session.RunEpoch().Epoch);
        Assert.Equal(TrainingEnd.AllEpochs, session.End);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_session_that_was_restored_within_an_epoch_goes_back_to_before_it(int epochs)
    {
        TrainingOptions options = new() { Epochs = 3 };
        Line expected = new(1);
        using var first = new TrainingSession<Line>(expected, Wave(), options);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            first.RunEpoch();
        }

        float[] before = expected.Parameters();
        Assert.Null(first.Capture().EpochParameters);
        first.RunBatch();
        TrainingState state = first.Capture();
        Assert.Equal(before, state.EpochParameters);
        Line network = new(9);
        using var second = new TrainingSession<Line>(network, Wave(), options with { Augmentation = new Poison(15) });
        second.Restore(state);

        Assert.Throws<TrainingDivergedException>(() => second.RunEpoch());

        Assert.Equal(before, network.Parameters());
        Assert.NotEqual(before, state.Parameters);
        Assert.Equal((epochs, 0), (second.EpochsDone, second.BatchesDone));
    }

    [Fact]
    public void What_no_loss_has_shown_yet_is_seen_where_the_state_is_captured()
    {
        // The loss of a step is from before it.
        Line network = new(1);
        network.SetParameters([0, 0]);
        using var session = new TrainingSession<Line>(
            network,
            Dataset.FromFloats([1e20f, 1], 1, [1e19f, 0], 1),
            new TrainingOptions { BatchSize = 1, Shuffle = false, LearningRate = 100 });
        session.RunBatch();

        Assert.Throws<TrainingDivergedException>(() => session.Capture());

        Assert.Equal(TrainingEnd.Divergence, session.End);
        Assert.Equal([0, 0], network.Parameters());
    }

    [Fact]
    public void An_optimizer_that_no_longer_remembers_a_number_has_diverged()
    {
        // A derivative of 1e22: its square is beyond a float, and every step divided by that would be none. Loss and parameters are finite.
        Dataset data = Dataset.FromFloats([1e16f], 1, [1e6f], 1);
        var network = new Line(1);
        network.SetParameters([0, 0]);
        var options = new TrainingOptions { Optimizer = Optimizer.Adam(), Epochs = 1 };

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => Trainer.Train(network, data, options));

        Assert.StartsWith(
            "Training diverged in epoch 1: the optimizer's state is no longer finite. ", exception.Message, StringComparison.Ordinal);
        Assert.Equal([0, 0], network.Parameters());
    }

    [Theory]
    [InlineData(1e30f, 1f, "The inputs of the training data go from 1E+30 to 1E+30: scale them", "targets")]
    [InlineData(1f, 3e30f, "The targets of the training data go from 3E+30 to 3E+30: scale them", "inputs")]
    [InlineData(2e25f, 3e25f, "The inputs of the training data go from 2E+25 to 2E+25: scale them", "nothing else")]
    [InlineData(2e25f, 3e25f, "The targets of the training data go from 3E+25 to 3E+25: scale them", "nothing else")]
    public void Huge_finite_numbers_are_named(float input, float target, string expected, string unnamed)
    {
        Dataset data = Dataset.FromFloats([input, input], 1, [target, target], 1);
        var options = new TrainingOptions { LearningRate = 1 };

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => Trainer.Train(new Hidden(1), data, options));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(unnamed, exception.Message, StringComparison.Ordinal);
        Assert.Contains("a learning rate below 1.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_large_the_learning_rate_is_named_alone()
    {
        Dataset data = Dataset.FromFloats([1, -1], 1, [1f, -1], 1);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => Trainer.Train(new Hidden(1), data, new TrainingOptions { LearningRate = 1e9f, Epochs = 100 }));

        Assert.Matches(
            @"^Training diverged in epoch \d+: (the loss|a parameter) is no longer finite\. Try a learning rate below 1E\+09\. "
            + @"The network has the parameters from before the epoch\.$",
            exception.Message);
    }

    [Fact]
    public void One_column_among_others_is_named_by_its_number()
    {
        float[] inputs = [.. Enumerable.Range(0, 40).Select(i => i % 4 == 2 ? 1e30f * i : 0.5f)];
        float[] targets = new float[20];

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => Trainer.Train(new Control(), Dataset.FromFloats(inputs, 4, targets, 2), new TrainingOptions { LearningRate = 10 }));

        Assert.Contains("Input 2 of the training data goes from 2E+30 to 3.8E+31: scale them", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_was_spoiled_after_the_dataset_was_made_is_named()
    {
        float[] inputs = [1, -1];
        Dataset data = Dataset.FromFloats(inputs, 1, [1f, -1], 1);
        inputs[1] = float.NaN;

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => Trainer.Train(new Line(1), data, new TrainingOptions { Optimizer = Optimizer.Adam() }));

        Assert.Contains(" Input 0 of row 1 of the training data is NaN.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("learning rate", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_watched_validation_loss_that_is_not_finite_ends_the_training_aloud()
    {
        Dataset validation = Dataset.FromFloats([float.MaxValue], 1, [1f], 1);
        Line network = new(1);
        network.SetParameters([2, 0]);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => Trainer.Train(network, Wave(), new TrainingOptions { LearningRate = 1e-6f, EarlyStopping = new() }, validation));

        Assert.StartsWith("Training diverged in epoch 1: the validation loss is no longer finite. ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("The inputs of the validation data go from 3.40282E+38 to 3.40282E+38", exception.Message, StringComparison.Ordinal);
        Assert.Equal([2, 0], network.Parameters());
    }

    [Fact]
    public void One_that_nobody_watches_is_said_once()
    {
        Dataset validation = Dataset.FromFloats([float.MaxValue], 1, [1f], 1);
        Line network = new(1);
        network.SetParameters([2, 0]);

        TrainingResult result = Trainer.Train(network, Wave(), new TrainingOptions { LearningRate = 1e-6f, Epochs = 3 }, validation);

        string message = Assert.Single(result.Messages);
        Assert.StartsWith("The validation loss of epoch 1 is Infinity. The inputs of the validation data go", message, StringComparison.Ordinal);
    }

    private static Dataset Wave() => Dataset.FromFloats(
        [.. Enumerable.Range(0, 60).Select(i => MathF.Sin(i))], 1, [.. Enumerable.Range(0, 60).Select(i => MathF.Cos(i))], 1);

    /// <summary>Puts a number into one sample, after so many, whose square no weight holds.</summary>
    private sealed class Poison(int after) : IAugmentation
    {
        private int _samples;

        public void Apply(Span<float> input, ulong seed)
        {
            if (_samples++ == after)
            {
                input[0] = float.MaxValue;
            }
        }
    }
}

/// <summary>A straight line: the simplest regression.</summary>
[Network(1, 1, Output = Activation.Identity)]
public sealed partial class Line;

/// <summary>Regression with a hidden layer.</summary>
[Network(1, 4, 1, Hidden = Activation.ReLU, Output = Activation.Identity)]
public sealed partial class Hidden;
