namespace Unrolled.Benchmarks.Engines;

/// <summary>A network as data, which is all that a dynamic engine knows of it.</summary>
/// <param name="Layers">Units of each layer, from the inputs to the outputs.</param>
/// <param name="Activations">For each layer after the inputs.</param>
/// <param name="Loss">The cost.</param>
public sealed record Topology(int[] Layers, Activation[] Activations, Loss Loss)
{
    public int InputSize => Layers[0];

    public int OutputSize => Layers[^1];

    /// <summary>Layers with weights.</summary>
    public int Depth => Layers.Length - 1;

    public int ParameterCount => Enumerable.Range(0, Depth).Sum(layer => (FanIn(layer) + 1) * FanOut(layer));

    /// <summary>Multiply-adds of one forward pass.</summary>
    public long MultiplyAdds => Enumerable.Range(0, Depth).Sum(layer => (long)FanIn(layer) * FanOut(layer));

    /// <summary>Arithmetic of one sample's inference: a multiply-add is two operations; activations are not counted.</summary>
    public double InferenceFlops => 2.0 * MultiplyAdds;

    /// <summary>Arithmetic of one sample's training: forward, weight update, and deltas back through all layers but the first.</summary>
    public double TrainingFlops => 2.0 * ((3 * MultiplyAdds) - ((long)FanIn(0) * FanOut(0)));

    public static Topology Of<TNetwork>() where TNetwork : class, INetwork<TNetwork> =>
        new(TNetwork.Layers.ToArray(), TNetwork.Activations.ToArray(), TNetwork.Loss);

    /// <summary>Inputs of a layer; 0 is the first one with weights.</summary>
    public int FanIn(int layer) => Layers[layer];

    /// <summary>Units of a layer.</summary>
    public int FanOut(int layer) => Layers[layer + 1];

    public override string ToString() => string.Join('-', Layers);
}
