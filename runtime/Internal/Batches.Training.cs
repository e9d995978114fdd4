using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled.Internal;

// Gradients, and steps down them.
public static partial class Batches
{
    /// <summary>
    /// The mean loss and its gradient: <see cref="ITrainableNetwork{TSelf}.Gradient(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>.
    /// </summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="gradient">Receives the gradient in canonical order.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Gradient<TPasses, TLoss>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient)
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass =>
        Gradient<TPasses, TLoss>(parameters, inputs, targets, sampleWeights: default, Count<TPasses>(inputs, targets), gradient);

    /// <summary>The same with samples that count more or less.</summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">One per sample: finite, and at least 0 unless the loss takes any.</param>
    /// <param name="gradient">Receives the gradient in canonical order.</param>
    /// <returns>The mean of the weighted losses.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, a number is not finite, or a weight no such number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Gradient<TPasses, TLoss>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient)
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass
    {
        int count = Count<TPasses>(inputs, targets);
        Check.SampleWeights(sampleWeights, count, nameof(sampleWeights), TLoss.TakesAnyWeight);
        return Gradient<TPasses, TLoss>(parameters, inputs, targets, sampleWeights, count, gradient);
    }

    /// <summary>
    /// A step of gradient descent: <see cref="ITrainableNetwork{TSelf}.Train(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>.
    /// </summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="dropout">The units that are left out.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Train<TPasses, TLoss>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate, DropoutMask dropout = default)
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass =>
        Train<TPasses, TLoss>(parameters, inputs, targets, sampleWeights: default, Count<TPasses>(inputs, targets), learningRate, dropout);

