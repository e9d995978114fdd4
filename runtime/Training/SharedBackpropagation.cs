using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>
/// Sums the gradient of a mini-batch with several threads. First they share the samples, which each leads forward and back; then, once all
/// deltas are there, the weights, for which each adds up what all samples say in their order. So there are no partial sums to exchange, and
/// the bits are those of one thread whatever the number of threads. In small batches a thread owns units of the first layer, in the forward
/// pass as in the update, so that their weights do not go from core to core.
/// </summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal sealed unsafe class SharedBackpropagation<TNetwork> : IDisposable where TNetwork : class, INetwork<TNetwork>
{
    private const int FloatsPerCacheLine = 16;

    private readonly NetworkPasses _ofLoss;
    private readonly NetworkPasses _ofGradients;
    private readonly bool[]? _frozen;
    private readonly WorkerPool _pool;
    private readonly AlignedBuffer[] _own;
    private readonly Action<int>[] _bySamples;
    private readonly Action<int>[] _byUnits;
    private readonly Action<int>[] _byUnitsGathered;
    private readonly int _inputSize = TNetwork.InputSize;
    private readonly int _outputSize = TNetwork.OutputSize;
    private readonly int _chunkSize = TNetwork.ChunkSize;

    // Of the samples that are computed together: what the passes leave, and the rows where they have to be gathered.
    private AlignedBuffer _scratch = new(0);
    private AlignedBuffer _gathered = new(0);

    // Of the whole mini-batch: losses, and weights, which are empty where samples have none.
    private double[] _losses = [];
    private float[] _weights = [];
    private int _weightCount;

    // What the threads do at present.
    private PinnedBatch<TNetwork> _batch;
    private DropoutMask _dropout;
    private int _workers;
    private int _start;
    private int _rows;
    private float _scale;
    private NetworkPasses _passes;
    private float* _parameters;
    private float* _target;
    private float* _inputGradients;
    private float* _inputs;
    private float* _targets;
    private bool _ownsUnits;
    private bool _isRefused;

    /// <param name="passes">The passes of the network.</param>
    /// <param name="threads">How many threads there are, the calling one included.</param>
    /// <param name="frozen">For each layer whether it has no gradient; null for none.</param>
    public SharedBackpropagation(NetworkPasses passes, int threads, bool[]? frozen)
    {
        _ofLoss = passes;
        _ofGradients = passes.By<GivenGradients>();
        _passes = passes;
        _frozen = frozen;
        _own = new AlignedBuffer[threads];
        for (int i = 0; i < threads; i++)
        {
            _own[i] = new AlignedBuffer(passes.OwnScratch);
        }

        _bySamples = [Backpropagate, Update];
        _byUnits = [SumFirstLayer, Backpropagate, Update];
        _byUnitsGathered = [Gather, .. _byUnits];
        _pool = new WorkerPool(threads);
    }

    /// <summary>One for each sample of the mini-batch that was made ready; or none.</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, _weightCount);

    /// <summary>Makes a mini-batch ready.</summary>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    public void Begin(PinnedBatch<TNetwork> batch)
    {
        _weightCount = batch.HasWeights ? batch.Count : 0;
        if (batch.HasWeights)
        {
            Grow(ref _weights, batch.Count);
            batch.GatherWeights(_weights.AsSpan(0, batch.Count));
        }

        _batch = batch;
    }

    /// <summary>Adds scale times the gradient, summed over the mini-batch, to a block, which may be the parameters' own.</summary>
    /// <returns>The loss summed over the samples; NaN where an input is not finite, and then not all has been added.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Accumulate(AlignedBuffer parameters, AlignedBuffer target, float scale, DropoutMask dropout, int workers)
    {
        _passes = _ofLoss;
        _inputGradients = null;
        return Run(parameters, target, scale, dropout, workers);
    }

    /// <summary>Leads derivatives by the outputs, which the mini-batch has for targets, back to parameters and inputs.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="target">What the gradient is added to; or null.</param>
    /// <param name="inputGradients">Receives a row for each sample; or null.</param>
    /// <param name="dropout">The units that are left out.</param>
    /// <param name="workers">How many threads share the work.</param>
    /// <returns>NaN where an input is not finite, and then not all has been added.</returns>
    public double Backward(AlignedBuffer parameters, AlignedBuffer? target, float* inputGradients, DropoutMask dropout, int workers)
    {
        _passes = _ofGradients;
        _inputGradients = inputGradients;
        return Run(parameters, target, scale: 1, dropout, workers);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Run(AlignedBuffer parameters, AlignedBuffer? target, float scale, DropoutMask dropout, int workers)
    {
        _scale = scale;
        _dropout = dropout;
        _workers = workers;
        _ownsUnits = OwnsUnits(Math.Min(_batch.Count, _chunkSize), workers);
        _parameters = (float*)Unsafe.AsPointer(ref parameters.Start);
        _target = target is null ? null : (float*)Unsafe.AsPointer(ref target.Start);
        MakeRoom(Math.Min(_batch.Count, _chunkSize));
        double loss = 0;
        for (int chunk = 0; chunk < _batch.Count; chunk += _chunkSize)
        {
            loss += AccumulateChunk(chunk, Math.Min(_batch.Count, chunk + _chunkSize));
        }

        return loss;
    }

    /// <summary>Requires finite inputs where a loss is NaN, which an input that is not finite has made of it.</summary>
    /// <exception cref="ArgumentException">An input is not finite; the message says which one.</exception>
    public void CheckInputs(double loss)
    {
        ReadOnlySpan<float> given = _batch.IsOfRows
            ? new(_inputs, _rows * _inputSize)
            : new(_batch.InputsFrom(0), _batch.Count * _inputSize);
        Check.InputsOf(loss, given, _inputSize, sampleWeights: default, "inputs");
    }

    /// <summary>Lets go of the mini-batch.</summary>
    public void End() => _batch = default;

    /// <summary>Ends the threads and waits until they have ended.</summary>
    public void Dispose() => _pool.Dispose();

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length];
        }
    }

    private static void Grow(ref AlignedBuffer buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new AlignedBuffer(length);
        }
    }

    private void MakeRoom(int rows)
    {
        Grow(ref _losses, _batch.Count);
        Grow(ref _scratch, _inputGradients is null ? _passes.TrainingScratch(rows) : _passes.InputGradientScratch(rows));
        if (_batch.IsOfRows)
        {
            Grow(ref _gathered, checked(TargetsAfter(rows) + (rows * _outputSize)));
        }
    }

    // Where gathered targets start, behind the inputs.
    private int TargetsAfter(int rows) => checked((rows * _inputSize) + FloatsPerCacheLine - 1) / FloatsPerCacheLine * FloatsPerCacheLine;

    private double AccumulateChunk(int start, int end)
    {
        double loss = 0;
        for (; PresentSamples.Next(Weights, end, ref start, out _rows); start += _rows)
        {
            _start = start;
            if (_batch.IsOfRows)
            {
                _inputs = (float*)Unsafe.AsPointer(ref _gathered.Start);
                _targets = _inputs + TargetsAfter(_rows);
            }
            else
            {
                _inputs = _batch.InputsFrom(start);
                _targets = _batch.TargetsFrom(start);
            }

            _isRefused = false;
            _pool.Run(_workers, !_ownsUnits ? _bySamples : _batch.IsOfRows ? _byUnitsGathered : _byUnits);
            if (_isRefused)
            {
                return double.NaN;
            }

            foreach (double each in _losses.AsSpan(_start, _rows))
            {
                loss += each;
            }
        }

        return loss;
    }

    /// <summary>
    /// Whether a core keeps the weights of some units of the first layer: while the samples are not more than twice the units, rows and
    /// pre-activations are fewer numbers to fetch from other cores than weights.
    /// </summary>
    private bool OwnsUnits(int rows, int workers)
    {
        int parts = _passes.FirstLayerParts;
        int most = (parts + workers - 1) / workers;
        return parts > 1 && rows <= 2 * TNetwork.Layers[1] && (most * workers) - parts <= parts / 8;
    }

    private Share Samples(int worker) => Share.Of(_rows, worker, _workers, _passes.SamplesTogether);

    private float* InputsOf(Share share) => _inputs + ((nint)share.Start * _inputSize);

    private float* TargetsOf(Share share) => _targets + ((nint)share.Start * _outputSize);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(int worker)
    {
        Share share = Samples(worker);
        _batch.Gather(_start + share.Start, share.Count, InputsOf(share), TargetsOf(share));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumFirstLayer(int worker) =>
        _passes.SumFirstLayer(ref *_parameters, ref *_inputs, _rows, ref _scratch.Start, new WeightShare(worker, _workers));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Backpropagate(int worker)
    {
        Share share = Samples(worker);
        if (share.Count == 0)
        {
            return;
        }

        if (_batch.IsOfRows && !_ownsUnits)
        {
            Gather(worker);
        }

        int first = _start + share.Start;
        var losses = new LossSum(Weights, _losses) { First = first };
        if (!_passes.Backpropagate(
            ref *_parameters, ref *InputsOf(share), ref *TargetsOf(share), share.Start, share.Count, _rows, _scale, ref _scratch.Start,
            ref _own[worker].Start, _dropout.From(first), ref losses, _ownsUnits))
        {
            _isRefused = true;
        }
        else if (_inputGradients is not null)
        {
            _passes.InputGradient(
                ref *_parameters, share.Start, share.Count, _rows, ref _scratch.Start, ref _own[worker].Start,
                ref *(_inputGradients + ((nint)first * _inputSize)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(int worker)
    {
        if (!_isRefused && _target is not null)
        {
            _passes.Update(ref *_target, ref *_inputs, _rows, ref _scratch.Start, new WeightShare(worker, _workers, _ownsUnits, _frozen));
        }
    }
}
