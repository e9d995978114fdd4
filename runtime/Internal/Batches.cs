using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled.Internal;

/// <summary>
/// What the methods of a generated network do with a batch, whatever the network: check it, cut it into chunks, lend scratch to the passes
/// and lead them over it. The methods are compiled anew for each shape of networks, at once and with full optimisation.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Batches
{
    private const string TheParameters = "the parameters";

    /// <summary>The outputs of a batch: <see cref="IInferenceNetwork.ForwardBatch"/>.</summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or the spans overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TPasses>(AlignedBuffer parameters, ReadOnlySpan<float> inputs, Span<float> outputs)
        where TPasses : struct, INetworkPasses
    {
        int count = Check.Batch(inputs.Length, TPasses.InputSize, nameof(inputs), outputs.Length, TPasses.OutputSize, nameof(outputs));
        Check.ApartOrInPlace(inputs, nameof(inputs), outputs, nameof(outputs));
        using Workspace workspace = Workspace.Rent(TPasses.InferenceScratch(Math.Min(count, TPasses.ChunkSize)));
        for (int done = 0; done < count; done += TPasses.ChunkSize)
        {
            int start = done;
            if (TPasses.OutputSize > TPasses.InputSize)
            {
                // From the last chunk to the first: in place, outputs that are more than the inputs would overwrite those of the chunks to come.
                start = ((count - 1) / TPasses.ChunkSize * TPasses.ChunkSize) - done;
            }

            int rows = Math.Min(count - start, TPasses.ChunkSize);
            ref float result = ref TPasses.Infer(ref parameters.Start, ref Row(inputs, start, TPasses.InputSize), rows, ref workspace.Start);
            Panels.CopyRows(
                ref result, TPasses.OutputStride, outputs.Slice(start * TPasses.OutputSize, rows * TPasses.OutputSize), TPasses.OutputSize);
        }
    }

    /// <summary>The outputs and the summed loss of a batch: <see cref="IInferenceNetwork.SumLosses"/>.</summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row.</param>
    /// <returns>The summed loss.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumLosses<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs)
        where TPasses : struct, INetworkPasses
    {
        int count = Count<TPasses>(inputs, targets);
        Check.Length(outputs.Length, targets.Length, nameof(outputs));
        using Workspace workspace = Workspace.Rent(TPasses.LossScratch(Math.Min(count, TPasses.ChunkSize)));
        double loss = 0;
        for (int start = 0; start < count; start += TPasses.ChunkSize)
        {
            LossSum losses = default;
            TPasses.SumLosses(
                ref parameters.Start,
                ref Row(inputs, start, TPasses.InputSize),
                ref Row(targets, start, TPasses.OutputSize),
                ref Row(outputs, start, TPasses.OutputSize),
                Math.Min(count - start, TPasses.ChunkSize),
                ref workspace.Start,
                ref losses);
            loss += losses.Total;
        }

        return loss;
    }

    /// <summary>Copies the parameters out: <see cref="ITrainableNetwork{TSelf}.GetParameters"/>.</summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="destination">Receives the parameters in canonical order.</param>
    /// <exception cref="ArgumentException">The span has another length, or is part of the block.</exception>
    public static void GetParameters<TPasses>(AlignedBuffer parameters, Span<float> destination)
        where TPasses : struct, INetworkPasses
    {
        Check.Length(destination.Length, TPasses.ParameterCount, nameof(destination));
        Check.Apart(destination, nameof(destination), parameters.Span, TheParameters);
        TPasses.ToCanonical(ref parameters.Start, destination);
    }

    /// <summary>Replaces the parameters: <see cref="ITrainableNetwork{TSelf}.SetParameters"/>.</summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="source">The parameters in canonical order.</param>
    /// <exception cref="ArgumentException">The span has another length, or is part of the block.</exception>
    public static void SetParameters<TPasses>(AlignedBuffer parameters, ReadOnlySpan<float> source)
        where TPasses : struct, INetworkPasses
    {
        Check.Length(source.Length, TPasses.ParameterCount, nameof(source));
        Check.Apart(source, nameof(source), parameters.Span, TheParameters);
        TPasses.FromCanonical(source, ref parameters.Start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count<TPasses>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        where TPasses : struct, INetworkPasses =>
        Check.Batch(inputs.Length, TPasses.InputSize, nameof(inputs), targets.Length, TPasses.OutputSize, nameof(targets), atLeast: 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Row(ReadOnlySpan<float> rows, int index, int size) => ref MemoryMarshal.GetReference(rows.Slice(index * size));
}
