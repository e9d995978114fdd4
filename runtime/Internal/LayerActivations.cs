using System.Runtime.CompilerServices;

namespace Unrolled.Internal;

/// <summary>What a layer says to a batch, from where inference leaves it.</summary>
internal static class LayerActivations
{
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="destination">Receives a row for each sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<TPasses>(AlignedBuffer parameters, ReadOnlySpan<float> inputs, int layer, Span<float> destination)
        where TPasses : struct, INetworkPasses
    {
        int count = inputs.Length / TPasses.InputSize;
        using Workspace workspace = Workspace.Rent(TPasses.InferenceScratch(Math.Min(count, TPasses.ChunkSize)));
        for (int start = 0; start < count; start += TPasses.ChunkSize)
        {
            int rows = Math.Min(count - start, TPasses.ChunkSize);
            int units = destination.Length / count;
            TPasses.Infer(ref parameters.Start, ref Unsafe.AsRef(in inputs[start * TPasses.InputSize]), rows, ref workspace.Start);
            Panels.CopyRows(
                ref Unsafe.Add(ref workspace.Start, Place<TPasses>(layer, rows)),
                TPasses.Strides[layer],
                destination.Slice(start * units, rows * units),
                units);
        }
    }

    // The activations of all layers are the end of the scratch, layer after layer.
    private static int Place<TPasses>(int layer, int count)
        where TPasses : struct, INetworkPasses
    {
        int place = TPasses.InferenceScratch(count);
        foreach (int stride in TPasses.Strides[layer..])
        {
            place -= count * stride;
        }

        return place;
    }
}
