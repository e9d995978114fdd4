using System.Globalization;

namespace Unrolled;

/// <summary>What a threshold gives on some samples.</summary>
/// <param name="Threshold">The class or label is predicted where its output is above this.</param>
/// <param name="Counts">How often it was there and how often it was predicted.</param>
public readonly record struct ThresholdCounts(float Threshold, BinaryCounts Counts)
{
    /// <summary>The threshold, and the counts with their figures.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"threshold {Threshold}: {Counts}");
}
