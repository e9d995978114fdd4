using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Internal;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>
/// Adds up what the shards of all processes came to. Each process adds one part of the parameters, of which it gets the sums of all others,
/// and hands out the result: together as many numbers go each way as a process has, however many processes there are.
/// </summary>
/// <remarks>Rabenseifner, <i>Optimization of collective reduction operations</i> (2004), but for the order of the sums.</remarks>
internal sealed class GroupSum
{
    private const int FloatsPerCacheLine = 16;

    private readonly IProcessGroup _group;
    private readonly ShardSums.Sum[][] _sums;
    private readonly Share _part;
    private readonly int[] _partCounts;
    private readonly int[] _nothing;
    private readonly int[][] _receivedCounts;
    private readonly int[][] _receivedOffsets;
    private readonly AlignedBuffer[] _received;
    private readonly ShardSums _total;
    private readonly double[] _losses;
    private readonly int[] _lossCounts;

    /// <param name="group">The processes.</param>
    /// <param name="shards">How many shards there are, at least one for each process.</param>
    /// <param name="length">The floats of a gradient.</param>
    public GroupSum(IProcessGroup group, int shards, int length)
    {
        _group = group;
        _sums = [.. Enumerable.Range(0, group.Size).Select(rank => SumsOf(Own(rank, group, shards)))];
        Share[] parts = [.. Enumerable.Range(0, group.Size).Select(rank => Share.Of(length, rank, group.Size, FloatsPerCacheLine))];
        _part = parts[group.Rank];
        _partCounts = [.. parts.Select(part => part.Count * sizeof(float))];
        _nothing = new int[group.Size];
        _receivedCounts = [.. Enumerable.Range(0, _sums.Max(sums => sums.Length)).Select(CountsOf)];
        _receivedOffsets = [.. _receivedCounts.Select(OffsetsOf)];
        _received = [.. _receivedCounts.Select(counts => new AlignedBuffer(counts.Sum() / sizeof(float)))];
        _total = new ShardSums(ShardSums.MostWaiting(shards), _part.Count);
        _losses = new double[shards + group.Size];
        _lossCounts = [.. Enumerable.Range(0, group.Size).Select(rank => (1 + Own(rank, group, shards).Count) * sizeof(double))];

        int[] CountsOf(int round) =>
            [.. _sums.Select((sums, rank) => rank != group.Rank && round < sums.Length ? _part.Count * sizeof(float) : 0)];

        static int[] OffsetsOf(int[] counts) => [.. counts.Select((_, rank) => counts.Take(rank).Sum() / sizeof(float))];
    }

    /// <summary>The shards that a process computes.</summary>
    public static Share Own(int rank, IProcessGroup? group, int shards) => Share.Of(shards, rank, group?.Size ?? 1);

    /// <summary>Tells all processes the losses of the own shards, which stand in their places, and what is wanted.</summary>
    /// <param name="losses">The loss of each shard.</param>
    /// <param name="wishes">What this process wants.</param>
    /// <param name="failedRank">The first process with a loss that is not finite; -1 where there is none.</param>
    /// <returns>What some process wants.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public GroupWishes Exchange(Span<double> losses, GroupWishes wishes, out int failedRank)
    {
        Share own = Own(_group.Rank, _group, losses.Length);
        int place = own.Start + _group.Rank;
        _losses[place] = (int)wishes;
        losses.Slice(own.Start, own.Count).CopyTo(_losses.AsSpan(place + 1));
        _group.AllGather(MemoryMarshal.AsBytes(_losses.AsSpan()), _lossCounts);
        failedRank = -1;
        int next = 0;
        for (int rank = 0, shard = 0; rank < _group.Size; rank++)
        {
            wishes |= (GroupWishes)(int)_losses[next++];
            for (int end = shard + Own(rank, _group, losses.Length).Count; shard < end; shard++)
            {
                losses[shard] = _losses[next++];
                failedRank = failedRank < 0 && !double.IsFinite(losses[shard]) ? rank : failedRank;
            }
        }

        return wishes;
    }

    /// <summary>The part of a block that this process adds up.</summary>
    public Share Part => _part;

    /// <summary>Adds the own part up.</summary>
    /// <param name="own">The sums of the own shards, each in a block of its own.</param>
    /// <returns>The first of these blocks, which has the sum of all in the own part.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public AlignedBuffer Add(ReadOnlySpan<ShardSums.Sum> own)
    {
        for (int round = 0; round < _received.Length; round++)
        {
            bool sends = round < own.Length;
            _group.AllToAll(
                sends ? MemoryMarshal.AsBytes(own[round].Block.Span) : default,
                sends ? _partCounts : _nothing,
                MemoryMarshal.AsBytes(_received[round].Span),
                _receivedCounts[round]);
        }

        AlignedBuffer result = own[0].Block;
        ShardSums.Sum part = AddPart(own);
        if (part.Block != result)
        {
            part.Block.Span.Slice(part.Offset, _part.Count).CopyTo(result.Span[_part.Start..]);
        }

        return result;
    }

    /// <summary>Puts a block together of which each process has its part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(AlignedBuffer block) => _group.AllGather(MemoryMarshal.AsBytes(block.Span), _partCounts);

    private ShardSums.Sum AddPart(ReadOnlySpan<ShardSums.Sum> own)
    {
        _total.Clear();
        for (int rank = 0; rank < _sums.Length; rank++)
        {
            for (int i = 0; i < _sums[rank].Length; i++)
            {
                _total.Add(rank == _group.Rank
                    ? own[i] with { Offset = _part.Start }
                    : _sums[rank][i] with { Block = _received[i], Offset = _receivedOffsets[i][rank] });
            }
        }

        return _total.Total();
    }

    private static ShardSums.Sum[] SumsOf(Share shards)
    {
        ShardSums sums = new(ShardSums.MostWaiting(shards.Count), length: 0);
        for (int shard = shards.Start; shard < shards.Start + shards.Count; shard++)
        {
            sums.Add(new ShardSums.Sum(shard, 1, new AlignedBuffer(0), 0));
        }

        return sums.Waiting.ToArray();
    }
}
