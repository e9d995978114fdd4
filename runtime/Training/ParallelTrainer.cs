using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Internal;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>Trains a network with several threads that share each mini-batch: the same steps as the network's own, in less time.</summary>
/// <remarks>
/// Each thread sums the gradient of a contiguous part of the batch; then all of them add the sums to the parameters, each in a range of
/// its own. The order is fixed: the same calls with as many threads give the same bits, and those of one thread to rounding. A batch too
/// small to gain is trained on the calling thread. The threads sleep between calls that are far apart and end with <see cref="Dispose"/>.
/// One call at a time; from the second on nothing is allocated.
/// </remarks>
/// <typeparam name="TNetwork">The network class.</typeparam>
/// <example>
/// <code>
/// using var trainer = new ParallelTrainer&lt;DigitNetwork&gt;(network, threads: 4);
/// float loss = trainer.Train(inputs, targets, learningRate: 0.5f);
/// </code>
/// </example>
public sealed unsafe class ParallelTrainer<TNetwork> : IDisposable where TNetwork : class, INetwork<TNetwork>
{
    // What a second thread costs. The sums and then the parameters travel from one core's cache to the other's: about as long as 20
    // samples take, whatever the network. Two threads on 784-30-10, as a multiple of the speed of one: batches of 32 samples 0.9, 48
    // 1.1, 64 1.2, 100 1.4, 200 1.6, 1000 1.8. And to hand out two jobs and wait for them takes 3 us, which for a small network is much:
    // in multiply-adds of the forward pass 2^17 are about 15 us. 4-16-16-2 gains 1.7 with 1000 samples.
    private const int LeastRowsForWorker = 24;
    private const long LeastWorkForWorker = 1 << 17;

    // A range of the parameters is whole cache lines, so that no two threads write to the same one.
    private const int FloatsPerCacheLine = 16;

    private readonly TNetwork _network;
    private readonly WorkerPool _pool;
    private readonly AlignedBuffer[] _sums;
    private readonly double[] _losses;
    private readonly Action<int> _accumulate;
    private readonly Action<int> _addToBlock;
    private readonly Action<int> _computeGradient;
    private readonly Action<int> _combineGradients;
    private PinnedBatch<TNetwork> _batch;
    private int _workers;
    private float _scale;
    private float* _target;

    /// <summary>Starts a thread for each of the machine's processors, the calling thread included.</summary>
    /// <param name="network">The network.</param>
    public ParallelTrainer(TNetwork network)
        : this(network, Environment.ProcessorCount)
    {
    }

