namespace Unrolled;

/// <summary>The best epoch up to now in some metric, and how long ago it was.</summary>
internal sealed class BestSoFar(Metric metric, double minDelta)
{
    /// <summary>What decides.</summary>
    public Metric Metric => metric;

    /// <summary>The best epoch; null before the first one.</summary>
    public EpochFigures? Epoch { get; private set; }

    /// <summary>The epochs in a row since then, or since a reduction, without improvement.</summary>
    public int EpochsWithout { get; set; }

    /// <summary>Takes an epoch. Returns whether it is better by more than the least difference.</summary>
    public bool Improves(EpochFigures epoch)
    {
        double value = epoch.Value(metric);
        bool better = Epoch?.Value(metric) is { } best
            ? (metric == Metric.ValidationAccuracy ? value - best : best - value) > minDelta
            : double.IsFinite(value);
        EpochsWithout = better ? 0 : EpochsWithout + 1;
        if (better)
        {
            Epoch = epoch;
        }

        return better;
    }

    /// <summary>Goes on from where another watch over the same metric and data stood, or begins anew from null.</summary>
    public void Set(WatchState? state)
    {
        Epoch = state?.BestEpoch;
        EpochsWithout = state?.EpochsWithout ?? 0;
    }
}
