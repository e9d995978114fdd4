namespace Unrolled;

/// <summary>The best value of a metric up to now, and how long ago it was.</summary>
internal sealed class BestSoFar(Metric metric, double minDelta)
{
    /// <summary>The best value; null before the first epoch.</summary>
    public double? Value { get; set; }

    /// <summary>The epochs in a row since then, or since a reduction, without improvement.</summary>
    public int EpochsWithout { get; set; }

    /// <summary>Takes the value of an epoch. Returns whether it is better by more than the least difference.</summary>
    public bool Improves(EpochReport report)
    {
        double value = metric switch
        {
            Metric.ValidationLoss => report.ValidationLoss!.Value,
            Metric.ValidationAccuracy => report.Accuracy!.Value,
            _ => report.Loss,
        };
        bool better = Value is { } best
            ? (metric == Metric.ValidationAccuracy ? value - best : best - value) > minDelta
            : !double.IsNaN(value);
        EpochsWithout = better ? 0 : EpochsWithout + 1;
        if (better)
        {
            Value = value;
        }

        return better;
    }
}