    /// <summary>Starts the threads and allocates everything that they need.</summary>
    /// <param name="network">The network.</param>
    /// <param name="threads">How many threads share a batch, the calling one included; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public ParallelTrainer(TNetwork network, int threads)
    {
        ArgumentNullException.ThrowIfNull(network);
        Require.AtLeastOne(threads, nameof(threads));
        _network = network;
        _losses = new double[threads];
        _sums = new AlignedBuffer[threads == 1 ? 0 : threads];
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] = new AlignedBuffer(Math.Max(TNetwork.BlockSize, TNetwork.ParameterCount));
        }

        _accumulate = Accumulate;
        _addToBlock = AddToBlock;
        _computeGradient = ComputeGradient;
        _combineGradients = CombineGradients;
        _pool = new WorkerPool(threads);
    }

    /// <summary>How many threads share a batch, the calling one included.</summary>
    public int Threads => _pool.Workers;

    /// <summary>One step of stochastic gradient descent on a mini-batch: W -= learningRate * dLoss/dW. Needs the network to itself.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="learningRate">The step size; finite.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a value is not finite. The network has not changed.</exception>
    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate)
    {
        int count = CheckBatch(inputs, targets);
        fixed (float* x = inputs, y = targets)
        {
            return Train(new PinnedBatch<TNetwork>(x, y, count), learningRate);
        }
    }

    /// <summary>The same on some rows of a dataset, which the threads gather too, each its own.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="rows">The mini-batch: one row or more, in any order, also repeated.</param>
    /// <param name="learningRate">The step size; finite.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit, or there is no such row. The network has not changed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Train(Dataset data, ReadOnlySpan<int> rows, float learningRate)
    {
        DatasetChecks.CheckBatch<TNetwork>(data, rows);
        fixed (int* r = rows)
        {
            return Train(new PinnedBatch<TNetwork>(data, r, rows.Length), learningRate);
        }
    }

    /// <summary>The mean loss over a mini-batch and its gradient by backpropagation. The network is only read.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="gradient">Receives a partial derivative for each parameter in canonical order.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a value is not finite.</exception>
    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        int count = CheckBatch(inputs, targets);
        Check.FiniteRows(inputs, TNetwork.InputSize, sampleWeights: default, "input", nameof(inputs));
        fixed (float* x = inputs, y = targets)
        {
            return Gradient(new PinnedBatch<TNetwork>(x, y, count), gradient);
        }
    }

    /// <summary>The same over some rows of a dataset, which the threads gather too, each its own.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="rows">The mini-batch: one row or more, in any order, also repeated.</param>
    /// <param name="gradient">Receives a partial derivative for each parameter in canonical order.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit, there is no such row, or the span has the wrong length.</exception>
    public float Gradient(Dataset data, ReadOnlySpan<int> rows, Span<float> gradient)
    {
        DatasetChecks.CheckBatch<TNetwork>(data, rows);
        fixed (int* r = rows)
        {
            return Gradient(new PinnedBatch<TNetwork>(data, r, rows.Length), gradient);
        }
    }

    /// <summary>
    /// Adds scale times the gradient, summed over some rows of a dataset, to a block, which may be the network's own. This counts as a step
    /// for dropout.
    /// </summary>
    /// <returns>The loss summed over the rows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double AccumulateGradient(Dataset data, ReadOnlySpan<int> rows, float scale, AlignedBuffer block)
    {
        fixed (int* r = rows)
        {
            var batch = new PinnedBatch<TNetwork>(data, r, rows.Length);
            int workers = WorkersFor(batch.Count);
            double loss = workers == 1
                ? batch.Accumulate(_network, new Share(0, batch.Count), scale, block.Span)
                : Accumulate(batch, workers, scale, block);
            _network.DropoutState++;
            return loss;
        }
    }

    /// <summary>Ends the threads and waits until they have ended.</summary>
    public void Dispose() => _pool.Dispose();

    private static int CheckBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int count = Check.Batch(
            inputs.Length, TNetwork.InputSize, nameof(inputs), targets.Length, TNetwork.OutputSize, nameof(targets), atLeast: 1);
        Check.FiniteRows(targets, TNetwork.OutputSize, sampleWeights: default, "target", nameof(targets));
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Train(PinnedBatch<TNetwork> batch, float learningRate)
    {
        int workers = WorkersFor(batch.Count);
        if (workers == 1)
        {
            return batch.Train(_network, learningRate);
        }

        Check.Finite(learningRate, nameof(learningRate));
        double loss = Accumulate(batch, workers, -learningRate / batch.Count, _network.Block);
        _network.DropoutState++;
        return (float)(loss / batch.Count);
    }

    private double Accumulate(PinnedBatch<TNetwork> batch, int workers, float scale, AlignedBuffer block)
    {
        _scale = scale;
        fixed (float* target = &block.Start)
        {
            _target = target;
            return Run(batch, workers, _accumulate, _addToBlock);
        }
    }

    private float Gradient(PinnedBatch<TNetwork> batch, Span<float> gradient)
    {
        Check.Length(gradient.Length, TNetwork.ParameterCount, nameof(gradient));
        int workers = WorkersFor(batch.Count);
        if (workers == 1)
        {
            return batch.Gradient(_network, new Share(0, batch.Count), gradient);
        }

        fixed (float* pinned = gradient)
        {
            _target = pinned;
            return (float)(Run(batch, workers, _computeGradient, _combineGradients) / batch.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int WorkersFor(int rows)
    {
        long byWork = (long)rows * TNetwork.ParameterCount / LeastWorkForWorker;
        return (int)Math.Clamp(Math.Min(rows / LeastRowsForWorker, byWork), 1, Threads);
    }

    // The summed loss.
    private double Run(PinnedBatch<TNetwork> batch, int workers, Action<int> sum, Action<int> combine)
    {
        _batch = batch;
        _workers = workers;
        try
        {
            _pool.Run(sum);
            double loss = 0;
            for (int worker = 0; worker < workers; worker++)
            {
                loss += _losses[worker];
            }

            batch.CheckInputs(loss);
            _pool.Run(combine);
            return loss;
        }
        finally
        {
            _batch = default;
        }
    }

    private void Accumulate(int worker)
    {
        Share share = Share.Of(_batch.Count, worker, _workers);
        if (share.Count > 0)
        {
            Span<float> block = Sums(worker, new Share(0, TNetwork.BlockSize));
            block.Clear();
            _losses[worker] = _batch.Accumulate(_network, share, _scale, block);
        }
    }

    private void AddToBlock(int worker)
    {
        Share range = Share.Of(TNetwork.BlockSize, worker, _workers, FloatsPerCacheLine);
        for (int other = 0; range.Count > 0 && other < _workers; other++)
        {
            BlockSums.Add(ref _target[range.Start], ref MemoryMarshal.GetReference(Sums(other, range)), range.Count);
        }
    }

    private void ComputeGradient(int worker)
    {
        Share share = Share.Of(_batch.Count, worker, _workers);
        if (share.Count > 0)
        {
            Span<float> gradient = Sums(worker, new Share(0, TNetwork.ParameterCount));
            _losses[worker] = (double)_batch.Gradient(_network, share, gradient) * share.Count;
        }
    }

    private void CombineGradients(int worker)
    {
        Share range = Share.Of(TNetwork.ParameterCount, worker, _workers, FloatsPerCacheLine);
        var target = new Span<float>(_target + range.Start, range.Count);
        target.Clear();
        for (int other = 0; other < _workers; other++)
        {
            float weight = (float)Share.Of(_batch.Count, other, _workers).Count / _batch.Count;
            BlockSums.AddScaled(target, Sums(other, range), weight);
        }
    }

    private Span<float> Sums(int worker, Share range) => _sums[worker].Span.Slice(range.Start, range.Count);
}
