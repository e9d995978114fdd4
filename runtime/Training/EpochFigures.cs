namespace Unrolled;

/// <summary>What the network of one epoch is worth: an <see cref="EpochReport"/> without the time that it took.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Loss">The mean loss over the epoch's samples, each measured just before the step that used it.</param>
/// <param name="ValidationLoss">The mean loss on the validation data after the epoch; null without validation data.</param>
/// <param name="Accuracy">The fraction of the validation data classified correctly after the epoch, or null, as in a report.</param>
public readonly record struct EpochFigures(int Epoch, double Loss, double? ValidationLoss, double? Accuracy)
{
    /// <summary>The value of a metric; NaN where it was not measured.</summary>
    internal double Value(Metric metric) => metric switch
    {
        Metric.ValidationLoss => ValidationLoss ?? double.NaN,
        Metric.ValidationAccuracy => Accuracy ?? double.NaN,
        _ => Loss,
    };

    /// <summary>The figures in a line, e.g. <c>loss 0.0312, validation loss 0.0587, accuracy 98.2 %</c>.</summary>
    public override string ToString() => Figures.Line(Loss, ValidationLoss, Accuracy);
}
