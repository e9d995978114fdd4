namespace Unrolled;

/// <summary>A layer whose units have a weight for every input and a bias each, and how many numbers that takes.</summary>
/// <remarks>The generator compiles this file too, so that both count by one rule.</remarks>
/// <param name="FanIn">The inputs of each unit.</param>
/// <param name="FanOut">The units.</param>
internal readonly record struct DenseLayer(int FanIn, int FanOut)
{
    /// <summary>The weights, which are also the multiply-adds of a forward pass.</summary>
    public long Weights => (long)FanIn * FanOut;

    /// <summary>Weights and biases; in canonical order these follow those.</summary>
    public long Parameters => Weights + FanOut;

    /// <summary>The layers of a network.</summary>
    /// <param name="units">The units of each layer, from the inputs to the outputs.</param>
    public static DenseLayer[] Of(ReadOnlySpan<int> units)
    {
        var layers = new DenseLayer[Math.Max(0, units.Length - 1)];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = new DenseLayer(units[i], units[i + 1]);
        }

        return layers;
    }
}
