using System.Globalization;

namespace Unrolled;

/// <summary>What a threshold gives: a point of a <see cref="RocCurve"/>.</summary>
/// <param name="Threshold">The class or label is predicted where its output is above this.</param>
/// <param name="FalsePositiveRate">The fraction of the other samples for which it is predicted; NaN where there are none.</param>
/// <param name="TruePositiveRate">The fraction of its own samples for which it is predicted: the recall; NaN where there are none.</param>
public readonly record struct RocPoint(float Threshold, double FalsePositiveRate, double TruePositiveRate)
{
    /// <summary>J = true positive rate - false positive rate: 1 is perfect, 0 no better than chance.</summary>
    /// <remarks>Youden, <i>Index for rating diagnostic tests</i> (1950).</remarks>
    public double YoudenIndex => TruePositiveRate - FalsePositiveRate;

    /// <summary>The threshold, and the rates with four digits after the point.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"threshold {Threshold}: true positive rate {TruePositiveRate:F4}, false positive rate {FalsePositiveRate:F4}");
}
