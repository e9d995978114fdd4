using System.Globalization;

namespace Unrolled;

/// <summary>What a threshold gives: a point of a <see cref="PrecisionRecallCurve"/>.</summary>
/// <param name="Threshold">The class or label is predicted where its output is above this.</param>
/// <param name="Precision">The fraction of the predictions that are right.</param>
/// <param name="Recall">The fraction of its samples that are found; NaN where there are none.</param>
public readonly record struct PrecisionRecallPoint(float Threshold, double Precision, double Recall)
{
    /// <summary>The threshold, and the figures with four digits after the point.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"threshold {Threshold}: precision {Precision:F4}, recall {Recall:F4}");
}
