namespace Unrolled;

/// <summary>Mean and squared deviations of numbers that come one by one, without the cancellation of a sum of squares.</summary>
/// <remarks>Welford, <i>Note on a method for calculating corrected sums of squares and products</i> (1962). A mutable struct.</remarks>
internal struct RunningMoments
{
    public long Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>The sum of (x - mean)^2.</summary>
    public double SquaredDeviations { get; private set; }

    public void Add(double value)
    {
        Count++;
        double deviation = value - Mean;
        Mean += deviation / Count;
        SquaredDeviations += deviation * (value - Mean);
    }
}
