namespace Unrolled;

/// <summary>What a threshold is chosen for. <see cref="Evaluator.ChooseThreshold"/> looks at every one that makes a difference.</summary>
public sealed class ThresholdRule
{
    private readonly string _name;
    private readonly Func<BinaryCounts, double> _value;
    private readonly Func<BinaryCounts, bool> _isAllowed;

    private ThresholdRule(string name, Func<BinaryCounts, double> value, Func<BinaryCounts, bool>? isAllowed = null)
    {
        _name = name;
        _value = value;
        _isAllowed = isAllowed ?? (_ => true);
    }

    /// <summary>The greatest <see cref="BinaryCounts.F1"/>.</summary>
    public static ThresholdRule MaxF1 { get; } = new("the greatest F1", counts => counts.F1);

    /// <summary>The greatest <see cref="RocPoint.YoudenIndex"/>, as in <see cref="RocCurve.Best"/>.</summary>
    public static ThresholdRule MaxYoudenIndex { get; } = new(
        "the greatest Youden index", counts => counts.Recall - ((double)counts.FalsePositives / (counts.FalsePositives + counts.TrueNegatives)));

    /// <summary>The greatest recall at which at least so many of the predictions are right.</summary>
    /// <param name="precision">The fraction of the predictions, above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The precision is out of range.</exception>
    public static ThresholdRule PrecisionAtLeast(double precision)
    {
        Require.That(precision is > 0 and <= 1, precision, "above 0 and at most 1", nameof(precision));
        return new ThresholdRule(
            $"a precision of at least {Wording.Number(precision)}", counts => counts.Recall, counts => counts.Precision >= precision);
    }

    /// <summary>The lowest cost of all mistakes together.</summary>
    /// <remarks>
    /// Elkan, <i>The foundations of cost-sensitive learning</i> (2001). Of a network whose outputs are true probabilities it would be
    /// FP / (FP + FN) in the costs; on samples the best is found by counting.
    /// </remarks>
    /// <param name="falsePositive">What it costs to predict the class where it is not, 0 or above.</param>
    /// <param name="falseNegative">What it costs not to predict it where it is, 0 or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cost is negative or not finite.</exception>
    public static ThresholdRule LeastCost(double falsePositive, double falseNegative)
    {
        Require.NotNegative(falsePositive, nameof(falsePositive));
        Require.NotNegative(falseNegative, nameof(falseNegative));
        return new ThresholdRule(
            $"the least cost at {Wording.Number(falsePositive)} a false positive and {Wording.Number(falseNegative)} a false negative",
            counts => -((falsePositive * counts.FalsePositives) + (falseNegative * counts.FalseNegatives)));
    }

    /// <summary>What is looked for.</summary>
    public override string ToString() => _name;

    /// <summary>The best threshold for some samples; of equals the highest.</summary>
    /// <exception cref="ArgumentException">No threshold is what is looked for, or the samples are all of one kind.</exception>
    internal ThresholdCounts Choose(ThresholdSweep sweep)
    {
        if (sweep.Defect is { } defect)
        {
            throw new ArgumentException($"No threshold can be chosen: {defect}.", "data");
        }

        ThresholdCounts[] steps = [.. sweep.Steps()];
        ThresholdCounts[] allowed = [.. steps.Where(step => _isAllowed(step.Counts))];
        if (allowed.Length > 0)
        {
            return allowed.MaxBy(step => _value(step.Counts));
        }

        ThresholdCounts nearest = steps.MaxBy(step => step.Counts.Precision);
        throw new ArgumentException($"No threshold gives {_name} on these samples; the nearest is {nearest}.", "rule");
    }
}
