using Unrolled.Internal;

namespace Unrolled;

/// <summary>
/// Shifts and scales every input, y = (x - offset) / scale, as it was over the samples that were fitted: to mean 0 and standard deviation
/// 1, or as <see cref="Scaling"/> says.
/// </summary>
/// <remarks>
/// Gradient descent is fastest where inputs vary equally around 0: LeCun, Bottou, Orr and Müller, <i>Efficient BackProp</i> (1998),
/// section 4.3. Fit on the training samples alone and apply to both: the validation samples are not to be known in any way. Offsets and
/// scales are in double precision. <see cref="Preprocessing"/> takes a standardizer into the network's file.
/// </remarks>
/// <example>
/// <code>
/// Standardizer standardizer = Standardizer.Fit(training);
/// Trainer.Train(network, standardizer.Apply(training), options, standardizer.Apply(validation));
/// network.Save("model.safetensors", new NetworkSaveOptions { Preprocessing = Preprocessing.Of(standardizer) });
/// </code>
/// </example>
public sealed class Standardizer
{
    private readonly ColumnScaling _columns;

    /// <summary>A standardizer of numbers that are known.</summary>
    /// <param name="offsets">What is taken from each input: its mean, say. Finite.</param>
    /// <param name="scales">
    /// What it is divided by then: its standard deviation, say. Finite, and 0 for an input that never varies, which becomes 0.
    /// </param>
    /// <exception cref="ArgumentException">There is not a scale for each offset, there is none, or a number is not one that can be one.</exception>
    public Standardizer(ReadOnlySpan<double> offsets, ReadOnlySpan<double> scales)
        : this(new ColumnScaling(offsets, scales))
    {
    }

    internal Standardizer(ColumnScaling columns) => _columns = columns;

    /// <summary>The number of inputs.</summary>
    public int Size => _columns.Count;

    /// <summary>What is taken from each input: with <see cref="Scaling.Standard"/> its mean.</summary>
    public ReadOnlySpan<double> Offsets => _columns.Offsets;

    /// <summary>What each input is divided by then: with <see cref="Scaling.Standard"/> its standard deviation. 0 is one that never varied.</summary>
    public ReadOnlySpan<double> Scales => _columns.Scales;

    internal ColumnScaling Columns => _columns;

    /// <summary>Measures every input, by default its mean and (population) standard deviation.</summary>
    /// <param name="data">
    /// The samples, at least one. An input that is the same in all of them becomes 0. All count alike, but for those of weight 0, which
    /// are not there.
    /// </param>
    /// <param name="scaling">What the inputs are to be brought to.</param>
    /// <exception cref="ArgumentException">There are no samples, or all have the weight 0; or there is no such scaling.</exception>
    public static Standardizer Fit(Dataset data, Scaling scaling = Scaling.Standard)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new Standardizer(DatasetColumns.Fit(data, data.InputSize, data.CopyInput, scaling));
    }

    /// <summary>One that leaves all inputs as they are.</summary>
    internal static Standardizer Identity(int size) => new(ColumnScaling.Identity(size));

    /// <summary>The same samples with standardised inputs, as floats. Those of weight 0 stay as they are.</summary>
    /// <param name="data">Samples with as many inputs as those that were fitted.</param>
    /// <exception cref="ArgumentException">They have another number of inputs, or one comes to more than a float holds.</exception>
    public Dataset Apply(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Check.Length(data.InputSize, Size, nameof(data));
        return data.WithInputs(DatasetColumns.Scale(data, data.CopyInput, _columns, "input"));
    }

    /// <summary>Standardises one sample in place.</summary>
    /// <param name="input">As many inputs as those that were fitted.</param>
    /// <exception cref="ArgumentException">
    /// The span has the wrong length, an input is NaN or infinite, or comes to more than a float holds. Nothing has been written.
    /// </exception>
    public void Apply(Span<float> input)
    {
        Check.Length(input.Length, Size, nameof(input));
        _columns.Scale(input, "input", number: null, nameof(input));
    }

    /// <summary>How many inputs it is for, and how many of them never varied.</summary>
    public override string ToString() => _columns.Describe("standardizer", "input");
}
