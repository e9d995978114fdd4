using Unrolled.Numerics;

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
    /// <param name="data">The samples, at least one. An input that is the same in all of them becomes 0.</param>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    public static Standardizer Fit(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Require.AtLeastOne(data.Count, nameof(data));
        float[] input = new float[data.InputSize];
        var moments = new RunningMoments[input.Length];
        for (int row = 0; row < data.Count; row++)
        {
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

    /// <summary>The same samples with standardised inputs, as floats.</summary>
    /// <param name="data">Samples with as many inputs as those that were fitted.</param>
    /// <exception cref="ArgumentException">They have another number of inputs.</exception>
    public Dataset Apply(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Check.Length(data.InputSize, _means.Length, nameof(data));
        float[] inputs = new float[checked(data.Count * data.InputSize)];
        data.GatherInputs(0, data.Count, inputs);
        for (int start = 0; start < inputs.Length; start += _means.Length)
        {
            Apply(inputs.AsSpan(start, _means.Length));
        }

        return data.WithInputs(inputs);
    }

    /// <summary>Standardises one sample in place.</summary>
    /// <param name="input">As many inputs as those that were fitted.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    public void Apply(Span<float> input)
    {
        Check.Length(input.Length, _means.Length, nameof(input));
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = (float)((input[i] - _means[i]) * _scales[i]);
        }
    }
}
