using Unrolled.Internal;

namespace Unrolled;

/// <summary>What a layer says, after its activation: embeddings, codes of an autoencoder, features for something else.</summary>
/// <remarks>
/// Layers are counted from 0, the first layer of weights, as everywhere: layer 0 is the first one after the inputs, and the last one gives
/// the outputs. The numbers are those by which <c>Forward</c> goes on, bit for bit; no unit is dropped. From the second call on nothing is
/// allocated.
/// </remarks>
public static class ActivationExtensions
{
    /// <summary>What a layer says to one sample.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="input"><see cref="IInferenceNetwork.InputSize"/> numbers.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="destination">Receives a number for each unit of the layer; may overlap the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="NotSupportedException">The network is not a generated one.</exception>
    public static void Activations<TNetwork>(this TNetwork network, ReadOnlySpan<float> input, int layer, Span<float> destination)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkPasses passes = PassesOf(network, layer);
        Check.Length(input.Length, TNetwork.InputSize, nameof(input));
        Check.Length(destination.Length, TNetwork.Layers[layer + 1], nameof(destination));
        passes.Activations(network.Block, input, layer, destination);
    }

    /// <summary>What a layer says to any number of samples.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="destination">Receives a row for each sample, with a number for each unit of the layer. Apart from the inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="ArgumentException">A span has the wrong length, or the spans overlap.</exception>
    /// <exception cref="NotSupportedException">The network is not a generated one.</exception>
    public static void ActivationsBatch<TNetwork>(this TNetwork network, ReadOnlySpan<float> inputs, int layer, Span<float> destination)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkPasses passes = PassesOf(network, layer);
        Check.Batch(
            inputs.Length, TNetwork.InputSize, nameof(inputs), destination.Length, TNetwork.Layers[layer + 1], nameof(destination));
        Check.Apart(inputs, nameof(inputs), destination, nameof(destination));
        passes.Activations(network.Block, inputs, layer, destination);
    }

    private static NetworkPasses PassesOf<TNetwork>(TNetwork network, int layer) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        Require.Layer(layer, TNetwork.Layers.Length - 1, nameof(layer));
        return TNetwork.Passes
            ?? throw new NotSupportedException($"{TypeNames.Of(typeof(TNetwork))} is not a generated network: it does not say what its layers say.");
    }
}
