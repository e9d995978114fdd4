namespace Unrolled;

/// <summary>What a whole training achieved.</summary>
/// <param name="Epochs">A report for every epoch, in order; at least one.</param>
/// <param name="Elapsed">How long everything took, validation included.</param>
public sealed record TrainingResult(IReadOnlyList<EpochReport> Epochs, TimeSpan Elapsed)
{
    /// <summary>The mean loss over the last epoch's samples.</summary>
    public double Loss => Epochs[^1].Loss;

    /// <summary>The accuracy on the validation data after the last epoch; null without validation data.</summary>
    public double? Accuracy => Epochs[^1].Accuracy;
}
