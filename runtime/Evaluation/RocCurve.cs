using System.Globalization;

namespace Unrolled;

/// <summary>
/// The receiver operating characteristic of one class or label against all else: the rates of true and false positives at every threshold.
/// </summary>
/// <remarks>Fawcett, <i>An introduction to ROC analysis</i> (2006).</remarks>
public sealed class RocCurve
{
    private RocCurve(IReadOnlyList<RocPoint> points, long positives, long negatives, double auc)
    {
        Points = points;
        Positives = positives;
        Negatives = negatives;
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
        string rest = Positives == 0 || Negatives == 0 ? "samples of both kinds are needed"
            : double.IsNaN(Auc) ? "an output is NaN"
            : string.Create(CultureInfo.InvariantCulture, $"best J {Best.YoudenIndex:F4} at {Best}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"AUC {Auc:F4} of {Wording.Exact(Positives, "positive")} and {Wording.Exact(Negatives, "negative")}; {rest}");
    }

    /// <summary>The curve of some samples.</summary>
    /// <param name="scores">The output of each. It is sorted.</param>
    /// <param name="isPositive">Which are of the class. It is sorted along.</param>
    internal static RocCurve Of(float[] scores, bool[] isPositive)
    {
        long positives = isPositive.LongCount(positive => positive);
        long negatives = scores.Length - positives;
        if (scores.Any(float.IsNaN))
        {
            return new RocCurve([], positives, negatives, double.NaN);
        }

        Array.Sort(scores, isPositive);
        List<RocPoint> points = [new(float.PositiveInfinity, 0.0 / negatives, 0.0 / positives)];
        long above = 0;
        long falseAbove = 0;

        // Each pair counts 2, or 1 where its outputs are equal. There are 2^60 pairs at most.
        long halfPairs = 0;
        for (int end = scores.Length; end > 0;)
        {
            float score = scores[end - 1];
            long equal = 0;
            long falseEqual = 0;
            for (; end > 0 && scores[end - 1] == score; end--)
            {
                equal += isPositive[end - 1] ? 1 : 0;
                falseEqual += isPositive[end - 1] ? 0 : 1;
            }

            above += equal;
            falseAbove += falseEqual;
            halfPairs += equal * ((2 * (negatives - falseAbove)) + falseEqual);
            points.Add(new RocPoint(
                end == 0 ? float.NegativeInfinity : Between(scores[end - 1], score),
                (double)falseAbove / negatives,
                (double)above / positives));
        }

        return new RocCurve(points, positives, negatives, halfPairs / 2.0 / ((double)positives * negatives));
    }

    /// <summary>A number between two, or the lower one, so that only the other is above it.</summary>
    private static float Between(float lower, float upper)
    {
        float middle = (float)((lower + (double)upper) / 2);
        return middle >= lower && middle < upper ? middle : lower;
    }
}
