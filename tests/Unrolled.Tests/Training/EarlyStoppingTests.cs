using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

public class EarlyStoppingTests
{
    private static readonly double[] s_losses = [5, 4, 4.5, 3.95, 3, 3.5, 3, 3.2, 1];

    [Theory]
    [InlineData(1, 0, 3, 2)]
    [InlineData(2, 0, 7, 5)]
    [InlineData(4, 0, 9, 9)]
    [InlineData(2, 0.1, 4, 2)]
    public void Training_ends_after_its_patience_with_the_best_parameters(int patience, double minDelta, int epochs, int best)
    {
        (TrainingResult result, float parameter) = Run(new EarlyStopping
        {
            Metric = Metric.TrainingLoss,
            Patience = patience,
            MinDelta = minDelta,
        });

        Assert.Equal(epochs, result.Reports.Count);
        Assert.Equal(best, parameter);
    }

    [Fact]
    public void The_best_parameters_come_back_also_where_all_epochs_ran()
    {
        (TrainingResult result, float parameter) = Run(new EarlyStopping { Metric = Metric.TrainingLoss, Patience = 9 }, epochs: 8);

        Assert.Equal(8, result.Reports.Count);
        Assert.Equal(5, parameter);
    }

    [Fact]
    public void Without_restoring_the_last_parameters_stay()
    {
        (_, float parameter) = Run(new EarlyStopping { Metric = Metric.TrainingLoss, Patience = 2, RestoreBest = false });

        Assert.Equal(7, parameter);
    }

    [Theory]
    [InlineData(Metric.ValidationLoss)]
    [InlineData(Metric.ValidationAccuracy)]
    public void The_validation_data_is_watched(Metric metric)
    {
        // So few samples that the network soon learns the wrong labels.
        Dataset data = NoisyClasses.Create(60, seed: 1);
        Dataset validation = NoisyClasses.Create(100, seed: 2);
        var network = new SoftmaxNet(1);
        var options = new TrainingOptions
        {
            Epochs = 40,
            LearningRate = 0.3f,
            EarlyStopping = new EarlyStopping { Metric = metric, Patience = 3 },
        };

        TrainingResult result = Trainer.Train(network, data, options, validation);

        double[] values = [.. result.Reports.Select(r => metric == Metric.ValidationLoss ? r.ValidationLoss!.Value : -r.Accuracy!.Value)];
        double best = values.Min();
        int bestAt = Array.IndexOf(values, best);
        Assert.InRange(values.Length, 4, 39);
        Assert.Equal(bestAt + 4, values.Length);
        Assert.Equal(
            best,
            metric == Metric.ValidationLoss ? Evaluator.MeanLoss(network, validation) : -Evaluator.Accuracy(network, validation));
    }

    [Fact]
    public void Watching_validation_data_that_is_not_there_is_refused()
    {
        Dataset data = RecordingNetwork.Data(3);
        var network = new RecordingNetwork();

        Assert.Throws<ArgumentException>(
            "validation", () => Trainer.Train(network, data, new TrainingOptions { EarlyStopping = new() }));
        Assert.Throws<ArgumentException>(
            "validation", () => Trainer.Train(network, data, new TrainingOptions { Schedule = LearningRateSchedule.ReduceOnPlateau() }));
        Assert.Throws<ArgumentOutOfRangeException>(
            "options", () => Trainer.Train(network, data, new TrainingOptions { EarlyStopping = new() { Patience = 0 } }, data));
        Assert.Throws<ArgumentOutOfRangeException>(
            "options", () => Trainer.Train(network, data, new TrainingOptions { EarlyStopping = new() { MinDelta = -1 } }, data));
        Assert.Empty(network.Batches);
    }

    private static (TrainingResult Result, float Parameter) Run(EarlyStopping stopping, int epochs = 9)
    {
        var network = new RecordingNetwork { LossOfBatch = batch => (float)s_losses[batch - 1] };
        var options = new TrainingOptions { Epochs = epochs, BatchSize = TrainingOptions.FullBatch, EarlyStopping = stopping };
        TrainingResult result = Trainer.Train(network, RecordingNetwork.Data(3), options);
        float[] parameter = new float[1];
        network.GetParameters(parameter);
        return (result, parameter[0]);
    }
}
