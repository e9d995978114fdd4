namespace Unrolled;

/// <summary>What rows of targets look like: of two values only, one-hot, probabilities.</summary>
/// <param name="size">The number of targets of a row.</param>
/// <param name="mayBeDistribution">Whether probabilities are to be looked for.</param>
internal sealed class TargetPattern(int size, bool mayBeDistribution)
{
    private const double LargestErrorOfSum = 1e-3;

    private readonly float[] _target = new float[size];
    private float? _low;
    private float? _high;
    private bool _hasTwoValues = true;
    private bool _isOneHot = size > 1;

    /// <summary>Whether each row has the higher one of two values once.</summary>
    public bool IsOneHot => _isOneHot;

    /// <summary>Whether each row consists of probabilities that add up to 1.</summary>
    public bool IsDistribution { get; private set; } = mayBeDistribution;

    /// <summary>
    /// Whether there are two values all over and the output's midpoint tells them apart; or only one, which is what is written for a class.
    /// Where outputs have no bounds, so that numbers are learnt, only what is written for classes counts: 0 and 1, -1 and 1, or one as far
    /// below the midpoint as the other above.
    /// </summary>
    /// <param name="activation">The activation of the output.</param>
    /// <param name="bounds">The targets that suit the network.</param>
    public bool IsOfClasses(Activation activation, TargetBounds bounds)
    {
        if (!_hasTwoValues || _low is not { } low)
        {
            return false;
        }

        if (_high is not { } high)
        {
            return low is -1 or 0 or 1;
        }

        float midpoint = Prediction.Midpoint(activation);
        bool isWritten = (low is -1 or 0 && high == 1) || high - midpoint == midpoint - low;
        return low <= midpoint && high > midpoint && (isWritten || !bounds.IsOpen);
    }

    /// <summary>Looks at the rows of a dataset, until they are seen to have no pattern.</summary>
    public void Add(Dataset data)
    {
        for (int row = 0; row < data.Count && (_hasTwoValues || IsDistribution); row++)
        {
            data.CopyTarget(row, _target);
            foreach (float value in _target)
            {
                Add(value);
            }

            _isOneHot = _isOneHot && HasOneHighest(_target);
            IsDistribution = IsDistribution && AddUpToOne(_target);
        }
    }

    private void Add(float value)
    {
        if (value == _low || value == _high)
        {
            return;
        }

        if (!float.IsFinite(value) || _high is not null)
        {
            _hasTwoValues = false;
        }
        else if (_low is not { } first)
        {
            _low = value;
        }
        else
        {
            _low = MathF.Min(first, value);
            _high = MathF.Max(first, value);
        }
    }

    /// <summary>Whether one number stands out above the others, which are all equal.</summary>
    private static bool HasOneHighest(ReadOnlySpan<float> target)
    {
        int highest = Prediction.IndexOfMax(target);
        float other = target[highest == 0 ? ^1 : 0];
        return target[highest] > other
            && !target[..highest].ContainsAnyExcept(other)
            && !target[(highest + 1)..].ContainsAnyExcept(other);
    }

    private static bool AddUpToOne(ReadOnlySpan<float> target)
    {
        double sum = 0;
        foreach (float probability in target)
        {
            if (!(probability >= 0))
            {
                return false;
            }

            sum += probability;
        }

        return Math.Abs(sum - 1) <= LargestErrorOfSum;
    }
}
