using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled.Internal;

/// <summary>
/// What the methods of a generated network do with a batch, whatever the network: check it, cut it into chunks, lend scratch to the passes
/// and lead them over it. The methods are compiled anew for each shape of networks, at once and with full optimisation.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Batches
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

    /// <summary>
    /// The mean loss and its gradient: <see cref="ITrainableNetwork{TSelf}.Gradient(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>.
    /// </summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="gradient">Receives the gradient in canonical order.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Gradient<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient)
        where TPasses : struct, INetworkPasses =>
        Gradient<TPasses>(parameters, inputs, targets, sampleWeights: default, Count<TPasses>(inputs, targets), gradient);

    /// <summary>The same with samples that count more or less.</summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">One per sample, at least 0 and finite.</param>
    /// <param name="gradient">Receives the gradient in canonical order.</param>
    /// <returns>The mean of the weighted losses.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number is not finite, or a weight negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Gradient<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient)
        where TPasses : struct, INetworkPasses
    {
        int count = Count<TPasses>(inputs, targets);
        Check.SampleWeights(sampleWeights, count, nameof(sampleWeights));
        return Gradient<TPasses>(parameters, inputs, targets, sampleWeights, count, gradient);
    }

    /// <summary>
    /// A step of gradient descent: <see cref="ITrainableNetwork{TSelf}.Train(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>.
    /// </summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="dropout">The units that are left out.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Train<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate, DropoutMask dropout = default)
        where TPasses : struct, INetworkPasses =>
        Train<TPasses>(parameters, inputs, targets, sampleWeights: default, Count<TPasses>(inputs, targets), learningRate, dropout);

    /// <summary>The same with samples that count more or less.</summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">One per sample, at least 0 and finite.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="dropout">The units that are left out.</param>
    /// <returns>The mean of the weighted losses before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number is not finite, or a weight negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Train<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate,
        DropoutMask dropout = default)
        where TPasses : struct, INetworkPasses
    {
        int count = Count<TPasses>(inputs, targets);
        Check.SampleWeights(sampleWeights, count, nameof(sampleWeights));
        return Train<TPasses>(parameters, inputs, targets, sampleWeights, count, learningRate, dropout);
    }

    /// <summary>
    /// Adds the scaled gradient of a batch to a block:
    /// <see cref="INetworkStorage.AccumulateGradient(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float, Span{float})"/>.
    /// </summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">One per sample, at least 0 and finite; or none.</param>
    /// <param name="scale">What every partial derivative is multiplied by.</param>
    /// <param name="block">What the gradient is added to.</param>
    /// <param name="dropout">The units that are left out.</param>
    /// <returns>The weighted loss summed over the samples.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, the block overlaps something, or a weight is no such number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Accumulate<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float scale,
        Span<float> block, DropoutMask dropout = default)
        where TPasses : struct, INetworkPasses
    {
        int count = Count<TPasses>(inputs, targets);
        if (!sampleWeights.IsEmpty)
        {
            Check.SampleWeights(sampleWeights, count, nameof(sampleWeights));
        }

        Check.Length(block.Length, TPasses.BlockSize, nameof(block));
        Check.Apart(block, nameof(block), inputs, nameof(inputs));
        Check.Apart(block, nameof(block), targets, nameof(targets));
        Check.Apart(block, nameof(block), parameters.Span, TheParameters);
        using Workspace workspace = Workspace.Rent(Scratch<TPasses>(count));
        return AccumulateChunks<TPasses>(
            parameters, inputs, targets, sampleWeights, count, scale, ref MemoryMarshal.GetReference(block), ref workspace.Start, dropout);
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

    /// <summary>
    /// Whether a step goes straight into the weights, so that each is read and written once and there is no gradient: where one pass over
    /// the samples is enough.
    /// </summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="chunk">How many are computed together.</param>
    /// <param name="sampleWeights">One per sample; or none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool GoesStraight(int count, int chunk, ReadOnlySpan<float> sampleWeights) =>
        count <= chunk && (sampleWeights.IsEmpty || !sampleWeights.Contains(0f));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Gradient<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int count,
        Span<float> gradient)
        where TPasses : struct, INetworkPasses
    {
        Check.FiniteRows(targets, TPasses.OutputSize, sampleWeights, "target", nameof(targets));
        Check.Length(gradient.Length, TPasses.ParameterCount, nameof(gradient));
        using Workspace workspace = RentWithBlock<TPasses>(count);
        double loss = AccumulateChunks<TPasses>(
            parameters, inputs, targets, sampleWeights, count, 1f / count, ref workspace.Start, ref BehindBlock<TPasses>(workspace), dropout: default);
        Check.InputsOf(loss, inputs, TPasses.InputSize, sampleWeights, nameof(inputs));
        TPasses.ToCanonical(ref workspace.Start, gradient);
        return LossSum.Mean(loss, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Train<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int count,
        float learningRate, DropoutMask dropout)
        where TPasses : struct, INetworkPasses
    {
        Check.FiniteRows(targets, TPasses.OutputSize, sampleWeights, "target", nameof(targets));
        Check.Finite(learningRate, nameof(learningRate));
        Check.Apart(inputs, nameof(inputs), parameters.Span, TheParameters);
        Check.Apart(targets, nameof(targets), parameters.Span, TheParameters);
        float scale = -learningRate / count;
        double loss = GoesStraight(count, TPasses.ChunkSize, sampleWeights)
            ? StepStraight<TPasses>(parameters, inputs, targets, sampleWeights, count, scale, dropout)
            : StepByBlock<TPasses>(parameters, inputs, targets, sampleWeights, count, scale, dropout);
        return LossSum.Mean(loss, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double StepStraight<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int count,
        float scale, DropoutMask dropout)
        where TPasses : struct, INetworkPasses
    {
        using Workspace workspace = Workspace.Rent(Scratch<TPasses>(count));
        var losses = new LossSum(sampleWeights);
        Accumulate<TPasses>(
            ref parameters.Start, ref parameters.Start, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(targets),
            count, scale, ref workspace.Start, dropout, ref losses);
        Check.InputsOf(losses.Total, inputs, TPasses.InputSize, sampleWeights, nameof(inputs));
        return losses.Total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double StepByBlock<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int count,
        float scale, DropoutMask dropout)
        where TPasses : struct, INetworkPasses
    {
        using Workspace workspace = RentWithBlock<TPasses>(count);
        double loss = AccumulateChunks<TPasses>(
            parameters, inputs, targets, sampleWeights, count, scale, ref workspace.Start, ref BehindBlock<TPasses>(workspace), dropout);
        Check.InputsOf(loss, inputs, TPasses.InputSize, sampleWeights, nameof(inputs));
        BlockSums.Add(ref parameters.Start, ref workspace.Start, TPasses.BlockSize);
        return loss;
    }

    /// <summary>Adds the scaled gradient of a batch of any size to a block. Returns the summed loss.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double AccumulateChunks<TPasses>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int count, float scale,
        ref float block, ref float scratch, DropoutMask dropout)
        where TPasses : struct, INetworkPasses
    {
        double loss = 0;
        for (int chunk = 0; chunk < count; chunk += TPasses.ChunkSize)
        {
            int end = Math.Min(count, chunk + TPasses.ChunkSize);
            var losses = new LossSum(sampleWeights);
            for (int start = chunk; PresentSamples.Next(sampleWeights, end, ref start, out int rows); start += rows)
            {
                losses.First = start;
                Accumulate<TPasses>(
                    ref parameters.Start,
                    ref block,
                    ref Row(inputs, start, TPasses.InputSize),
                    ref Row(targets, start, TPasses.OutputSize),
                    rows,
                    scale,
                    ref scratch,
                    dropout.From(start),
                    ref losses);
            }

            loss += losses.Total;
        }

        return loss;
    }

    /// <summary>
    /// Adds the scaled gradient of samples that are computed together to a block or to the parameters themselves; nothing, and NaN to the
    /// losses, where an input is not finite.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate<TPasses>(
        ref float parameters, ref float target, ref float inputs, ref float targets, int count, float scale, ref float scratch,
        DropoutMask dropout, ref LossSum losses)
        where TPasses : struct, INetworkPasses
    {
        ref float transposed = ref Unsafe.Add(ref scratch, TPasses.TrainingScratch(count));
        if (!TPasses.Backpropagate(
            ref parameters, ref inputs, ref targets, first: 0, count, rows: count, scale, ref scratch, ref transposed, dropout, ref losses))
        {
            losses.Total = double.NaN;
            return;
        }

        TPasses.Update(ref target, ref inputs, count, ref scratch, WeightShare.All);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count<TPasses>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        where TPasses : struct, INetworkPasses =>
        Check.Batch(inputs.Length, TPasses.InputSize, nameof(inputs), targets.Length, TPasses.OutputSize, nameof(targets), atLeast: 1);

    /// <summary>The floats of scratch for a batch, what a thread needs for itself behind what the samples of a chunk do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Scratch<TPasses>(int count)
        where TPasses : struct, INetworkPasses => TPasses.TrainingScratch(Math.Min(count, TPasses.ChunkSize)) + TPasses.OwnScratch;

    /// <summary>Scratch behind a block of zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Workspace RentWithBlock<TPasses>(int count)
        where TPasses : struct, INetworkPasses
    {
        Workspace workspace = Workspace.Rent(TPasses.BlockSize + Scratch<TPasses>(count));
        MemoryMarshal.CreateSpan(ref workspace.Start, TPasses.BlockSize).Clear();
        return workspace;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float BehindBlock<TPasses>(Workspace workspace)
        where TPasses : struct, INetworkPasses => ref Unsafe.Add(ref workspace.Start, TPasses.BlockSize);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Row(ReadOnlySpan<float> rows, int index, int size) => ref MemoryMarshal.GetReference(rows.Slice(index * size));
}
