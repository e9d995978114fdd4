using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// The order of the samples in each epoch and its division into mini-batches. An epoch's order depends on the seed and the epoch alone.
/// </summary>
internal sealed class EpochOrder
{
    private readonly int[] _order;
    private readonly int _batchSize;
    private readonly int _seed;
    private readonly bool _shuffle;
    private int _epoch = -1;

    public EpochOrder(int count, TrainingOptions options)
    {
        _order = new int[count];
        _batchSize = Math.Min(options.BatchSize, count);
        _seed = options.Seed;
        _shuffle = options.Shuffle;
        Batches = (int)(((long)count + _batchSize - 1) / _batchSize);
    }

    /// <summary>The number of mini-batches of an epoch.</summary>
    public int Batches { get; }

    /// <summary>The rows of a mini-batch; the last one takes what is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> Rows(int epoch, int batch)
    {
        if (epoch != _epoch)
        {
            Arrange(epoch);
        }

        int start = batch * _batchSize;
        return _order.AsSpan(start, Math.Min(_batchSize, _order.Length - start));
    }

    /// <summary>The first rows after those of a mini-batch, as far as the epoch has so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> RowsAfter(int batch, int most)
    {
        int start = (int)Math.Min((batch + 1L) * _batchSize, _order.Length);
        return _order.AsSpan(start, Math.Min(most, _order.Length - start));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Arrange(int epoch)
    {
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        if (_shuffle)
        {
            new Xoshiro256(_seed, epoch).Shuffle(_order);
        }

        _epoch = epoch;
    }
}
