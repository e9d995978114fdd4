using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled.Internal;

// Gradients from derivatives by the outputs.
public static partial class Batches
{
    /// <summary>
    /// The gradients of parameters and inputs, summed over the samples, from those of the outputs:
    /// <see cref="ITrainableNetwork{TSelf}.Backward(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, Span{float})"/>.
    /// </summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="outputGradients">The derivatives by the outputs, row after row.</param>
    /// <param name="gradient">Receives the gradient in canonical order; or empty.</param>
    /// <param name="inputGradients">Receives the derivatives by the inputs, row after row; or empty.</param>
    /// <param name="dropout">The units that are left out.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, two overlap, or a number is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradient,
        Span<float> inputGradients, DropoutMask dropout = default)
        where TPasses : struct, INetworkPasses
    {
        int count = CheckBackward<TPasses>(parameters, inputs, outputGradients, gradient, inputGradients);
        int blockSize = gradient.IsEmpty ? 0 : TPasses.BlockSize;
        int rows = Math.Min(count, TPasses.ChunkSize);
        int scratchSize = inputGradients.IsEmpty ? TPasses.TrainingScratch(rows) : TPasses.InputGradientScratch(rows);
        using Workspace workspace = Workspace.Rent(blockSize + scratchSize + TPasses.OwnScratch);
        ref float block = ref workspace.Start;
        ref float scratch = ref Unsafe.Add(ref block, blockSize);
        ref float transposed = ref Unsafe.Add(ref scratch, scratchSize);
        MemoryMarshal.CreateSpan(ref block, blockSize).Clear();
        for (int start = 0; start < count; start += TPasses.ChunkSize)
        {
            rows = Math.Min(count - start, TPasses.ChunkSize);
            ref float samples = ref Row(inputs, start, TPasses.InputSize);
            LossSum none = default;
            if (!TPasses.Backpropagate<GivenGradients>(
                ref parameters.Start, ref samples, ref Row(outputGradients, start, TPasses.OutputSize), first: 0, rows, rows, scale: 1,
                ref scratch, ref transposed, dropout.From(start), ref none))
            {
                CheckInputs<TPasses>(inputs);
            }

            if (!gradient.IsEmpty)
            {
                TPasses.Update(ref block, ref samples, rows, ref scratch, WeightShare.All);
            }

            if (!inputGradients.IsEmpty)
            {
                TPasses.InputGradient(
                    ref parameters.Start, first: 0, rows, rows, ref scratch, ref transposed, ref Row(inputGradients, start, TPasses.InputSize));
            }
        }

        if (!gradient.IsEmpty)
        {
            TPasses.ToCanonical(ref block, gradient);
        }
    }

    /// <summary>
    /// The outputs of a batch with units left out: <see cref="ITrainableNetwork{TSelf}.ForwardBatch(ReadOnlySpan{float}, Span{float}, ulong)"/>.
    /// </summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row.</param>
    /// <param name="dropout">The units that are left out.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, the spans overlap, or an input is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TPasses>(AlignedBuffer parameters, ReadOnlySpan<float> inputs, Span<float> outputs, DropoutMask dropout)
        where TPasses : struct, INetworkPasses
    {
        int count = Check.Batch(
            inputs.Length, TPasses.InputSize, nameof(inputs), outputs.Length, TPasses.OutputSize, nameof(outputs), atLeast: 1);
        Check.Apart(outputs, nameof(outputs), inputs, nameof(inputs));
        CheckInputs<TPasses>(inputs);
        using Workspace workspace = Workspace.Rent(Scratch<TPasses>(count));
        for (int start = 0; start < count; start += TPasses.ChunkSize)
        {
            int rows = Math.Min(count - start, TPasses.ChunkSize);
            LossSum none = default;
            TPasses.Backpropagate<OutputsAlone>(
                ref parameters.Start, ref Row(inputs, start, TPasses.InputSize), ref Row(outputs, start, TPasses.OutputSize), first: 0, rows,
                rows, scale: 1, ref workspace.Start, ref Unsafe.Add(ref workspace.Start, TPasses.TrainingScratch(rows)), dropout.From(start),
                ref none);
        }
    }

    /// <summary>The checks of <see cref="Backward"/>, which come before anything is written.</summary>
    /// <returns>The number of samples.</returns>
    internal static int CheckBackward<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, ReadOnlySpan<float> gradient,
        ReadOnlySpan<float> inputGradients)
        where TPasses : struct, INetworkPasses
    {
        int count = Check.Batch(
            inputs.Length, TPasses.InputSize, nameof(inputs), outputGradients.Length, TPasses.OutputSize, nameof(outputGradients), atLeast: 1);
        if (!gradient.IsEmpty)
        {
            Check.Length(gradient.Length, TPasses.ParameterCount, nameof(gradient));
            CheckApart(gradient, nameof(gradient), inputs, outputGradients, parameters);
        }

        if (!inputGradients.IsEmpty)
        {
            Check.Length(inputGradients.Length, inputs.Length, nameof(inputGradients));
            CheckApart(inputGradients, nameof(inputGradients), inputs, outputGradients, parameters);
            Check.Apart(inputGradients, nameof(inputGradients), gradient, nameof(gradient));
        }

        Check.FiniteRows(outputGradients, TPasses.OutputSize, sampleWeights: default, "output gradient", nameof(outputGradients));
        if (count > TPasses.ChunkSize)
        {
            // Those of a single chunk are looked at by the pass, at no cost and before anything is written.
            CheckInputs<TPasses>(inputs);
        }

        return count;
    }

    private static void CheckApart(
        ReadOnlySpan<float> result, string name, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, AlignedBuffer parameters)
    {
        Check.Apart(result, name, inputs, nameof(inputs));
        Check.Apart(result, name, outputGradients, nameof(outputGradients));
        Check.Apart(result, name, parameters.Span, TheParameters);
    }

    private static void CheckInputs<TPasses>(ReadOnlySpan<float> inputs)
        where TPasses : struct, INetworkPasses =>
        Check.FiniteRows(inputs, TPasses.InputSize, sampleWeights: default, "input", nameof(inputs));
}
