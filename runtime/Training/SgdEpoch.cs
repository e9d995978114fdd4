using System.Runtime.CompilerServices;

namespace Unrolled;

/// <summary>Runs single epochs of mini-batch gradient descent. From the second on an epoch allocates nothing.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal sealed class SgdEpoch<TNetwork> : IDisposable where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly Dataset _data;
    private readonly float _learningRate;
    private readonly int _batchSize;
    private readonly bool _shuffle;
    private readonly int[] _order;
    private readonly ParallelTrainer<TNetwork> _trainer;
    private readonly float[] _parameters = new float[TNetwork.ParameterCount];
    private Xoshiro256 _random;

    public SgdEpoch(TNetwork network, Dataset data, TrainingOptions options)
    {
        _network = network;
        _data = data;
        _learningRate = options.LearningRate;
        _batchSize = Math.Min(options.BatchSize, data.Count);
        _random = new Xoshiro256(options.Seed);
        _shuffle = options.Shuffle;
        _order = [.. Enumerable.Range(0, data.Count)];
        _trainer = new ParallelTrainer<TNetwork>(network, options.Threads);
    }

    /// <summary>Trains on every sample once.</summary>
    /// <returns>The mean loss over the samples, each measured just before the step that used it.</returns>
    /// <exception cref="OperationCanceledException">Thrown between two batches.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a parameter is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Run(int epoch, CancellationToken cancellationToken)
    {
        if (_shuffle)
        {
            _random.Shuffle(_order);
        }

        double sum = 0;
        for (int start = 0; start < _data.Count; start += _batchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(_batchSize, _data.Count - start);
            int next = Math.Min(start + count, _data.Count);
            _data.Prefetch(_order.AsSpan(next, Math.Min(Dataset.PrefetchedRows, _data.Count - next)));
            float loss = _trainer.Train(_data, _order.AsSpan(start, count), _learningRate);
            if (!float.IsFinite(loss))
            {
                throw new TrainingDivergedException(epoch, _learningRate);
            }

            sum += (double)loss * count;
        }

        CheckParameters(epoch);
        return sum / _data.Count;
    }

    public void Dispose() => _trainer.Dispose();

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
