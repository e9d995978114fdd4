namespace Unrolled;

/// <summary>Runs single epochs of mini-batch gradient descent. All buffers are its own: an epoch allocates nothing.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal sealed class SgdEpoch<TNetwork> where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly Dataset _data;
    private readonly float _learningRate;
    private readonly int _batchSize;
    private readonly int[]? _order;
    private readonly float[] _inputs;
    private readonly float[] _targets;
    private readonly float[] _parameters = new float[TNetwork.ParameterCount];
    private Xoshiro256 _random;

    public SgdEpoch(TNetwork network, Dataset data, TrainingOptions options)
    {
        _network = network;
        _data = data;
        _learningRate = options.LearningRate;
        _batchSize = Math.Min(options.BatchSize, data.Count);
        _random = new Xoshiro256(options.Seed);
        _order = options.Shuffle ? Enumerable.Range(0, data.Count).ToArray() : null;
        _inputs = Buffer(TNetwork.InputSize);
        _targets = Buffer(TNetwork.OutputSize);
    }

    /// <summary>Trains on every sample once.</summary>
    /// <returns>The mean loss over the samples, each measured just before the step that used it.</returns>
    /// <exception cref="OperationCanceledException">Thrown between two batches.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a parameter is not finite.</exception>
    public double Run(int epoch, CancellationToken cancellationToken)
    {
        if (_order is not null)
        {
            _random.Shuffle(_order);
        }

        double sum = 0;
        for (int start = 0; start < _data.Count; start += _batchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(_batchSize, _data.Count - start);
            float loss = Step(start, count);
            if (!float.IsFinite(loss))
            {
                throw new TrainingDivergedException(epoch, _learningRate);
            }

            sum += (double)loss * count;
        }

        CheckParameters(epoch);
        return sum / _data.Count;
    }

    private float Step(int start, int count)
    {
        Span<float> inputs = _inputs.AsSpan(0, count * TNetwork.InputSize);
        Span<float> targets = _targets.AsSpan(0, count * TNetwork.OutputSize);
        if (_order is not null)
        {
            _data.Gather(_order.AsSpan(start, count), inputs, targets);
        }
        else
        {
            _data.Gather(start, count, inputs, targets);
        }

        return _network.Train(inputs, targets, _learningRate);
    }

    private float[] Buffer(int rowSize)
    {
        long size = (long)_batchSize * rowSize;
        return size <= Array.MaxLength
            ? new float[size]
            : throw new ArgumentException(
                $"A batch of {_batchSize} samples has {size} numbers, but at most {Array.MaxLength} are possible. Use a smaller BatchSize.");
    }

    // The loss alone does not tell: it comes from before the step, and max(0, NaN) can bring dead units back to finite numbers.
    private void CheckParameters(int epoch)
    {
        _network.GetParameters(_parameters);
        foreach (float parameter in _parameters)
        {
            if (!float.IsFinite(parameter))
            {
                throw new TrainingDivergedException(epoch, _learningRate);
            }
        }
    }
}
