using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Finds out what task a dataset sets a network.</summary>
internal static class PredictionTasks
{
    private const double LargestErrorOfSum = 1e-3;

    /// <summary>
    /// One class per sample: labels; rows of two values all over, of which each row has one once; a column of two values that the
    /// output's midpoint tells apart; with softmax outputs rows of probabilities. Several labels per sample: other rows of two values that
    /// the midpoint tells apart. All else is regression. Samples of weight 0 are not looked at.
    /// </summary>
    /// <remarks>A pass over all targets, unless they are soon seen to be numbers: to be asked once, not in every epoch.</remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="data">Samples that fit the network.</param>
    public static PredictionTask Of<TNetwork>(Dataset data) where TNetwork : class, INetwork<TNetwork>
    {
        if (data.HasLabels)
        {
            return PredictionTask.SingleLabel;
        }

        Activation activation = TNetwork.Activations[^1];
        bool isSoftmax = activation == Activation.Softmax;
        bool isOneHot = true;
        bool isDistribution = isSoftmax;
        TwoValues values = default;
        float[] target = new float[data.TargetSize];
        for (int row = 0; row < data.Count && (values.Suffice || isDistribution); row++)
        {
            if (data.Weight(row) == 0)
            {
                continue;
            }

            data.CopyTarget(row, target);
            values.Add(target);
            isOneHot = isOneHot && IsOneHot(target);
            isDistribution = isDistribution && IsDistribution(target);
        }

        return (target.Length > 1 && values.Suffice && isOneHot) || isDistribution ? PredictionTask.SingleLabel
            : isSoftmax || !values.AreToldApart(activation) ? PredictionTask.Regression
            : target.Length > 1 ? PredictionTask.MultiLabel
            : PredictionTask.SingleLabel;
    }

    /// <summary>Whether one number stands out above the others, which are all equal.</summary>
    private static bool IsOneHot(ReadOnlySpan<float> target)
    {
        int highest = Panels.IndexOfMax(target);
        float other = target[highest == 0 ? ^1 : 0];
        return target[highest] > other
            && !target[..highest].ContainsAnyExcept(other)
            && !target[(highest + 1)..].ContainsAnyExcept(other);
    }

    private static bool IsDistribution(ReadOnlySpan<float> target)
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

    /// <summary>The different numbers among targets, as long as they are no more than two.</summary>
    private struct TwoValues
    {
        private float? _low;
        private float? _high;
        private bool _hasOther;

        /// <summary>Whether there was no third number, and none that is not finite.</summary>
        public readonly bool Suffice => !_hasOther;

        public void Add(ReadOnlySpan<float> targets)
        {
            foreach (float value in targets)
            {
                Add(value);
            }
        }

        /// <summary>Whether both are there and stand for different classes, or the only one is what is written for a class.</summary>
        public readonly bool AreToldApart(Activation activation) => Suffice && _low is { } low
            && (_high is { } high
                ? Prediction.FromOutputs([low], activation) != Prediction.FromOutputs([high], activation)
                : low is -1 or 0 or 1);

        private void Add(float value)
        {
            if (value == _low || value == _high)
            {
                return;
            }

            if (!float.IsFinite(value) || _high is not null)
            {
                _hasOther = true;
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
    }
}
