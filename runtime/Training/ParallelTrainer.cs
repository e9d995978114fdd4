using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>Trains a network with several threads that share each mini-batch: the same steps as the network's own, in less time.</summary>
/// <remarks>
/// The threads share the samples, then the weights, each of which one of them sums up over all samples in order. So every result, loss,
/// gradient and parameter alike, has the bits that the network's own methods give, whatever the number of threads. Where other programs
/// leave too little of the machine, or a batch is too small to gain, the calling thread works alone. The threads sleep between calls that
/// are far apart and end with <see cref="Dispose"/>. One call at a time; from the second on nothing is allocated.
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
    // Multiply-adds of the forward pass below which it is not even tried. To hand out two jobs and to wait for them takes 0.4 us; two threads
    // on 4-16-16-2, as a multiple of the speed of one: 50 samples 0.9, 100 samples 1.1, 1000 samples 1.4.
    private const long LeastWork = 1 << 15;

    private readonly TNetwork _network;
    private readonly SharedBackpropagation<TNetwork>? _shared;
    private readonly int _samplesTogether;

    // What learns. Where that is not all, no batch goes by the network's own methods, which know of no frozen layers.
    private readonly ParameterGroup[] _trained;
    private readonly bool _hasFrozen;

    // For batches of 1, of 2 or 3, of 4 to 7 rows and so on: what pays for large ones need not pay for small ones. Null where all are shared.
    private readonly WorkerGovernor[]? _governors;

    // The gradient, where it is not added to the parameters at once.
    private AlignedBuffer _block = new(0);
    private bool _isDisposed;

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
        : this(network, threads, isAdaptive: true)
    {
    }

    /// <param name="network">The network.</param>
    /// <param name="threads">How many threads share a batch, the calling one included; at least 1.</param>
    /// <param name="isAdaptive">Whether one thread works alone where that is faster; else batches of any size are shared.</param>
    /// <param name="frozenLayers">Layers that stand still, from 0. A network without passes trains them all the same.</param>
    internal ParallelTrainer(TNetwork network, int threads, bool isAdaptive, IReadOnlyList<int>? frozenLayers = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Require.AtLeastOne(threads, nameof(threads));
        _network = network;
        Threads = threads;
        frozenLayers ??= [];
        _trained = ParameterGroup.Of<TNetwork>(frozenLayers, layerRates: []);
        _hasFrozen = frozenLayers.Count > 0 && TNetwork.Passes is not null;
        if ((threads > 1 || _hasFrozen) && TNetwork.Passes is { } passes)
        {
            bool[]? frozen = _hasFrozen ? [.. Enumerable.Range(0, TNetwork.Layers.Length - 1).Select(layer => frozenLayers.Contains(layer))] : null;
            _samplesTogether = passes.SamplesTogether;
            _shared = new SharedBackpropagation<TNetwork>(passes, threads, frozen);
            _governors = isAdaptive && threads > 1 ? [.. Enumerable.Range(0, 32).Select(_ => new WorkerGovernor(Stopwatch.Frequency))] : null;
        }
    }

    /// <summary>How many threads share a batch, the calling one included.</summary>
    public int Threads { get; }

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

    /// <summary>Leads derivatives by the outputs back to the parameters, to the inputs, or to both. The network is only read.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="outputGradients">The derivatives by the outputs after their activation, row after row.</param>
    /// <param name="gradient">Receives a partial derivative for each parameter in canonical order, summed over the samples; or empty.</param>
    /// <param name="inputGradients">Receives the derivatives by the inputs, row after row; or empty.</param>
    /// <exception cref="ArgumentException">
    /// A span has the wrong length, a result overlaps another span, or a number is not finite. Nothing has been written.
    /// </exception>
    public void Backward(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradient, Span<float> inputGradients)
    {
        if (_shared is null)
        {
            _network.Backward(inputs, outputGradients, gradient, inputGradients);
            return;
        }

        int count = TNetwork.Passes!.CheckBackward(_network.Block, inputs, outputGradients, gradient, inputGradients);
        Job job = Begin(count);
        if (job.Workers == 1)
        {
            _network.Backward(inputs, outputGradients, gradient, inputGradients);
        }
        else
        {
            fixed (float* x = inputs, y = outputGradients, dx = inputGradients)
            {
                Backward(new PinnedBatch<TNetwork>(x, y, count), gradient, dx, job.Workers);
            }
        }

        job.End();
    }

    /// <summary>
    /// Adds scale times the gradient, summed over some rows of a dataset, to a block apart from the network's own. Whoever steps by it counts
    /// the dropout state up.
    /// </summary>
    /// <param name="data">The dataset.</param>
    /// <param name="rows">The mini-batch, or a part of it.</param>
    /// <param name="firstSample">How many samples of the mini-batch come before these.</param>
    /// <param name="scale">What every partial derivative is multiplied by.</param>
    /// <param name="block">What is added to.</param>
    /// <returns>The loss summed over the rows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double AccumulateGradient(Dataset data, ReadOnlySpan<int> rows, int firstSample, float scale, AlignedBuffer block)
    {
        fixed (int* r = rows)
        {
            Job job = Begin(rows.Length);
            double loss = GoesAlone(job)
                ? _network.AccumulateGradient(data, rows, firstSample, scale, block.Span)
                : AccumulateGradient(new PinnedBatch<TNetwork>(data, r, rows.Length), firstSample, job.Workers, scale, block);
            job.End();
            return loss;
        }
    }

    /// <summary>Ends the threads and waits until they have ended.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _shared?.Dispose();
    }

    private static int CheckBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int count = Check.Batch(
            inputs.Length, TNetwork.InputSize, nameof(inputs), targets.Length, TNetwork.OutputSize, nameof(targets), atLeast: 1);
        Check.FiniteRows(targets, TNetwork.OutputSize, sampleWeights: default, "target", nameof(targets));
        return count;
    }

    private DropoutMask Dropout => new(_network.DropoutState, firstSample: 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Train(PinnedBatch<TNetwork> batch, float learningRate)
    {
        Job job = Begin(batch.Count);
        float loss = GoesAlone(job) ? batch.Train(_network, learningRate) : Train(batch, job.Workers, learningRate);
        job.End();
        return loss;
    }

    private float Train(PinnedBatch<TNetwork> batch, int workers, float learningRate)
    {
        Check.Finite(learningRate, nameof(learningRate));
        AlignedBuffer parameters = _network.Block;
        _shared!.Begin(batch);
        bool isStraight = Batches.GoesStraight(batch.Count, TNetwork.ChunkSize, _shared.Weights);
        AlignedBuffer target = isStraight ? parameters : ZeroBlock();
        double loss = Accumulate(target, -learningRate / batch.Count, Dropout, workers);
        if (!isStraight)
        {
            foreach (ParameterGroup group in _trained)
            {
                BlockSums.Add(ref Unsafe.Add(ref parameters.Start, group.Start), ref Unsafe.Add(ref target.Start, group.Start), group.Length);
            }
        }

        _network.DropoutState++;
        return LossSum.Mean(loss, batch.Count);
    }

    private float Gradient(PinnedBatch<TNetwork> batch, Span<float> gradient)
    {
        Check.Length(gradient.Length, TNetwork.ParameterCount, nameof(gradient));
        Job job = Begin(batch.Count);
        float loss = job.Workers == 1 ? batch.Gradient(_network, gradient) : Gradient(batch, job.Workers, gradient);
        job.End();
        return loss;
    }

    private float Gradient(PinnedBatch<TNetwork> batch, int workers, Span<float> gradient)
    {
        AlignedBuffer block = ZeroBlock();
        _shared!.Begin(batch);
        double loss = Accumulate(block, 1f / batch.Count, dropout: default, workers);
        TNetwork.Passes!.ToCanonical(ref block.Start, gradient);
        return LossSum.Mean(loss, batch.Count);
    }

    private void Backward(PinnedBatch<TNetwork> batch, Span<float> gradient, float* inputGradients, int workers)
    {
        AlignedBuffer? block = gradient.IsEmpty ? null : ZeroBlock();
        _shared!.Begin(batch);
        try
        {
            _shared.CheckInputs(_shared.Backward(_network.Block, block, inputGradients, dropout: default, workers));
        }
        finally
        {
            _shared.End();
        }

        if (block is not null)
        {
            TNetwork.Passes!.ToCanonical(ref block.Start, gradient);
        }
    }

    private double AccumulateGradient(PinnedBatch<TNetwork> batch, int firstSample, int workers, float scale, AlignedBuffer block)
    {
        _shared!.Begin(batch);
        return Accumulate(block, scale, Dropout.From(firstSample), workers, refusesInputs: false);
    }

    /// <exception cref="ArgumentException">An input is not finite, where those are refused.</exception>
    private double Accumulate(AlignedBuffer target, float scale, DropoutMask dropout, int workers, bool refusesInputs = true)
    {
        try
        {
            double loss = _shared!.Accumulate(_network.Block, target, scale, dropout, workers);
            if (refusesInputs)
            {
                _shared.CheckInputs(loss);
            }

            return loss;
        }
        finally
        {
            _shared!.End();
        }
    }

    private AlignedBuffer ZeroBlock()
    {
        if (_block.Length == 0)
        {
            _block = new AlignedBuffer(TNetwork.BlockSize);
        }

        _block.Span.Clear();
        return _block;
    }

    private bool GoesAlone(Job job) => job.Workers == 1 && !_hasFrozen;

    private Job Begin(int rows)
    {
        WorkerGovernor? governor = GovernorFor(rows);
        return new Job(governor, rows, WorkersFor(rows, governor));
    }

    /// <summary>Who decides whether a batch is shared; null where that is beyond question.</summary>
    private WorkerGovernor? GovernorFor(int rows) =>
        _governors is not null && rows > _samplesTogether && (long)rows * TNetwork.ParameterCount >= LeastWork
            ? _governors[BitOperations.Log2((uint)rows)]
            : null;

    private int WorkersFor(int rows, WorkerGovernor? governor)
    {
        if (_shared is null)
        {
            return 1;
        }

        ObjectDisposedException.ThrowIf(_isDisposed, this);
        bool isShared = governor is not null ? governor.IsShared : _governors is null;
        return isShared ? Math.Clamp((rows + _samplesTogether - 1) / _samplesTogether, 1, Threads) : 1;
    }

    /// <summary>A batch under way, timed for whoever decides how many workers share it; one beyond question costs no look at the clock.</summary>
    private readonly struct Job(WorkerGovernor? governor, int rows, int workers)
    {
        private readonly long _started = governor is null ? 0 : Stopwatch.GetTimestamp();

        public int Workers => workers;

        public void End() => governor?.Report(rows, Stopwatch.GetTimestamp() - _started);
    }
}
