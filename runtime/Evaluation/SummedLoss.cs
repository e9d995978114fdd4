using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>The outputs of some samples and their summed loss, as <see cref="IInferenceNetwork.SumLosses"/>, by whatever loss.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
/// <param name="network">The network.</param>
/// <param name="inputs">The samples, row after row.</param>
/// <param name="targets">The wanted outputs, row after row.</param>
/// <param name="outputs">Receives the outputs.</param>
internal delegate double SummedLoss<in TNetwork>(
    TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs)
    where TNetwork : class, IInferenceNetwork;

/// <summary>The summed losses that there are.</summary>
internal static class SummedLoss
{
    /// <summary>By the network's own loss.</summary>
    public static double Of<TNetwork>(TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs)
        where TNetwork : class, IInferenceNetwork => network.SumLosses(inputs, targets, outputs);

    /// <summary>By a loss of one's own, whose value and derivative may be anything: nothing is learnt from them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of<TNetwork, TLoss>(
        TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs)
        where TNetwork : class, IInferenceNetwork
        where TLoss : ILoss
    {
        int size = TNetwork.OutputSize;
        int count = Check.Batch(inputs.Length, TNetwork.InputSize, nameof(inputs), targets.Length, size, nameof(targets), atLeast: 1);
        network.ForwardBatch(inputs, outputs);
        if (!Check.IsFinite(inputs) || !Check.IsFinite(targets))
        {
            // A loss could hide it, as max(0, NaN) does.
            return double.NaN;
        }

        using Workspace workspace = Workspace.Rent(size);
        Span<float> gradient = MemoryMarshal.CreateSpan(ref workspace.Start, size);
        double total = 0;
        for (int chunk = 0; chunk < count; chunk += TNetwork.ChunkSize)
        {
            // Chunk by chunk, as training sums: the bits are the same.
            double loss = 0;
            for (int i = chunk; i < Math.Min(count, chunk + TNetwork.ChunkSize); i++)
            {
                gradient.Clear();
                loss += TLoss.Evaluate(outputs.Slice(i * size, size), targets.Slice(i * size, size), gradient);
            }

            total += loss;
        }

        return total;
    }
}
