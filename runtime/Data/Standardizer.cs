using System.Globalization;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>Shifts and scales every input to mean 0 and standard deviation 1, as it was over the samples that were fitted.</summary>
/// <remarks>
/// Gradient descent is fastest where inputs vary equally around 0: LeCun, Bottou, Orr and Müller, <i>Efficient BackProp</i> (1998),
/// section 4.3. Fit on the training samples alone and apply to both: the validation samples are not to be known in any way.
/// </remarks>
/// <example>
/// <code>
/// Standardizer standardizer = Standardizer.Fit(training);
/// Trainer.Train(network, standardizer.Apply(training), options, standardizer.Apply(validation));
/// </code>
/// </example>
public sealed class Standardizer
{
    private readonly double[] _means;
    private readonly double[] _scales;

    private Standardizer(double[] means, double[] scales)
    {
        _means = means;
        _scales = scales;
    }

    /// <summary>Measures the mean and the (population) standard deviation of every input.</summary>
    /// <param name="data">
    /// The samples, at least one. An input that is the same in all of them becomes 0. All count alike, but for those of weight 0, which
    /// are not there.
    /// </param>
    /// <exception cref="ArgumentException">There are no samples, or all have the weight 0.</exception>
    public static Standardizer Fit(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Require.AtLeastOne(data.Count, "data.Count", nameof(data));
        data.RequirePresent(nameof(data));
        float[] input = new float[data.InputSize];
        var moments = new RunningMoments[input.Length];
        for (int row = 0; row < data.Count; row++)
        {
            if (!data.IsThere(row))
            {
                continue;
            }

            data.GatherInputs(row, 1, input);
            for (int i = 0; i < input.Length; i++)
            {
                moments[i].Add(input[i]);
            }
        }

        return new Standardizer(
            Array.ConvertAll(moments, m => m.Mean),
            Array.ConvertAll(moments, m => m.SquaredDeviations > 0 ? Math.Sqrt(m.Count / m.SquaredDeviations) : 0));
    }

    /// <summary>The same samples with standardised inputs, as floats. Those of weight 0 stay as they are.</summary>
    /// <param name="data">Samples with as many inputs as those that were fitted.</param>
    /// <exception cref="ArgumentException">They have another number of inputs, or one comes to more than a float holds.</exception>
    public Dataset Apply(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Check.Length(data.InputSize, _means.Length, nameof(data));
        float[] inputs = new float[checked(data.Count * data.InputSize)];
        data.GatherInputs(0, data.Count, inputs);
        for (int row = 0; row < data.Count; row++)
        {
            if (data.IsThere(row))
            {
                Apply(inputs.AsSpan(row * _means.Length, _means.Length), row, nameof(data));
            }
        }

        return data.WithInputs(inputs);
    }

    /// <summary>Standardises one sample in place.</summary>
    /// <param name="input">As many inputs as those that were fitted.</param>
    /// <exception cref="ArgumentException">
    /// The span has the wrong length, an input is NaN or infinite, or comes to more than a float holds. Nothing has been written.
    /// </exception>
    public void Apply(Span<float> input)
    {
        Check.Length(input.Length, _means.Length, nameof(input));
        Apply(input, row: null, nameof(input));
    }

    /// <summary>How many inputs it is for, and how many of them never varied.</summary>
    public override string ToString()
    {
        int constant = _scales.Count(scale => scale == 0);
        string inputs = $"standardizer of {Wording.Count(_means.Length, "input")}";
        return constant == 0 ? inputs : $"{inputs}, {Wording.Grouped(constant)} of them constant";
    }

    private void Apply(Span<float> input, int? row, string parameter)
    {
        for (int i = 0; i < input.Length; i++)
        {
            if (!float.IsFinite(Standardized(input[i], i)))
            {
                throw new ArgumentException(NotStandardized(input[i], i, row), parameter);
            }
        }

        for (int i = 0; i < input.Length; i++)
        {
            input[i] = Standardized(input[i], i);
        }
    }

    private float Standardized(float value, int i) => (float)((value - _means[i]) * _scales[i]);

    private static string NotStandardized(float value, int i, int? row) => string.Create(
        CultureInfo.InvariantCulture,
        $"All inputs must be finite, but input {i}{(row is null ? "" : $" of row {row}")} is {value}"
        + $"{(float.IsFinite(value) ? ", which standardised is more than a float holds" : "")}.");
}