    /// <summary>The same with samples that count more or less.</summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">One per sample: finite, and at least 0 unless the loss takes any.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="dropout">The units that are left out.</param>
    /// <returns>The mean of the weighted losses before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, a number is not finite, or a weight no such number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Train<TPasses, TLoss>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate,
        DropoutMask dropout = default)
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass
    {
        int count = Count<TPasses>(inputs, targets);
        Check.SampleWeights(sampleWeights, count, nameof(sampleWeights), TLoss.TakesAnyWeight);
        return Train<TPasses, TLoss>(parameters, inputs, targets, sampleWeights, count, learningRate, dropout);
    }

    /// <summary>
    /// Adds the scaled gradient of a batch to a block:
    /// <see cref="INetworkStorage.AccumulateGradient(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float, Span{float})"/>.
    /// </summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="parameters">The network's block.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">One per sample: finite, and at least 0 unless the loss takes any; or none.</param>
    /// <param name="scale">What every partial derivative is multiplied by.</param>
    /// <param name="block">What the gradient is added to.</param>
    /// <param name="dropout">The units that are left out.</param>
    /// <returns>The weighted loss summed over the samples.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, the block overlaps something, or a weight is no such number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Accumulate<TPasses, TLoss>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float scale,
        Span<float> block, DropoutMask dropout = default)
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass
    {
        int count = Count<TPasses>(inputs, targets);
        if (!sampleWeights.IsEmpty)
        {
            Check.SampleWeights(sampleWeights, count, nameof(sampleWeights), TLoss.TakesAnyWeight);
        }

        Check.Length(block.Length, TPasses.BlockSize, nameof(block));
        Check.Apart(block, nameof(block), inputs, nameof(inputs));
        Check.Apart(block, nameof(block), targets, nameof(targets));
        Check.Apart(block, nameof(block), parameters.Span, TheParameters);
        using Workspace workspace = Workspace.Rent(Scratch<TPasses>(count));
        return AccumulateChunks<TPasses, TLoss>(
            parameters, inputs, targets, sampleWeights, count, scale, ref MemoryMarshal.GetReference(block), ref workspace.Start, dropout);
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
    private static float Gradient<TPasses, TLoss>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int count,
        Span<float> gradient)
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass
    {
        Check.FiniteRows(targets, TPasses.OutputSize, sampleWeights, "target", nameof(targets));
        Check.Length(gradient.Length, TPasses.ParameterCount, nameof(gradient));
        using Workspace workspace = RentWithBlock<TPasses>(count);
        double loss = AccumulateChunks<TPasses, TLoss>(
            parameters, inputs, targets, sampleWeights, count, 1f / count, ref workspace.Start, ref BehindBlock<TPasses>(workspace), dropout: default);
        Check.InputsOf(loss, inputs, TPasses.InputSize, sampleWeights, nameof(inputs));
        TPasses.ToCanonical(ref workspace.Start, gradient);
        return LossSum.Mean(loss, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Train<TPasses, TLoss>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int count,
        float learningRate, DropoutMask dropout)
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass
    {
        Check.FiniteRows(targets, TPasses.OutputSize, sampleWeights, "target", nameof(targets));
        Check.Finite(learningRate, nameof(learningRate));
        Check.Apart(inputs, nameof(inputs), parameters.Span, TheParameters);
        Check.Apart(targets, nameof(targets), parameters.Span, TheParameters);
        float scale = -learningRate / count;
        double loss = GoesStraight(count, TPasses.ChunkSize, sampleWeights)
            ? StepStraight<TPasses, TLoss>(parameters, inputs, targets, sampleWeights, count, scale, dropout)
            : StepByBlock<TPasses, TLoss>(parameters, inputs, targets, sampleWeights, count, scale, dropout);
        return LossSum.Mean(loss, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double StepStraight<TPasses, TLoss>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int count,
        float scale, DropoutMask dropout)
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass
    {
        using Workspace workspace = Workspace.Rent(Scratch<TPasses>(count));
        var losses = new LossSum(sampleWeights);
        Accumulate<TPasses, TLoss>(
            ref parameters.Start, ref parameters.Start, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(targets),
            count, scale, ref workspace.Start, dropout, ref losses);
        Check.InputsOf(losses.Total, inputs, TPasses.InputSize, sampleWeights, nameof(inputs));
        return losses.Total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double StepByBlock<TPasses, TLoss>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int count,
        float scale, DropoutMask dropout)
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass
    {
        using Workspace workspace = RentWithBlock<TPasses>(count);
        double loss = AccumulateChunks<TPasses, TLoss>(
            parameters, inputs, targets, sampleWeights, count, scale, ref workspace.Start, ref BehindBlock<TPasses>(workspace), dropout);
        Check.InputsOf(loss, inputs, TPasses.InputSize, sampleWeights, nameof(inputs));
        BlockSums.Add(ref parameters.Start, ref workspace.Start, TPasses.BlockSize);
        return loss;
    }

    /// <summary>Adds the scaled gradient of a batch of any size to a block. Returns the summed loss.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double AccumulateChunks<TPasses, TLoss>(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int count, float scale,
        ref float block, ref float scratch, DropoutMask dropout)
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass
    {
        double loss = 0;
        for (int chunk = 0; chunk < count; chunk += TPasses.ChunkSize)
        {
            int end = Math.Min(count, chunk + TPasses.ChunkSize);
            var losses = new LossSum(sampleWeights);
            for (int start = chunk; PresentSamples.Next(sampleWeights, end, ref start, out int rows); start += rows)
            {
                losses.First = start;
                Accumulate<TPasses, TLoss>(
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
    private static void Accumulate<TPasses, TLoss>(
        ref float parameters, ref float target, ref float inputs, ref float targets, int count, float scale, ref float scratch,
        DropoutMask dropout, ref LossSum losses)
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass
    {
        ref float transposed = ref Unsafe.Add(ref scratch, TPasses.TrainingScratch(count));
        if (!TPasses.Backpropagate<TLoss>(
            ref parameters, ref inputs, ref targets, first: 0, count, rows: count, scale, ref scratch, ref transposed, dropout, ref losses))
        {
            losses.Total = double.NaN;
            return;
        }

        TPasses.Update(ref target, ref inputs, count, ref scratch, WeightShare.All);
    }

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
}
