using System.Diagnostics.Metrics;

namespace Unrolled;

/// <summary>
/// The metrics of the meter "Unrolled", for <c>dotnet-counters monitor --counters Unrolled</c>, OpenTelemetry and the like. They change at
/// the end of an epoch; while nobody listens that costs a few comparisons.
/// </summary>
internal static class TrainingMeter
{
    private const string Network = "unrolled.network";

    private static readonly Meter s_meter = new("Unrolled");

    private static readonly Counter<long> s_epochs = s_meter.CreateCounter<long>(
        "unrolled.training.epochs", "{epoch}", "Epochs trained.");

    private static readonly Counter<long> s_samples = s_meter.CreateCounter<long>(
        "unrolled.training.samples", "{sample}", "Samples trained.");

    private static readonly Counter<long> s_divergences = s_meter.CreateCounter<long>(
        "unrolled.training.divergences", "{training}", "Trainings that diverged.");

    private static readonly Counter<long> s_checkpoints = s_meter.CreateCounter<long>(
        "unrolled.training.checkpoints", "{file}", "Checkpoints saved.");

    private static readonly Gauge<double> s_loss = s_meter.CreateGauge<double>(
        "unrolled.training.loss", description: "The mean loss of the last epoch.");

    private static readonly Gauge<double> s_validationLoss = s_meter.CreateGauge<double>(
        "unrolled.training.validation_loss", description: "The mean loss on the validation data after the last epoch.");

    private static readonly Gauge<double> s_accuracy = s_meter.CreateGauge<double>(
        "unrolled.training.accuracy", "1", "The accuracy on the validation data after the last epoch, from 0 to 1.");

    private static readonly Gauge<double> s_rate = s_meter.CreateGauge<double>(
        "unrolled.training.learning_rate", description: "The learning rate of the last step.");

    private static readonly Gauge<double> s_speed = s_meter.CreateGauge<double>(
        "unrolled.training.speed", "{sample}/s", "Samples trained per second in the last epoch.");

    public static void EpochEnded(string network, EpochReport report, int samples)
    {
        KeyValuePair<string, object?> tag = new(Network, network);
        s_epochs.Add(1, tag);
        s_samples.Add(samples, tag);
        s_loss.Record(report.Loss, tag);
        s_rate.Record(report.LearningRate, tag);
        s_speed.Record(report.SamplesPerSecond, tag);
        if (report.ValidationLoss is { } validationLoss)
        {
            s_validationLoss.Record(validationLoss, tag);
        }

        if (report.Accuracy is { } accuracy)
        {
            s_accuracy.Record(accuracy, tag);
        }
    }

    public static void Diverged(string network) => s_divergences.Add(1, new KeyValuePair<string, object?>(Network, network));

    public static void CheckpointSaved(string network) => s_checkpoints.Add(1, new KeyValuePair<string, object?>(Network, network));
}
