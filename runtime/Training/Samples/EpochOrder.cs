using System.Runtime.CompilerServices;
using Unrolled.Numerics;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>
/// The order of a dataset's rows in each epoch. It depends on the seed and the epoch alone.
/// </summary>
internal sealed class EpochOrder
{
    private readonly int[] _order;
    private readonly BatchPlan _batches;
    private readonly int _seed;
    private readonly bool _shuffle;
    private readonly int _shards;
    private readonly ShardPlan _plan;

    // The samples of one shard after the other; what there is to do with a single one.
    private readonly int[] _byShard;
    private int _epoch = -1;

    public EpochOrder(BatchPlan batches, TrainingOptions options)
    {
        _order = new int[batches.Samples];
        _batches = batches;
        _seed = options.Seed;
        _shuffle = options.Shuffle;
        _shards = options.Shards;
        _plan = new ShardPlan(batches.Samples, options.Shards);
        _byShard = options.Shards == 1 ? _order : new int[batches.Samples];
    }

    /// <summary>The rows of a mini-batch, those of each shard together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> Rows(int epoch, int batch)
    {
        if (epoch != _epoch)
        {
            Arrange(epoch);
        }

        Share places = _batches.Places(batch);
        return _order.AsSpan(places.Start, places.Count);
    }

    /// <summary>The first rows after those of a mini-batch, as far as the epoch has so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> RowsAfter(int batch, int most)
    {
        int start = _batches.After(batch);
        return _order.AsSpan(start, Math.Min(most, _order.Length - start));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Arrange(int epoch)
    {
        for (int i = 0; i < _byShard.Length; i++)
        {
            _byShard[i] = i;
        }

        Xoshiro256 random = new(_seed, epoch);
        for (int shard = 0; _shuffle && shard < _shards; shard++)
        {
            random.Shuffle(RowsOf(shard));
        }

        if (_shards > 1)
        {
            TakeTurns();
        }

        _epoch = epoch;
    }

    private Span<int> RowsOf(int shard)
    {
        Share rows = _plan.Rows(new Share(shard, 1));
        return _byShard.AsSpan(rows.Start, rows.Count);
    }

    private void TakeTurns()
    {
        int next = 0;
        for (int batch = 0; batch < _batches.Batches; batch++)
        {
            for (int shard = 0; shard < _shards; shard++)
            {
                Share turns = _plan.Among(_batches.Places(batch), shard);
                RowsOf(shard).Slice(turns.Start, turns.Count).CopyTo(_order.AsSpan(next));
                next += turns.Count;
            }
        }
    }
}
