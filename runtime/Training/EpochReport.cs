namespace Unrolled;

/// <summary>What one epoch of training achieved.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Epochs">How many epochs this training has.</param>
/// <param name="Loss">The mean loss over the epoch's samples, each measured just before the step that used it.</param>
/// <param name="Accuracy">The fraction of the validation data classified correctly after the epoch; null without validation data.</param>
/// <param name="Elapsed">How long the epoch's training took; validation is not included.</param>
/// <param name="SamplesPerSecond">The number of samples trained per second of <paramref name="Elapsed"/>.</param>
public readonly record struct EpochReport(
    int Epoch,
    int Epochs,
    double Loss,
    double? Accuracy,
    TimeSpan Elapsed,
    double SamplesPerSecond)
{
    /// <summary>The mean loss on the validation data after the epoch; null unless early stopping or the schedule watches it.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The learning rate of the epoch's last step.</summary>
    public float LearningRate { get; init; }
}
