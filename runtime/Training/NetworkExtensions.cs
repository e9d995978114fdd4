using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>Uses the rows of a <see cref="Dataset"/> where they lie, without buffers of the caller's.</summary>
/// <remarks>
/// The rows are gathered into scratch memory of the thread, bytes scaled to floats, as many at a time as the network computes together.
/// From the second call on nothing is allocated, and the results have the same bits as those from rows gathered by hand. Where the
/// dataset has weights, training and gradients multiply each row's loss by its weight.
/// </remarks>
public static class NetworkExtensions
{
    /// <summary>One step of stochastic gradient descent on some rows of a dataset: W -= learningRate * dLoss/dW.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. This call needs it to itself.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="rows">The mini-batch: one row or more, in any order, also repeated.</param>
    /// <param name="learningRate">The step size; finite.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit, or there is no such row. The network has not changed.</exception>
    /// <example>
    /// <code>
    /// float loss = network.Train(data, [3, 1, 4], learningRate: 0.1f);
    /// </code>
    /// </example>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Train<TNetwork>(this TNetwork network, Dataset data, ReadOnlySpan<int> rows, float learningRate)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.CheckBatch<TNetwork>(data, rows);
        return network.TrainChecked(data, rows, learningRate);
    }

    /// <summary>As <c>Train</c>, once the arguments have been checked, but for the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float TrainChecked<TNetwork>(this TNetwork network, Dataset data, ReadOnlySpan<int> rows, float learningRate)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (rows.Length <= TNetwork.ChunkSize)
        {
            using var batch = new GatheredRows(data, rows);
            return batch.Train(network, learningRate);
        }

        Check.Finite(learningRate, nameof(learningRate));
        using Workspace workspace = Workspace.Rent(TNetwork.BlockSize);
        Span<float> block = MemoryMarshal.CreateSpan(ref workspace.Start, TNetwork.BlockSize);
        block.Clear();
        double loss = network.AccumulateGradient(data, rows, firstSample: 0, -learningRate / rows.Length, block);
        BlockSums.Add(ref network.Block.Start, ref workspace.Start, TNetwork.BlockSize);
        network.DropoutState++;
        return LossSum.Mean(loss, rows.Length);
    }

    /// <summary>The mean loss over some rows of a dataset and its gradient by backpropagation.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="rows">The mini-batch: one row or more, in any order, also repeated.</param>
    /// <param name="gradient">Receives a partial derivative for each parameter in canonical order.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit, there is no such row, or the span has the wrong length.</exception>
    public static float Gradient<TNetwork>(this TNetwork network, Dataset data, ReadOnlySpan<int> rows, Span<float> gradient)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.CheckBatch<TNetwork>(data, rows);
        Check.Length(gradient.Length, TNetwork.ParameterCount, nameof(gradient));
        if (rows.Length <= TNetwork.ChunkSize || TNetwork.Passes is not { } passes)
        {
            using var batch = new GatheredRows(data, rows);
            return batch.Gradient(network, gradient);
        }

        using Workspace workspace = Workspace.Rent(TNetwork.BlockSize);
        Span<float> block = MemoryMarshal.CreateSpan(ref workspace.Start, TNetwork.BlockSize);
        block.Clear();
        double loss = 0;
        for (int start = 0; start < rows.Length; start += TNetwork.ChunkSize)
        {
            using var batch = new GatheredRows(data, Chunk<TNetwork>(rows, start));
            loss += passes.Accumulate(network.Block, batch.Inputs, batch.Targets, batch.Weights, 1f / rows.Length, block);
        }

        passes.ToCanonical(ref workspace.Start, gradient);
        return LossSum.Mean(loss, rows.Length);
    }

    /// <summary>Computes the outputs for some rows of a dataset.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="rows">The rows, in any order, also repeated.</param>
    /// <param name="outputs">Receives the outputs, row after row.</param>
    /// <exception cref="ArgumentException">The dataset does not fit, there is no such row, or the span has the wrong length.</exception>
    public static void ForwardBatch<TNetwork>(this TNetwork network, Dataset data, ReadOnlySpan<int> rows, Span<float> outputs)
        where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.CheckInputs<TNetwork>(data, nameof(data));
        Check.Length(outputs.Length, (long)rows.Length * TNetwork.OutputSize, nameof(outputs));
        for (int start = 0; start < rows.Length; start += TNetwork.ChunkSize)
        {
            ReadOnlySpan<int> chunk = Chunk<TNetwork>(rows, start);
            int floats = chunk.Length * TNetwork.InputSize;
            using Workspace workspace = Workspace.Rent(floats);
            Span<float> inputs = MemoryMarshal.CreateSpan(ref workspace.Start, floats);
            data.GatherInputs(chunk, inputs);
            network.ForwardBatch(inputs, outputs.Slice(start * TNetwork.OutputSize, chunk.Length * TNetwork.OutputSize));
        }
    }

    /// <summary>The class of one row of a dataset, as the network sees it.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="ArgumentException">The dataset does not fit, or there is no such row.</exception>
    public static int Predict<TNetwork>(this TNetwork network, Dataset data, int row) where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.CheckInputs<TNetwork>(data, nameof(data));
        using Workspace workspace = Workspace.Rent(TNetwork.InputSize);
        Span<float> input = MemoryMarshal.CreateSpan(ref workspace.Start, TNetwork.InputSize);
        data.GatherInputs([row], input);
        return network.Predict(input);
    }

    /// <summary>As the network's own method, for rows of a dataset. The arguments have been checked, but for the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double AccumulateGradient<TNetwork>(
        this TNetwork network, Dataset data, ReadOnlySpan<int> rows, int firstSample, float scale, Span<float> block)
        where TNetwork : class, INetwork<TNetwork>
    {
        double loss = 0;
        for (int start = 0; start < rows.Length; start += TNetwork.ChunkSize)
        {
            using var batch = new GatheredRows(data, Chunk<TNetwork>(rows, start));
            loss += network.AccumulateGradient(batch.Inputs, batch.Targets, batch.Weights, firstSample + start, scale, block);
        }

        return loss;
    }

    private static ReadOnlySpan<int> Chunk<TNetwork>(ReadOnlySpan<int> rows, int start) where TNetwork : class, IInferenceNetwork =>
        rows.Slice(start, Math.Min(TNetwork.ChunkSize, rows.Length - start));
}
