using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>
/// The gradient of a mini-batch as the sum of those of its shards, of which this process computes all or, in a group, its own. From the
/// second step on it allocates nothing.
/// </summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal sealed class ShardedGradient<TNetwork> where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly ParallelTrainer<TNetwork> _trainer;
    private readonly ShardPlan _plan;
    private readonly Share _own;
    private readonly GroupSum? _others;
    private readonly double[] _losses;
    private readonly ShardSums _sums;
    private readonly List<AlignedBuffer> _blocks = [];

    /// <param name="network">The network.</param>
    /// <param name="samples">The number of samples of an epoch.</param>
    /// <param name="options">How to train.</param>
    /// <param name="trainer">Who computes a shard.</param>
    public ShardedGradient(TNetwork network, int samples, TrainingOptions options, ParallelTrainer<TNetwork> trainer)
    {
        _network = network;
        _trainer = trainer;
        _plan = new ShardPlan(samples, options.Shards);
        _own = options.OwnShards;
        _others = options.Group is { Size: > 1 } group ? new GroupSum(group, options.Shards, TNetwork.BlockSize) : null;
        _losses = new double[options.Shards];
        _sums = new ShardSums(ShardSums.MostWaiting(_own.Count), TNetwork.BlockSize);
        Gradient = Block(0);
    }

    /// <summary>The mean gradient over the last mini-batch, as far as <see cref="Part"/> goes.</summary>
    public AlignedBuffer Gradient { get; private set; }

    /// <summary>The part of the parameters whose gradient this process adds up: all, where it is alone.</summary>
    public Share Part => _others?.Part ?? new Share(0, TNetwork.BlockSize);

    /// <summary>Puts a block together, the gradient or the parameters, of which each process has its part.</summary>
    public void Gather(AlignedBuffer block) => _others?.Gather(block);

    /// <summary>The first process whose loss of the last mini-batch is not finite; -1 where there is none, or one process alone.</summary>
    public int FailedRank { get; private set; } = -1;

    /// <summary>Why the own loss is not finite, where a loss of one's own has said so.</summary>
    public NotFiniteLossException? Failure { get; private set; }

    /// <summary>Leads a mini-batch back. This counts as a step for dropout.</summary>
    /// <param name="data">The dataset that has its rows.</param>
    /// <param name="rows">Its rows, those of each shard together.</param>
    /// <param name="places">Its places in the epoch.</param>
    /// <param name="wishes">What this process wants after it; becomes what some process wants.</param>
    /// <returns>The loss summed over the rows; where it is not finite there is no gradient.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Sum(Dataset data, ReadOnlySpan<int> rows, Share places, ref GroupWishes wishes)
    {
        SumOwn(data, rows, places);
        _network.DropoutState++;
        if (_others is not null)
        {
            wishes = _others.Exchange(_losses, wishes, out int failedRank);
            FailedRank = failedRank;
        }

        double loss = 0;
        foreach (double each in _losses)
        {
            loss += each;
        }

        if (double.IsFinite(loss))
        {
            Gradient = _others is null ? _sums.Total().Block : _others.Add(_sums.Waiting);
        }

        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumOwn(Dataset data, ReadOnlySpan<int> rows, Share places)
    {
        _sums.Clear();
        Failure = null;
        int start = 0;
        for (int shard = 0; shard < _own.Start; shard++)
        {
            start += _plan.Among(places, shard).Count;
        }

        for (int shard = _own.Start; shard < _own.Start + _own.Count; shard++)
        {
            AlignedBuffer block = Block(_sums.Count);
            block.Span.Clear();
            int count = _plan.Among(places, shard).Count;
            _losses[shard] = count == 0 ? 0 : Accumulate(data, rows.Slice(start, count), start, 1f / rows.Length, block);
            _sums.Add(new ShardSums.Sum(shard, 1, block, 0));
            start += count;
        }
    }

    // In a group the others are to hear of it, and end as this process does.
    private double Accumulate(Dataset data, ReadOnlySpan<int> rows, int firstSample, float scale, AlignedBuffer block)
    {
        try
        {
            return _trainer.AccumulateGradient(data, rows, firstSample, scale, block);
        }
        catch (NotFiniteLossException exception)
        {
            Failure ??= exception;
            return double.NaN;
        }
    }

    // Sums that wait lie in the blocks from the first on.
    private AlignedBuffer Block(int index)
    {
        if (index == _blocks.Count)
        {
            _blocks.Add(new AlignedBuffer(TNetwork.BlockSize));
        }

        return _blocks[index];
    }
}
