using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Tracing;

namespace Unrolled;

/// <summary>
/// The event source "Unrolled": what happens in a training, for <c>dotnet-trace collect --providers Unrolled</c>, or for an
/// <see cref="EventListener"/> that hands it to a logger. While nobody listens an event costs a comparison.
/// </summary>
/// <remarks>Where the feature switch <c>EventSourceSupport</c> is off, as by default in native programs, nothing of it is left.</remarks>
[EventSource(Name = "Unrolled")]
internal sealed class TrainingEventSource : EventSource
{
    private const string OnlyPrimitives = "Only numbers and text are written, which need no reflection.";

    private TrainingEventSource()
    {
    }

    public static TrainingEventSource Log { get; } = new();

    [Event(1, Message = "Training {0} of {1} starts: epochs done {2} of {3}, samples {4}.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = OnlyPrimitives)]
    public void TrainingStarted(int training, string network, int epochsDone, int epochs, int samples)
    {
        if (IsEnabled())
        {
            WriteEvent(1, training, network, epochsDone, epochs, samples);
        }
    }

    [NonEvent]
    public void EpochEnded(int training, string network, EpochReport report)
    {
        if (IsEnabled())
        {
            EpochEnded(
                training,
                network,
                report.Epoch,
                report.Epochs,
                report.Loss,
                report.ValidationLoss ?? double.NaN,
                report.Accuracy ?? double.NaN,
                report.LearningRate,
                report.SamplesPerSecond);
        }
    }

    /// <remarks>What was not measured is NaN.</remarks>
    [Event(2, Message = "Training {0} of {1}, epoch {2} of {3}: loss {4}, validation loss {5}, accuracy {6}, learning rate {7}, "
        + "{8} samples/s.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = OnlyPrimitives)]
    private void EpochEnded(
        int training,
        string network,
        int epoch,
        int epochs,
        double loss,
        double validationLoss,
        double accuracy,
        double learningRate,
        double samplesPerSecond) =>
        WriteEvent(2, training, network, epoch, epochs, loss, validationLoss, accuracy, learningRate, samplesPerSecond);

    [NonEvent]
    public void TrainingEnded(int training, string network, TrainingEnd end, int epochs)
    {
        if (IsEnabled())
        {
            string how = end == TrainingEnd.EarlyStopping ? nameof(TrainingEnd.EarlyStopping) : nameof(TrainingEnd.AllEpochs);
            TrainingEnded(training, network, how, epochs);
        }
    }

    [Event(3, Message = "Training {0} of {1} has ended ({2}) after epoch {3}.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = OnlyPrimitives)]
    private void TrainingEnded(int training, string network, string end, int epochs) => WriteEvent(3, training, network, end, epochs);

    [Event(4, Level = EventLevel.Error, Message = "Training {0} of {1} diverged in epoch {2}: {3}")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = OnlyPrimitives)]
    public void TrainingDiverged(int training, string network, int epoch, string message)
    {
        if (IsEnabled())
        {
            WriteEvent(4, training, network, epoch, message);
        }
    }

    [Event(5, Message = "Training {0} of {1} has saved {2}.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = OnlyPrimitives)]
    public void CheckpointSaved(int training, string network, string path)
    {
        if (IsEnabled())
        {
            WriteEvent(5, training, network, path);
        }
    }

    [Event(6, Level = EventLevel.Warning, Message = "Training {0} of {1}: {2}")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = OnlyPrimitives)]
    public void Message(int training, string network, string message)
    {
        if (IsEnabled())
        {
            WriteEvent(6, training, network, message);
        }
    }
}
