using Unrolled.Threading;

namespace Unrolled;

/// <summary>Classifies every sample as often as wanted, on one thread or several; once made, it allocates nothing.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal sealed class Classification<TNetwork> where TNetwork : class, IInferenceNetwork
{
    private readonly PartialClassification<TNetwork>[] _parts;
    private readonly ConfusionMatrix[] _matrices;
    private readonly ConfusionMatrix _matrix = new(Prediction.ClassCount(TNetwork.OutputSize))
    {
        Threshold = TNetwork.OutputSize == 1 ? OutputRange.Midpoint<TNetwork>() : null,
    };

    private readonly Action<int> _job;
    private TNetwork? _network;

    public Classification(Dataset data, int threads = 1)
    {
        int workers = ForwardWork.Workers<TNetwork>(data.Count, threads);
        _parts = new PartialClassification<TNetwork>[workers];
        _matrices = new ConfusionMatrix[workers];
        for (int worker = 0; worker < workers; worker++)
        {
            // Whole chunks, so that every sample is computed among the same others as on one thread.
            _parts[worker] = new PartialClassification<TNetwork>(data, Share.Of(data.Count, worker, workers, Evaluator.ChunkSize));
        }

        _job = worker => _matrices[worker] = _parts[worker].Run(_network!);
    }

    /// <summary>Classifies every sample. The matrix is the same object every time.</summary>
    public ConfusionMatrix Run(TNetwork network)
    {
        _network = network;
        SharedWorkers.Run(_parts.Length, _job);
        _matrix.Clear();
        foreach (ConfusionMatrix matrix in _matrices)
        {
            _matrix.Add(matrix);
        }

        return _matrix;
    }
}
