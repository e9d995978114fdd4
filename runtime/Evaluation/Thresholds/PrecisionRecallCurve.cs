using System.Globalization;

namespace Unrolled;

/// <summary>
/// Precision and recall of one class or label at every threshold. Where few samples are of the class it says more than a
/// <see cref="RocCurve"/>, whose rate of false positives the many others keep small.
/// </summary>
/// <remarks>Davis and Goadrich, <i>The relationship between Precision-Recall and ROC curves</i> (2006).</remarks>
public sealed class PrecisionRecallCurve
{
    private PrecisionRecallCurve(ThresholdSweep sweep, IReadOnlyList<PrecisionRecallPoint> points, double averagePrecision)
    {
        Points = points;
        Positives = sweep.Positives;
        Negatives = sweep.Negatives;
        AveragePrecision = averagePrecision;
    }

    /// <summary>
    /// A point for each different output, the thresholds falling to minus infinity, where everything is predicted; the others lie halfway
    /// between neighbouring outputs. No points where an output is NaN.
    /// </summary>
    public IReadOnlyList<PrecisionRecallPoint> Points { get; }

    /// <summary>The samples of the class.</summary>
    public long Positives { get; }

    /// <summary>The other samples.</summary>
    public long Negatives { get; }

    /// <summary>
    /// The area under the curve as steps: the sum over the points of (recall - recall of the point before) * precision. 1 is perfect, the
    /// fraction of the samples that are of the class no better than chance; NaN where there are none, or where an output is NaN.
    /// </summary>
    /// <remarks>
    /// Zhu, <i>Recall, precision and average precision</i> (2004), as scikit-learn's <c>average_precision_score</c>; samples with equal
    /// outputs are one point. Straight lines between the points, the area by trapezoids, would promise more than any threshold gives.
    /// </remarks>
    public double AveragePrecision { get; }

    /// <summary>The average precision and the numbers of samples.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"average precision {AveragePrecision:F4} of {Wording.Exact(Positives, "positive")} and {Wording.Exact(Negatives, "negative")}");

    /// <summary>The curve of some samples.</summary>
    internal static PrecisionRecallCurve Of(ThresholdSweep sweep)
    {
        List<PrecisionRecallPoint> points = [];
        double sum = 0;
        long found = 0;
        foreach ((float threshold, BinaryCounts counts) in sweep.Steps().Skip(1))
        {
            points.Add(new PrecisionRecallPoint(threshold, counts.Precision, counts.Recall));
            sum += (counts.TruePositives - found) * counts.Precision;
            found = counts.TruePositives;
        }

        return new PrecisionRecallCurve(sweep, points, sweep.HasOrder ? sum / sweep.Positives : double.NaN);
    }
}
