using System.Globalization;

namespace Unrolled;

/// <summary>
/// The receiver operating characteristic of one class or label against all else: the rates of true and false positives at every threshold.
/// </summary>
/// <remarks>Fawcett, <i>An introduction to ROC analysis</i> (2006).</remarks>
public sealed class RocCurve
{
    private readonly string? _defect;

    private RocCurve(ThresholdSweep sweep, IReadOnlyList<RocPoint> points, double auc)
    {
        _defect = sweep.Defect;
        Points = points;
        Positives = sweep.Positives;
        Negatives = sweep.Negatives;
        Auc = auc;
        Best = double.IsNaN(auc)
            ? new RocPoint(float.NaN, double.NaN, double.NaN)
            : points.MaxBy(point => point.YoudenIndex);
    }

    /// <summary>
    /// A point for each different output and one more, the thresholds falling from infinity, where nothing is predicted, to minus infinity,
    /// where everything is; the others lie halfway between neighbouring outputs. No points where an output is NaN.
    /// </summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>The samples of the class.</summary>
    public long Positives { get; }

    /// <summary>The other samples.</summary>
    public long Negatives { get; }

    /// <summary>
    /// The area under the curve: the chance that a sample of the class has a higher output than another, equal ones counting half. 1 is
    /// perfect, 0.5 no better than chance; NaN where there are no samples of either kind, or where an output is NaN.
    /// </summary>
    /// <remarks>
    /// The statistic of Mann and Whitney, <i>On a test of whether one of two random variables is stochastically larger than the other</i>
    /// (1947), with the mean rank for ties, over the number of pairs; so by Hanley and McNeil, <i>The meaning and use of the area under a
    /// receiver operating characteristic (ROC) curve</i> (1982). Counted in whole numbers.
    /// </remarks>
    public double Auc { get; }

    /// <summary>
    /// The point of the greatest <see cref="RocPoint.YoudenIndex"/>, of equals that of the highest threshold; all NaN where the area is.
    /// </summary>
    public RocPoint Best { get; }

    /// <summary>The area, the numbers of samples and the best point; or why there is no area.</summary>
    public override string ToString()
    {
        string rest = _defect ?? string.Create(CultureInfo.InvariantCulture, $"best J {Best.YoudenIndex:F4} at {Best}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"AUC {Auc:F4} of {Wording.Exact(Positives, "positive")} and {Wording.Exact(Negatives, "negative")}; {rest}");
    }

    /// <inheritdoc cref="ThresholdSweep(float[], bool[])"/>
    internal static RocCurve Of(float[] scores, bool[] isPositive) => Of(new ThresholdSweep(scores, isPositive));

    /// <summary>The curve of some samples.</summary>
    internal static RocCurve Of(ThresholdSweep sweep)
    {
        List<RocPoint> points = [];

        // Each pair counts 2, or 1 where its outputs are equal. There are 2^60 pairs at most.
        long halfPairs = 0;
        BinaryCounts above = default;
        foreach ((float threshold, BinaryCounts counts) in sweep.Steps())
        {
            long equal = counts.TruePositives - above.TruePositives;
            long falseEqual = counts.FalsePositives - above.FalsePositives;
            halfPairs += equal * ((2 * counts.TrueNegatives) + falseEqual);
            points.Add(new RocPoint(threshold, (double)counts.FalsePositives / sweep.Negatives, counts.Recall));
            above = counts;
        }

        double auc = sweep.HasOrder ? halfPairs / 2.0 / ((double)sweep.Positives * sweep.Negatives) : double.NaN;
        return new RocCurve(sweep, points, auc);
    }
}
