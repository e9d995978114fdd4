namespace Unrolled;

/// <summary>How a network is made one of integers.</summary>
public sealed class QuantizationOptions
{
    private readonly double _percentile = 100;
    private readonly ByteScale? _inputs;

    /// <summary>
    /// The percentage of the pre-activations that a layer's bytes cover, above 50 and at most 100, as many of the least as of the greatest
    /// being left out; what lies beyond becomes the nearest byte. 100, the default, is the range from the least to the greatest. 99.99 makes
    /// finer steps where a few lie far out.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is out of range.</exception>
    public double Percentile
    {
        get => _percentile;
        init
        {
            Require.That(value is > 50 and <= 100, value, "above 50 and at most 100", nameof(Percentile), nameof(value));
            _percentile = value;
        }
    }

    /// <summary>
    /// What the bytes of the inputs stand for. Null, the default, is <see cref="ByteScale.Pixels"/> for a dataset of bytes, and else the range
    /// of the samples.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public ByteScale? Inputs
    {
        get => _inputs;
        init
        {
            if (value is { } scale)
            {
                Require.That(scale.Scale > 0 && float.IsFinite(scale.Scale) && float.IsFinite(1 / scale.Scale), scale.Scale, "a positive, finite scale", nameof(Inputs), nameof(value));
            }

            _inputs = value;
        }
    }
}
