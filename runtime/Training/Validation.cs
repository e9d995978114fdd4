using Unrolled.Threading;

namespace Unrolled;

/// <summary>
/// Measures loss and accuracy on a dataset by one forward pass, as often as wanted, on one thread or several; once made, it allocates
/// nothing.
/// </summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal sealed class Validation<TNetwork> where TNetwork : class, IInferenceNetwork
{
    private readonly int _count;
    private readonly bool _hasClasses;
    private readonly ValidationPart<TNetwork>[] _parts;
    private readonly double[] _losses;
    private readonly Action<int> _job;
    private readonly GroupChunks? _others;
    private TNetwork? _network;

    /// <param name="data">The samples.</param>
    /// <param name="hasClasses">Whether they have one class each.</param>
    /// <param name="threads">How many threads share the work.</param>
    /// <param name="toClasses">Whether the loss is that against the classes that the targets stand for.</param>
    /// <param name="sumLosses">By which loss; by the network's own unless given.</param>
    /// <param name="group">The processes that share the work, all of which get the result; null for this one alone.</param>
    public Validation(
        Dataset data, bool hasClasses, int threads, bool toClasses = false, SummedLoss<TNetwork>? sumLosses = null, IProcessGroup? group = null)
    {
        _count = data.Count;
        _hasClasses = hasClasses;
        _losses = new double[(data.Count + Evaluator.ChunkSize - 1) / Evaluator.ChunkSize];
        _parts = new ValidationPart<TNetwork>[ForwardWork.Workers<TNetwork>(data.Count, threads)];
        _others = group is { Size: > 1 } ? new GroupChunks(group, _losses.Length) : null;
        Share own = _others?.Own ?? new Share(0, _losses.Length);
        for (int worker = 0; worker < _parts.Length; worker++)
        {
            Share share = Share.Of(own.Count, worker, _parts.Length);
            _parts[worker] = new ValidationPart<TNetwork>(
                data, share with { Start = own.Start + share.Start }, hasClasses, toClasses, sumLosses ?? SummedLoss.Of, _losses);
        }

        _job = worker => _parts[worker].Run(_network!);
    }

    /// <summary>Measures on every sample, without accuracy where there are no classes. The number of threads changes nothing.</summary>
    public (double Loss, double? Accuracy) Run(TNetwork network)
    {
        _network = network;
        SharedWorkers.Run(_parts.Length, _job);
        int correct = 0;
        foreach (ValidationPart<TNetwork> part in _parts)
        {
            correct += part.Correct;
        }

        correct = _others?.Exchange(_losses, correct) ?? correct;
        double loss = 0;
        foreach (double chunk in _losses)
        {
            loss += chunk;
        }

        return (loss / _count, _hasClasses ? (double)correct / _count : null);
    }
}
