using Unrolled.Internal;

namespace Unrolled;

/// <summary>The parameters of one layer, out of a network and into it.</summary>
/// <remarks>
/// Layers are counted from 0, the first layer of weights, as everywhere. Weights are row-major <c>[out, in]</c>, a row for each unit, and
/// biases one for each unit. The span forms allocate nothing.
/// </remarks>
public static class ParameterExtensions
{
    /// <summary>The weights of a layer, row-major <c>[out, in]</c>: a copy.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public static float[] Weights<TNetwork>(this TNetwork network, int layer) where TNetwork : class, INetwork<TNetwork> =>
        Copy(network, WeightsOf(network, layer));

    /// <summary>Copies the weights of a layer out, row-major <c>[out, in]</c>.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="destination">Receives a number for each weight.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="ArgumentException">The span has the wrong length, or is part of the network's own block.</exception>
    public static void Weights<TNetwork>(this TNetwork network, int layer, Span<float> destination)
        where TNetwork : class, INetwork<TNetwork> => CopyOut(network, WeightsOf(network, layer), destination);

    /// <summary>Replaces the weights of a layer.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. This call needs it to itself.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="source">A number for each weight, row-major <c>[out, in]</c>; any, as in <c>SetParameters</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="ArgumentException">The span has the wrong length, or is part of the network's own block.</exception>
    public static void SetWeights<TNetwork>(this TNetwork network, int layer, ReadOnlySpan<float> source)
        where TNetwork : class, INetwork<TNetwork> => CopyIn(network, WeightsOf(network, layer), source);

    /// <summary>The biases of a layer: a copy.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public static float[] Biases<TNetwork>(this TNetwork network, int layer) where TNetwork : class, INetwork<TNetwork> =>
        Copy(network, BiasesOf(network, layer));

    /// <summary>Copies the biases of a layer out.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="destination">Receives a number for each unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="ArgumentException">The span has the wrong length, or is part of the network's own block.</exception>
    public static void Biases<TNetwork>(this TNetwork network, int layer, Span<float> destination)
        where TNetwork : class, INetwork<TNetwork> => CopyOut(network, BiasesOf(network, layer), destination);

    /// <summary>Replaces the biases of a layer.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. This call needs it to itself.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="source">A number for each unit; any, as in <c>SetParameters</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="ArgumentException">The span has the wrong length, or is part of the network's own block.</exception>
    public static void SetBiases<TNetwork>(this TNetwork network, int layer, ReadOnlySpan<float> source)
        where TNetwork : class, INetwork<TNetwork> => CopyIn(network, BiasesOf(network, layer), source);

    private static ReadOnlySpan<BlockPart> WeightsOf<TNetwork>(TNetwork network, int layer) where TNetwork : class, INetwork<TNetwork> =>
        LayoutWith(network, layer).WeightsOf(layer);

    private static ReadOnlySpan<BlockPart> BiasesOf<TNetwork>(TNetwork network, int layer) where TNetwork : class, INetwork<TNetwork> =>
        LayoutWith(network, layer).BiasesOf(layer);

    private static BlockLayout LayoutWith<TNetwork>(TNetwork network, int layer) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        BlockLayout layout = NetworkLayout<TNetwork>.Value;
        Require.Layer(layer, layout.LayerCount, nameof(layer));
        return layout;
    }

    private static float[] Copy<TNetwork>(TNetwork network, ReadOnlySpan<BlockPart> parts) where TNetwork : class, INetwork<TNetwork>
    {
        float[] copy = new float[Count(parts)];
        CopyOut(network, parts, copy);
        return copy;
    }

    private static void CopyOut<TNetwork>(TNetwork network, ReadOnlySpan<BlockPart> parts, Span<float> destination)
        where TNetwork : class, INetwork<TNetwork>
    {
        Check.Length(destination.Length, Count(parts), nameof(destination));
        Check.Apart(destination, nameof(destination), network.Block.Span, "the parameters");
        BlockLayout.ToCanonical(parts, network.Block.Span, destination);
    }

    private static void CopyIn<TNetwork>(TNetwork network, ReadOnlySpan<BlockPart> parts, ReadOnlySpan<float> source)
        where TNetwork : class, INetwork<TNetwork>
    {
        Check.Length(source.Length, Count(parts), nameof(source));
        Check.Apart(source, nameof(source), network.Block.Span, "the parameters");
        BlockLayout.FromCanonical(parts, source, network.Block.Span);
    }

    private static int Count(ReadOnlySpan<BlockPart> parts)
    {
        int count = 0;
        foreach (BlockPart part in parts)
        {
            count += part.Count;
        }

        return count;
    }
}
