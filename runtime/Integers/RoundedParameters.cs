using Unrolled.Internal;

namespace Unrolled;

/// <summary>Parameters as an integer network would have them, in a block of floats: weights in steps of 8 bits, biases as they are.</summary>
/// <param name="units">The units of each layer, from the inputs to the outputs.</param>
/// <param name="layout">Where the parameters lie.</param>
/// <param name="blockSize">The floats of a block.</param>
internal sealed class RoundedParameters(ReadOnlySpan<int> units, BlockLayout layout, int blockSize)
{
    private readonly DenseLayer[] _layers = DenseLayer.Of(units);
    private readonly float[] _canonical = new float[layout.ParameterCount];
    private readonly AlignedBuffer _block = new(blockSize);

    /// <summary>Rounds parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>A block of this object's, good until the next call.</returns>
    public AlignedBuffer Of(AlignedBuffer parameters)
    {
        layout.ToCanonical(parameters.Span, _canonical);
        Span<float> rest = _canonical;
        foreach (DenseLayer layer in _layers)
        {
            for (int unit = 0; unit < layer.FanOut; unit++)
            {
                Round(rest.Slice(unit * layer.FanIn, layer.FanIn));
            }

            rest = rest[(int)layer.Parameters..];
        }

        layout.FromCanonical(_canonical, _block.Span);
        return _block;
    }

    private static void Round(Span<float> row)
    {
        float scale = (float)WeightScale.Of(row);
        if (!(scale > 0))
        {
            return;
        }

        foreach (ref float weight in row)
        {
            weight = WeightScale.Round(weight, scale) * scale;
        }
    }
}
