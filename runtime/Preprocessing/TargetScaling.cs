using Unrolled.Internal;

namespace Unrolled;

/// <summary>
/// Shifts and scales every target, y = (x - offset) / scale, so that a network with identity outputs learns numbers of any unit; and brings
/// its outputs back into that unit.
/// </summary>
/// <remarks>
/// A price of 200,000 is far from what a new network answers, and its errors make steps of that size. Fit on the training samples alone.
/// Errors and figures of scaled targets are in scaled units; <see cref="Evaluator"/> takes the scaling to give them in the targets' own.
/// </remarks>
/// <example>
/// <code>
/// TargetScaling scaling = TargetScaling.Standard(training);
/// Trainer.Train(network, scaling.Apply(training), options, scaling.Apply(validation));
/// network.Forward(input, output);
/// scaling.Invert(output);
/// </code>
/// </example>
public sealed class TargetScaling
{
    private readonly ColumnScaling _columns;

    /// <summary>A scaling by numbers that are known.</summary>
    /// <param name="offsets">What is taken from each target: its mean, say. Finite.</param>
    /// <param name="scales">
    /// What it is divided by then: its standard deviation, say. Finite, and 0 for a target that never varies, which becomes 0.
    /// </param>
    /// <exception cref="ArgumentException">There is not a scale for each offset, there is none, or a number is not one that can be one.</exception>
    public TargetScaling(ReadOnlySpan<double> offsets, ReadOnlySpan<double> scales)
        : this(new ColumnScaling(offsets, scales))
    {
    }

    private TargetScaling(ColumnScaling columns) => _columns = columns;

    /// <summary>The number of targets.</summary>
    public int Size => _columns.Count;

    /// <summary>What is taken from each target.</summary>
    public ReadOnlySpan<double> Offsets => _columns.Offsets;

    /// <summary>What each target is divided by then. 0 is one that never varied.</summary>
    public ReadOnlySpan<double> Scales => _columns.Scales;

    internal ColumnScaling Columns => _columns;

    /// <summary>To mean 0 and (population) standard deviation 1.</summary>
    /// <inheritdoc cref="Fit(Dataset, Scaling)"/>
    public static TargetScaling Standard(Dataset data) => Fit(data, Scaling.Standard);

    /// <summary>To 0 to 1.</summary>
    /// <inheritdoc cref="Fit(Dataset, Scaling)"/>
    public static TargetScaling MinMax(Dataset data) => Fit(data, Scaling.MinMax);

    /// <summary>To median 0 and interquartile range 1.</summary>
    /// <inheritdoc cref="Fit(Dataset, Scaling)"/>
    public static TargetScaling Robust(Dataset data) => Fit(data, Scaling.Robust);

    /// <summary>One that leaves all targets as they are.</summary>
    /// <param name="size">The number of targets.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static TargetScaling None(int size)
    {
        Require.AtLeastOne(size, nameof(size));
        return new TargetScaling(ColumnScaling.Identity(size));
    }

    /// <summary>Measures every target.</summary>
    /// <param name="data">Samples with target rows, at least one; not labels. All count alike, but for those of weight 0, which are not there.</param>
    /// <param name="scaling">What the targets are to be brought to.</param>
    /// <exception cref="ArgumentException">
    /// There are no samples, or all have the weight 0; or they have labels, which are not scaled; or there is no such scaling.
    /// </exception>
    public static TargetScaling Fit(Dataset data, Scaling scaling)
    {
        RequireTargets(data);
        return new TargetScaling(DatasetColumns.Fit(data, data.TargetSize, data.CopyTarget, scaling));
    }

    /// <summary>Measures every target of rows that are not a dataset yet.</summary>
    /// <param name="targets">The targets, row after row.</param>
    /// <param name="size">The number of targets of a row.</param>
    /// <param name="scaling">What the targets are to be brought to.</param>
    /// <param name="weights">A weight for each row, of which only those that are 0 matter, which are not there; or empty.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, or all have the weight 0; a target is NaN or infinite; the lengths do not fit; or there is no such scaling.
    /// </exception>
    public static TargetScaling Fit(ReadOnlySpan<float> targets, int size, Scaling scaling, ReadOnlySpan<float> weights = default)
    {
        Require.AtLeastOne(size, nameof(size));
        float[] noInputs = new float[Check.Rows(targets.Length, size, nameof(targets), atLeast: 1)];
        return Fit(Dataset.FromFloats(noInputs, 1, targets.ToArray(), size, weights.IsEmpty ? null : weights.ToArray()), scaling);
    }

    /// <summary>The same samples with scaled targets. Those of weight 0 stay as they are.</summary>
    /// <param name="data">Samples with as many targets as those that were fitted; not labels.</param>
    /// <exception cref="ArgumentException">They have labels or another number of targets, or one comes to more than a float holds.</exception>
    public Dataset Apply(Dataset data)
    {
        RequireTargets(data);
        Check.Length(data.TargetSize, Size, nameof(data));
        return data.WithTargets(DatasetColumns.Scale(data, data.CopyTarget, _columns, "target"));
    }

    /// <summary>Scales the targets of one sample in place.</summary>
    /// <param name="target">As many targets as those that were fitted.</param>
    /// <exception cref="ArgumentException">
    /// The span has the wrong length, a target is NaN or infinite, or comes to more than a float holds. Nothing has been written.
    /// </exception>
    public void Apply(Span<float> target)
    {
        Check.Length(target.Length, Size, nameof(target));
        _columns.Scale(target, "target", number: null, nameof(target));
    }

    /// <summary>Brings outputs back into the targets' unit, in place: x = scale y + offset.</summary>
    /// <param name="outputs">The outputs of any number of samples, row after row; also such as are not finite.</param>
    /// <exception cref="ArgumentException">The span is not a whole number of rows.</exception>
    public void Invert(Span<float> outputs)
    {
        Check.Rows(outputs.Length, Size, nameof(outputs));
        _columns.Unscale(outputs);
    }

    /// <summary>How many targets it is for, and how many of them never varied.</summary>
    public override string ToString() => _columns.Describe("scaling", "target");

    private static void RequireTargets(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.HasLabels)
        {
            throw new ArgumentException("The samples have labels, not target rows: classes are not scaled.", nameof(data));
        }
    }
}
