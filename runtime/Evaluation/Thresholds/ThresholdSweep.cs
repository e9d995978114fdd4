namespace Unrolled;

/// <summary>The outputs of one class or label over some samples, and what each threshold makes of them.</summary>
internal sealed class ThresholdSweep
{
    private readonly float[] _scores;
    private readonly bool[] _isPositive;

    /// <param name="scores">The output for each sample. It is sorted.</param>
    /// <param name="isPositive">Which samples are of the class. It is sorted along.</param>
    public ThresholdSweep(float[] scores, bool[] isPositive)
    {
        _scores = scores;
        _isPositive = isPositive;
        Positives = isPositive.LongCount(positive => positive);
        Negatives = scores.Length - Positives;
        HasOrder = !scores.Any(float.IsNaN);
        Array.Sort(scores, isPositive);
    }

    /// <summary>The samples of the class.</summary>
    public long Positives { get; }

    /// <summary>The other samples.</summary>
    public long Negatives { get; }

    /// <summary>Whether no output is NaN.</summary>
    public bool HasOrder { get; }

    /// <summary>
    /// A step for each different output and one before them, the thresholds falling from infinity, where nothing is predicted, to minus
    /// infinity, where everything is; the others lie halfway between neighbouring outputs. None where an output is NaN.
    /// </summary>
    public IEnumerable<ThresholdCounts> Steps()
    {
        if (!HasOrder)
        {
            yield break;
        }

        long above = 0;
        long falseAbove = 0;
        yield return Step(float.PositiveInfinity, above, falseAbove);
        for (int end = _scores.Length; end > 0;)
        {
            float score = _scores[end - 1];
            for (; end > 0 && _scores[end - 1] == score; end--)
            {
                above += _isPositive[end - 1] ? 1 : 0;
                falseAbove += _isPositive[end - 1] ? 0 : 1;
            }

            yield return Step(end == 0 ? float.NegativeInfinity : Between(_scores[end - 1], score), above, falseAbove);
        }
    }

    /// <summary>Why nothing can be said of the samples; null where something can.</summary>
    public string? Defect => Positives == 0 || Negatives == 0 ? "samples of both kinds are needed" : HasOrder ? null : "an output is NaN";

    private ThresholdCounts Step(float threshold, long above, long falseAbove) =>
        new(threshold, new BinaryCounts(above, falseAbove, Positives - above, Negatives - falseAbove));

    /// <summary>A number between two, or the lower one, so that only the other is above it.</summary>
    private static float Between(float lower, float upper)
    {
        float middle = (float)((lower + (double)upper) / 2);
        return middle >= lower && middle < upper ? middle : lower;
    }
}
