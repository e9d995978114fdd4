using Unrolled.Internal;

namespace Unrolled;

/// <content>Rows as samples.</content>
public sealed partial class Preprocessing
{
    /// <summary>Raw rows, each with a class, as samples to train with.</summary>
    /// <param name="rows">The raw values, row after row.</param>
    /// <param name="labels">The class of each row, from 0 on.</param>
    /// <param name="weights">How much each row counts, or null for all alike. What a row of weight 0 holds is not looked at.</param>
    /// <exception cref="ArgumentException">The arguments do not fit together, or a feature does not take a value.</exception>
    /// <exception cref="InvalidOperationException">The names of the classes are not known: see <see cref="WithClasses"/>.</exception>
    public Dataset ToDataset(ReadOnlySpan<float> rows, int[] labels, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return ClassNames.Count > 0
            ? Dataset.FromFloats(ToInputs(rows, weights), InputNames.Count, labels, ClassNames.Count, weights)
            : throw new InvalidOperationException("The names of the classes are not known; WithClasses gives them.");
    }

    /// <summary>Raw rows, each with targets in their own unit, as samples to train with: their targets are scaled.</summary>
    /// <param name="rows">The raw values, row after row.</param>
    /// <param name="targets">The targets, row after row.</param>
    /// <param name="weights">How much each row counts, or null for all alike. What a row of weight 0 holds is not looked at.</param>
    /// <exception cref="ArgumentException">
    /// The arguments do not fit together, a feature does not take a value, or a target comes to more than a float holds.
    /// </exception>
    /// <exception cref="InvalidOperationException">The names of the targets are not known: see <see cref="WithTargets"/>.</exception>
    public Dataset ToDataset(ReadOnlySpan<float> rows, float[] targets, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return TargetScaling is { } scaling
            ? scaling.Apply(Dataset.FromFloats(ToInputs(rows, weights), InputNames.Count, targets, TargetNames.Count, weights))
            : throw new InvalidOperationException("The names of the targets are not known; WithTargets gives them.");
    }

    private float[] ToInputs(ReadOnlySpan<float> rows, float[]? weights)
    {
        int count = Check.Rows(rows.Length, _features.Length, nameof(rows));
        if (weights is not null)
        {
            Check.SampleWeights(weights, count, nameof(weights), mayBeNegative: true);
        }

        int size = InputNames.Count;
        float[] inputs = new float[checked(count * size)];
        for (int row = 0; row < count; row++)
        {
            if (weights is null || weights[row] != 0)
            {
                Apply(
                    rows.Slice(row * _features.Length, _features.Length),
                    inputs.AsSpan(row * size, size),
                    row,
                    nameof(rows));
            }
        }

        return inputs;
    }
}
