using System.Globalization;

namespace Unrolled;

/// <summary>What one epoch of training achieved.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Epochs">How many epochs this training has.</param>
/// <param name="Loss">The mean loss over the epoch's samples, each measured just before the step that used it.</param>
/// <param name="Accuracy">
/// The fraction of the validation data classified correctly after the epoch; null without validation data, and where there are no classes.
/// </param>
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
    /// <summary>The mean loss on the validation data after the epoch; null without validation data.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The learning rate of the epoch's last step.</summary>
    public float LearningRate { get; init; }

    /// <summary>The report in a line, e.g. <c>epoch 3 of 30: loss 0.0312, validation loss 0.0587, accuracy 98.2 %, 0.4 s</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {Epoch} of {Epochs}: {Figures.Line(Loss, ValidationLoss, Accuracy)}, {Figures.Duration(Elapsed)}");
}
