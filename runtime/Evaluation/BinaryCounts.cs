using System.Globalization;

namespace Unrolled;

/// <summary>How often a label was there and how often it was predicted.</summary>
/// <param name="TruePositives">Samples that have the label and for which it was predicted.</param>
/// <param name="FalsePositives">Samples that do not have it, but for which it was predicted.</param>
/// <param name="FalseNegatives">Samples that have it, but for which it was not predicted.</param>
/// <param name="TrueNegatives">Samples that do not have it and for which it was not predicted.</param>
public readonly record struct BinaryCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>How many samples were counted.</summary>
    public long Total => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    /// <summary>How many samples have the label.</summary>
    public long Support => TruePositives + FalseNegatives;

    /// <summary>The fraction predicted correctly, (TP + TN) / all; NaN where there are no samples.</summary>
    public double Accuracy => (double)(TruePositives + TrueNegatives) / Total;

    /// <summary>The fraction of the predictions of the label that are right, TP / (TP + FP); NaN where it was never predicted.</summary>
    public double Precision => (double)TruePositives / (TruePositives + FalsePositives);

    /// <summary>The fraction of the samples with the label that were found, TP / (TP + FN); NaN where there are none.</summary>
    public double Recall => (double)TruePositives / Support;

    /// <summary>The fraction of the samples without the label that were taken for such, TN / (TN + FP); NaN where there are none.</summary>
    public double Specificity => (double)TrueNegatives / (TrueNegatives + FalsePositives);

    /// <summary>
    /// The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN); NaN for a label that neither occurs nor was predicted.
    /// </summary>
    public double F1 => 2.0 * TruePositives / (2.0 * TruePositives + FalsePositives + FalseNegatives);

    /// <summary>The counts, and the figures with four digits after the point.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"TP {TruePositives}, FP {FalsePositives}, FN {FalseNegatives}, TN {TrueNegatives}; precision {Precision:F4}, recall {Recall:F4}, "
        + $"F1 {F1:F4}");

    /// <summary>The same with one sample more.</summary>
    internal BinaryCounts With(bool actual, bool predicted) => (actual, predicted) switch
    {
        (true, true) => this with { TruePositives = TruePositives + 1 },
        (false, true) => this with { FalsePositives = FalsePositives + 1 },
        (true, false) => this with { FalseNegatives = FalseNegatives + 1 },
        _ => this with { TrueNegatives = TrueNegatives + 1 },
    };

    internal static BinaryCounts Sum(ReadOnlySpan<BinaryCounts> counts)
    {
        BinaryCounts sum = default;
        foreach (BinaryCounts count in counts)
        {
            sum = new BinaryCounts(
                sum.TruePositives + count.TruePositives,
                sum.FalsePositives + count.FalsePositives,
                sum.FalseNegatives + count.FalseNegatives,
                sum.TrueNegatives + count.TrueNegatives);
        }

        return sum;
    }
}
