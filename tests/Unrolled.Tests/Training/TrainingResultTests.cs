using System.Globalization;
using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>The figures of a result are those of the network that training leaves behind.</summary>
public sealed class TrainingResultTests
{
    private static readonly Dataset s_data = NoisyClasses.Create(60, seed: 1);
    private static readonly Dataset s_validation = NoisyClasses.Create(100, seed: 2);

    // So few samples that the network soon learns the wrong labels.
    private static readonly TrainingOptions s_options = new() { Epochs = 25, LearningRate = 0.5f };

    [Theory]
    [InlineData(Metric.ValidationLoss, 3, TrainingEnd.EarlyStopping)]
    [InlineData(Metric.ValidationAccuracy, 3, TrainingEnd.EarlyStopping)]
    [InlineData(Metric.ValidationLoss, 25, TrainingEnd.AllEpochs)]
    [InlineData(Metric.ValidationAccuracy, 25, TrainingEnd.AllEpochs)]
    public void Restored_parameters_have_the_figures_of_their_epoch(Metric metric, int patience, TrainingEnd end)
    {
        SoftmaxNet network = new(1);
        TrainingOptions options = s_options with { EarlyStopping = new() { Metric = metric, Patience = patience } };

        TrainingResult result = Trainer.Train(network, s_data, options, s_validation);

        Assert.Equal(end, result.End);
        Assert.InRange(result.BestEpoch, 1, result.Reports.Count - 1);
        EpochReport best = result.Reports[result.BestEpoch - 1];
        Assert.NotEqual(best.Loss, result.Reports[^1].Loss);
        Assert.Equal((best.Loss, best.ValidationLoss, best.Accuracy), (result.Loss, result.ValidationLoss, result.Accuracy));
        Assert.Equal(result.BestEpoch, result.Final.Epoch);
        Assert.Equal(Evaluator.Accuracy(network, s_validation), result.Accuracy);
        Assert.Equal(Evaluator.MeanLoss(network, s_validation), result.ValidationLoss);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_last_parameters_have_those_of_the_last_epoch(bool stops)
    {
        SoftmaxNet network = new(1);
        TrainingOptions options = s_options with { EarlyStopping = stops ? new() { Patience = 4, RestoreBest = false } : null };

        TrainingResult result = Trainer.Train(network, s_data, options, s_validation);

        EpochReport last = result.Reports[^1];
        Assert.Equal(stops ? TrainingEnd.EarlyStopping : TrainingEnd.AllEpochs, result.End);
        Assert.Equal((last.Loss, last.ValidationLoss, last.Accuracy), (result.Loss, result.ValidationLoss, result.Accuracy));
        Assert.Equal(last.Epoch, result.Final.Epoch);
        Assert.Equal(Evaluator.MeanLoss(network, s_validation), result.ValidationLoss);
        Assert.Equal(result.Reports.MinBy(report => report.ValidationLoss).Epoch, result.BestEpoch);
        Assert.NotEqual(last.Epoch, result.BestEpoch);
    }

    [Fact]
    public void Without_validation_data_the_training_loss_decides()
    {
        float[] losses = [5, 4, 4.5f, 4, 4.2f];
        var network = new RecordingNetwork { LossOfBatch = batch => losses[batch - 1] };

        TrainingResult result = Trainer.Train(
            network, RecordingNetwork.Data(3), new TrainingOptions { Epochs = 5, BatchSize = TrainingOptions.FullBatch });

        Assert.Equal(2, result.BestEpoch);
        Assert.Equal(losses[^1], result.Loss, 1e-6);
        Assert.Null(result.ValidationLoss);
        Assert.Null(result.Accuracy);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void With_validation_data_its_loss_is_always_there(int threads)
    {
        Digits network = new(1);
        Dataset data = SyntheticDigits.Create(100, seed: 1);
        Dataset validation = SyntheticDigits.Create(601, seed: 2);
        List<(double, double)> measured = [];

        foreach (EpochReport report in Trainer.Epochs(network, data, new TrainingOptions { Epochs = 3, Threads = threads }, validation))
        {
            Assert.Equal(Evaluator.MeanLoss(network, validation), report.ValidationLoss);
            Assert.Equal(Evaluator.Accuracy(network, validation), report.Accuracy);
            measured.Add((report.ValidationLoss!.Value, report.Accuracy!.Value));
        }

        Assert.Equal(3, measured.Distinct().Count());
    }

    [Fact]
    public void Validation_samples_of_weight_0_are_not_there()
    {
        Dataset data = Dataset.FromFloats([1, float.NaN, 2], 1, [1f, 1, float.NaN], 1, weights: [1, 0, 0]);
        Dataset first = Dataset.FromFloats([1], 1, [1f], 1);
        Line network = new(1);

        TrainingResult result = Trainer.Train(network, first, new TrainingOptions { Epochs = 2, EarlyStopping = new() }, data);

        Assert.Equal(Evaluator.MeanLoss(network, first), result.ValidationLoss);
    }

    [Fact]
    public void Messages_count_them_all_the_same()
    {
        Dataset first = Dataset.FromFloats([1], 1, [1f], 1);
        Dataset outside = Dataset.FromFloats([1, 1, 1], 1, [float.NaN, 1, 7], 1, weights: [0, 1, 1]);
        ArgumentException exception = Assert.Throws<ArgumentException>(
            "validation", () => Trainer.Train(new Yes(1), first, new TrainingOptions(), outside));
        Assert.StartsWith("Target 0 of row 2 is 7, ", exception.Message, StringComparison.Ordinal);

        float[] inputs = [float.NaN, 1, 1];
        Dataset spoiled = Dataset.FromFloats(inputs, 1, [1f, 1, 1], 1, weights: [0, 1, 1]);
        inputs[2] = float.NaN;
        TrainingResult result = Trainer.Train(new Line(1), first, new TrainingOptions { Epochs = 1 }, spoiled);
        Assert.Equal(
            "The validation loss of epoch 1 is NaN. Input 0 of row 2 of the validation data is NaN.", Assert.Single(result.Messages));
    }

    [Fact]
    public void Where_none_is_there_nothing_can_be_learnt_or_measured()
    {
        Dataset data = Dataset.FromFloats([1, 2], 1, [1f, 1], 1, weights: [0, 1]);
        Dataset none = data.Take(1);
        const string message = "All samples have the weight 0; at least one other is needed.";

        Assert.StartsWith(
            message,
            Assert.Throws<ArgumentException>("training", () => Trainer.Train(new Line(1), none, new TrainingOptions())).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            message,
            Assert.Throws<ArgumentException>("validation", () => Trainer.Train(new Line(1), data, new TrainingOptions(), none)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("data", () => Evaluator.MeanLoss(new Line(1), none));
        Assert.Throws<ArgumentException>("data", () => Evaluator.Rmse(new Line(1), none));
    }

    [Fact]
    public void Two_classes_suit_a_single_output_as_validation_data()
    {
        float[] inputs = [.. Enumerable.Range(0, 80).Select(i => MathF.Sin(i))];
        int[] classes = [.. Enumerable.Range(0, 80).Select(i => i % 2)];
        Dataset data = Dataset.FromFloats(inputs, 1, classes, 2);
        Yes network = new(1);

        TrainingResult result = Trainer.Train(
            network, data.WithSingleTarget(), new TrainingOptions { Epochs = 2, EarlyStopping = new() }, data.Take(30));

        Assert.Equal(Evaluator.MeanLoss(network, data.Take(30).WithSingleTarget()), result.ValidationLoss);
        Assert.Equal(Evaluator.Accuracy(network, data.Take(30)), result.Accuracy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_there_are_no_classes_there_is_no_accuracy(bool severalLabels)
    {
        float[] inputs = [.. Enumerable.Range(0, 80).Select(i => MathF.Sin(i))];
        float[] targets = [.. Enumerable.Range(0, 40).Select(i => severalLabels ? i % 3 == 0 ? 1f : 0 : MathF.Cos(i) / 2)];
        Dataset data = Dataset.FromFloats(inputs, 4, targets, 2);
        (Dataset training, Dataset validation) = data.Split(0.5, seed: 1);
        var options = new TrainingOptions { Epochs = 2, LearningRate = 0.01f };

        TrainingResult result = severalLabels
            ? Trainer.Train(new Labels(1), training, options, validation)
            : Trainer.Train(new Numbers(1), training, options, validation);

        Assert.Null(result.Accuracy);
        Assert.All(result.Reports, report => Assert.Null(report.Accuracy));
        Assert.NotNull(result.ValidationLoss);
        foreach (TrainingOptions watching in (TrainingOptions[])
            [
                options with { EarlyStopping = new() { Metric = Metric.ValidationAccuracy } },
                options with { Schedule = LearningRateSchedule.ReduceOnPlateau(metric: Metric.ValidationAccuracy) },
            ])
        {
            ArgumentException exception = severalLabels
                ? Assert.Throws<ArgumentException>("options", () => Trainer.Train(new Labels(1), training, watching, validation))
                : Assert.Throws<ArgumentException>("options", () => Trainer.Train(new Numbers(1), training, watching, validation));
            Assert.StartsWith(
                "The schedule or early stopping watches the validation accuracy, but the targets are "
                + (severalLabels ? "several labels for each sample" : "numbers")
                + ", not one class for each: Metric.ValidationLoss is needed.",
                exception.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_epoch_with_validation_allocates_nothing()
    {
        using var session = new TrainingSession<SoftmaxNet>(
            new SoftmaxNet(1), NoisyClasses.Create(103, 1), s_options with { EarlyStopping = new() }, s_validation);
        session.RunEpoch();

        Assert.Equal(0, Allocation.Of(() => session.RunEpoch()));
    }

    [Fact]
    public void Results_reports_and_options_say_something_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            var report = new EpochReport(3, 30, 0.03125, 0.9825, TimeSpan.FromSeconds(0.25), 1000) { ValidationLoss = 12345.6 };
            Assert.Equal("epoch 3 of 30: loss 0.03125, validation loss 1.235E+04, accuracy 98.2 %, 250 ms", report.ToString());
            Assert.Equal("epoch 1 of 1: loss 2, 1.5 min", new EpochReport(1, 1, 2, null, TimeSpan.FromSeconds(90), 1).ToString());
            var result = new TrainingResult([report], TimeSpan.FromHours(1.5))
            {
                Final = new EpochFigures(2, 0.5, null, null),
                BestEpoch = 2,
                End = TrainingEnd.EarlyStopping,
                Messages = ["Hint: one.", "Hint: two."],
            };
            Assert.Equal(
                "1 epoch in 1.5 h, ended by early stopping; the network is that of epoch 2: loss 0.5\nHint: one.\nHint: two.",
                result.ToString());
            Assert.Equal("30 epochs, mini-batches of 10, learning rate 0.1, sgd", new TrainingOptions().ToString());
            Assert.Equal(
                "1 epoch, full batches, learning rate 0.001, adam, L2 5, early stopping by the validation loss (patience 5), seed 7, 2 threads",
                new TrainingOptions
                {
                    Epochs = 1,
                    BatchSize = TrainingOptions.FullBatch,
                    LearningRate = 1e-3f,
                    Optimizer = Optimizer.Adam(),
                    Regularization = new() { L2 = 5 },
                    EarlyStopping = new(),
                    Seed = 7,
                    Threads = 2,
                }.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

/// <summary>For each of two labels whether it applies.</summary>
[Network(4, 3, 2, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class Labels;

/// <summary>Two numbers.</summary>
[Network(4, 3, 2, Output = Activation.Identity)]
public sealed partial class Numbers;

/// <summary>Yes or no.</summary>
[Network(1, 1, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class Yes;
