namespace Unrolled.Tests;

public class TrainerTests
{
    private static readonly TrainingOptions InOrder = new() { Epochs = 1, BatchSize = 5, Shuffle = false };

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(23)]
    [InlineData(100)]
    [InlineData(TrainingOptions.FullBatch)]
    public void Every_epoch_uses_every_sample_exactly_once(int batchSize)
    {
        var network = new RecordingNetwork();

        Trainer.Train(network, RecordingNetwork.Data(23), new TrainingOptions { Epochs = 3, BatchSize = batchSize });

        Assert.All(network.Samples.Chunk(23), epoch => Assert.Equal(Enumerable.Range(0, 23).Select(i => (float)i), epoch.Order()));
        Assert.Equal(3 * 23, network.Samples.Length);
    }

    [Theory]
    [InlineData(1, new[] { 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData(3, new[] { 3, 3, 1 })]
    [InlineData(7, new[] { 7 })]
    [InlineData(8, new[] { 7 })]
    [InlineData(TrainingOptions.FullBatch, new[] { 7 })]
    public void The_last_batch_takes_what_is_left(int batchSize, int[] sizes)
    {
        var network = new RecordingNetwork();

        Trainer.Train(network, RecordingNetwork.Data(7), new TrainingOptions { Epochs = 1, BatchSize = batchSize });

        Assert.Equal(sizes, network.Batches.Select(batch => batch.Length));
    }

    [Fact]
    public void Without_shuffling_the_samples_come_in_their_own_order()
    {
        var network = new RecordingNetwork();

        Trainer.Train(network, RecordingNetwork.Data(7), InOrder with { Epochs = 2, BatchSize = 3 });

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6], network.Samples);
    }

    [Fact]
    public void Shuffling_gives_every_epoch_another_order()
    {
        var network = new RecordingNetwork();

        Trainer.Train(network, RecordingNetwork.Data(50), new TrainingOptions { Epochs = 3 });

        float[][] epochs = [.. network.Samples.Chunk(50)];
        Assert.NotEqual(epochs[0], epochs[0].Order());
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.NotEqual(epochs[1], epochs[2]);
    }

    [Fact]
    public void The_seed_decides_the_order()
    {
        float[] Order(int seed)
        {
            var network = new RecordingNetwork();
            Trainer.Train(network, RecordingNetwork.Data(50), new TrainingOptions { Epochs = 2, Seed = seed });
            return network.Samples;
        }

        Assert.Equal(Order(7), Order(7));
        Assert.NotEqual(Order(7), Order(8));
    }

    [Fact]
    public void The_same_seed_gives_the_same_parameters_bit_for_bit()
    {
        float[] Trained(int seed)
        {
            SoftmaxRegression network = SoftmaxRegression.Create(1);
            Trainer.Train(network, SoftmaxRegression.Data(101, 2), new TrainingOptions { Epochs = 5, Seed = seed });
            return network.ToArray();
        }

        Assert.Equal(Trained(3).Select(BitConverter.SingleToInt32Bits), Trained(3).Select(BitConverter.SingleToInt32Bits));
        Assert.NotEqual(Trained(3), Trained(4));
    }

    [Fact]
    public void Training_learns_separable_data()
    {
        SoftmaxRegression network = SoftmaxRegression.Create(1);
        Dataset training = SoftmaxRegression.Data(300, 2);
        Dataset test = SoftmaxRegression.Data(100, 3);

        TrainingResult result = Trainer.Train(network, training, new TrainingOptions { Epochs = 10 }, test);

        Assert.Equal(1.0, result.Accuracy);
        Assert.True(result.Loss < result.Reports[0].Loss / 2, $"loss went from {result.Reports[0].Loss} to {result.Loss}");
    }

    [Fact]
    public void Training_goes_on_from_the_parameters_the_network_has()
    {
        SoftmaxRegression once = SoftmaxRegression.Create(1);
        SoftmaxRegression twice = SoftmaxRegression.Create(1);
        Dataset data = SoftmaxRegression.Data(30, 2);

        Trainer.Train(once, data, InOrder with { Epochs = 2 });
        Trainer.Train(twice, data, InOrder);
        Trainer.Train(twice, data, InOrder);

        Assert.Equal(once.ToArray(), twice.ToArray());
    }

    [Fact]
    public void The_learning_rate_scales_the_step()
    {
        float[] start = SoftmaxRegression.Create(1).ToArray();
        Dataset data = SoftmaxRegression.Data(30, 2);
        float[] Step(float rate)
        {
            SoftmaxRegression network = SoftmaxRegression.Create(1);
            Trainer.Train(network, data, InOrder with { BatchSize = TrainingOptions.FullBatch, LearningRate = rate });
            return [.. network.ToArray().Zip(start, (after, before) => after - before)];
        }

        Assert.All(Step(0.25f).Zip(Step(0.5f)), pair => Assert.Equal(2 * pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void The_loss_of_an_epoch_is_the_mean_over_samples_not_over_batches()
    {
        var network = new RecordingNetwork { LossOfBatch = batch => batch };

        TrainingResult result = Trainer.Train(network, RecordingNetwork.Data(7), InOrder);

        Assert.Equal(((5 * 1.0) + (2 * 2.0)) / 7, result.Loss);
    }

    [Fact]
    public void A_report_comes_for_every_epoch_in_order()
    {
        var progress = new List<EpochReport>();

        TrainingResult result = Trainer.Train(
            new RecordingNetwork(), RecordingNetwork.Data(7), InOrder with { Epochs = 3 }, progress: new Reporting(progress.Add));

        Assert.Equal([1, 2, 3], progress.Select(report => report.Epoch));
        Assert.Equal(progress, result.Reports);
        Assert.All(progress, report =>
        {
            Assert.Equal(3, report.Epochs);
            Assert.True(report.Elapsed > TimeSpan.Zero);
            Assert.Equal(7 / report.Elapsed.TotalSeconds, report.SamplesPerSecond, 1e-3);
        });
        Assert.True(result.Elapsed >= progress.Aggregate(TimeSpan.Zero, (sum, report) => sum + report.Elapsed));
    }

    [Fact]
    public void Without_validation_data_there_is_no_accuracy()
    {
        TrainingResult result = Trainer.Train(SoftmaxRegression.Create(1), SoftmaxRegression.Data(10, 2), InOrder);

        Assert.Null(result.Accuracy);
    }

    [Fact]
    public void The_accuracy_is_that_of_the_network_after_the_epoch()
    {
        SoftmaxRegression network = SoftmaxRegression.Create(1);
        Dataset test = SoftmaxRegression.Data(600, 3);
        var measured = new List<double>();

        TrainingResult result = Trainer.Train(
            network,
            SoftmaxRegression.Data(10, 2),
            InOrder with { Epochs = 4 },
            test,
            new Reporting(_ => measured.Add(Evaluator.Accuracy(network, test))));

        Assert.Equal(measured, result.Reports.Select(report => report.Accuracy!.Value));
        Assert.True(measured.Distinct().Count() > 1, "the accuracy never changed, so this shows nothing");
    }

    [Fact]
    public void Cancelling_stops_after_the_batch_in_hand()
    {
        using var source = new CancellationTokenSource();
        var network = new RecordingNetwork
        {
            LossOfBatch = batch =>
            {
                if (batch == 3)
                {
                    source.Cancel();
                }

                return 0f;
            },
        };

        OperationCanceledException exception = Assert.Throws<OperationCanceledException>(
            () => Trainer.Train(network, RecordingNetwork.Data(50), InOrder, cancellationToken: source.Token));

        Assert.Equal(source.Token, exception.CancellationToken);
        Assert.Equal(3, network.Batches.Count);
    }

    [Fact]
    public void Cancelling_leaves_the_parameters_of_the_last_whole_batch()
    {
        using var source = new CancellationTokenSource();
        Dataset data = SoftmaxRegression.Data(30, 2);
        SoftmaxRegression cancelled = SoftmaxRegression.Create(1);
        SoftmaxRegression whole = SoftmaxRegression.Create(1);

        Assert.Throws<OperationCanceledException>(() => Trainer.Train(
            cancelled, data, InOrder with { Epochs = 9 }, progress: new Reporting(_ => source.Cancel()), cancellationToken: source.Token));
        Trainer.Train(whole, data, InOrder);

        Assert.Equal(whole.ToArray(), cancelled.ToArray());
    }

    [Fact]
    public void Cancelled_beforehand_nothing_is_trained()
    {
        var network = new RecordingNetwork();

        Assert.Throws<OperationCanceledException>(
            () => Trainer.Train(network, RecordingNetwork.Data(50), InOrder, cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(network.Batches);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_loss_that_is_not_finite_stops_training_at_once(float loss)
    {
        var network = new RecordingNetwork { LossOfBatch = batch => batch == 14 ? loss : 1f };

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => Trainer.Train(network, RecordingNetwork.Data(50), InOrder with { Epochs = 3, LearningRate = 2.5f }));

        Assert.Equal(2, exception.Epoch);
        Assert.Contains("epoch 2", exception.Message);
        Assert.Contains("below 2.5", exception.Message);
        Assert.Equal(14, network.Batches.Count);
    }

    [Fact]
    public void A_parameter_that_is_not_finite_is_seen_at_the_end_of_the_epoch()
    {
        var network = new RecordingNetwork { Parameter = batches => batches == 20 ? float.NaN : 1f };

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => Trainer.Train(network, RecordingNetwork.Data(50), InOrder with { Epochs = 3 }));

        Assert.Equal(2, exception.Epoch);
        Assert.Equal(20, network.Batches.Count);
    }

    [Theory]
    [InlineData(0, 10, 1f, "Epochs is 0, but must be at least 1.")]
    [InlineData(1, 0, 1f, "BatchSize is 0, but must be at least 1.")]
    [InlineData(1, -3, 1f, "BatchSize is -3, but must be at least 1.")]
    [InlineData(1, 10, 0f, "LearningRate is 0, but must be a finite number above 0.")]
    [InlineData(1, 10, -0.5f, "LearningRate is -0.5, but must be a finite number above 0.")]
    [InlineData(1, 10, float.NaN, "LearningRate is NaN, but must be a finite number above 0.")]
    [InlineData(1, 10, float.PositiveInfinity, "LearningRate is Infinity, but must be a finite number above 0.")]
    public void Options_out_of_range_are_refused(int epochs, int batchSize, float rate, string message)
    {
        var network = new RecordingNetwork();
        var options = new TrainingOptions { Epochs = epochs, BatchSize = batchSize, LearningRate = rate };

        ArgumentException exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => Trainer.Train(network, RecordingNetwork.Data(5), options));

        Assert.StartsWith(message, exception.Message);
        Assert.Equal("options", exception.ParamName);
        Assert.Empty(network.Batches);
    }

    [Fact]
    public void Data_of_another_shape_is_refused()
    {
        Dataset threeInputs = Dataset.FromFloats(new float[6], 3, [0, 1], 3);
        Dataset twoTargets = Dataset.FromFloats(new float[4], 2, [0, 1], 2);
        SoftmaxRegression network = SoftmaxRegression.Create(1);
        Dataset fitting = SoftmaxRegression.Data(4, 2);

        ArgumentException inputs = Assert.Throws<ArgumentException>(() => Trainer.Train(network, threeInputs, InOrder));
        ArgumentException targets = Assert.Throws<ArgumentException>(() => Trainer.Train(network, twoTargets, InOrder));
        ArgumentException validation = Assert.Throws<ArgumentException>(() => Trainer.Train(network, fitting, InOrder, threeInputs));

        Assert.StartsWith("The dataset has 3 inputs per sample, but SoftmaxRegression takes 2.", inputs.Message);
        Assert.Equal("training", inputs.ParamName);
        Assert.StartsWith("The dataset has 2 targets per sample, but SoftmaxRegression has 3 outputs.", targets.Message);
        Assert.Equal("training", targets.ParamName);
        Assert.Equal("validation", validation.ParamName);
    }

    [Fact]
    public void Data_without_samples_is_refused()
    {
        Dataset nothing = SoftmaxRegression.Data(4, 2).Take(0);

        ArgumentException exception = Assert.Throws<ArgumentException>(
            "training", () => Trainer.Train(SoftmaxRegression.Create(1), nothing, InOrder));

        Assert.StartsWith("The dataset has no samples, but at least 1 is needed.", exception.Message);
    }

    [Fact]
    public void Null_is_refused()
    {
        Dataset data = RecordingNetwork.Data(3);

        Assert.Throws<ArgumentNullException>("network", () => Trainer.Train<RecordingNetwork>(null!, data, InOrder));
        Assert.Throws<ArgumentNullException>("training", () => Trainer.Train(new RecordingNetwork(), (Dataset)null!, InOrder));
        Assert.Throws<ArgumentNullException>("options", () => Trainer.Train(new RecordingNetwork(), data, null!));
        ArgumentException exception = Assert.Throws<ArgumentException>(
            "options", () => Trainer.Train(new RecordingNetwork(), data, InOrder with { Optimizer = null! }));
        Assert.StartsWith("Optimizer is null, but must be given.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Epochs_run_one_at_a_time_and_stop_when_the_loop_is_left()
    {
        var network = new RecordingNetwork();

        foreach (EpochReport report in Trainer.Epochs(network, RecordingNetwork.Data(10), InOrder with { Epochs = 5 }))
        {
            Assert.Equal(2 * report.Epoch, network.Batches.Count);
            if (report.Epoch == 3)
            {
                break;
            }
        }

        Assert.Equal(6, network.Batches.Count);
    }

    [Fact]
    public void Epochs_checks_its_arguments_before_the_first_epoch_is_asked_for()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            "options", () => Trainer.Epochs(new RecordingNetwork(), RecordingNetwork.Data(10), InOrder with { Epochs = 0 }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_epoch_allocates_nothing(bool shuffle)
    {
        using var session = new TrainingSession<SoftmaxRegression>(
            SoftmaxRegression.Create(1), SoftmaxRegression.Data(1003, 2), new TrainingOptions { Shuffle = shuffle });

        Assert.Equal(0, Allocation.Of(() => session.RunEpoch()));
    }

    private sealed class Reporting(Action<EpochReport> action) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) => action(value);
    }
}
