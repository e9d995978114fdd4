using System.Runtime.CompilerServices;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>
/// Adds up what shards came to in an order that depends on their number alone: pairwise, neighbours first, then pairs of neighbours. So a
/// process that has neighbouring shards can add most of them up itself, and the bits are those of one process that has them all.
/// </summary>
/// <remarks>
/// The sums that wait for their neighbour are a stack, like the ones of a binary counter: of n shards there are at most
/// 2 log2(n) + 1 at once.
/// </remarks>
/// <param name="capacity">How many sums may wait at once.</param>
/// <param name="length">The floats of a sum; 0 to learn which sums remain.</param>
internal sealed class ShardSums(int capacity, int length)
{
    private readonly Sum[] _waiting = new Sum[capacity];

    /// <summary>How many sums wait for a neighbour.</summary>
    public int Count { get; private set; }

    /// <summary>The sums that wait, from the first shard on.</summary>
    public ReadOnlySpan<Sum> Waiting => _waiting.AsSpan(0, Count);

    /// <summary>How many sums can wait at once while some shards are added one by one.</summary>
    public static int MostWaiting(int shards)
    {
        int most = 1;
        for (int size = 1; size < shards; size *= 2)
        {
            most += 2;
        }

        return most;
    }

    public void Clear() => Count = 0;

    /// <summary>Adds the sum of some shards that follow those before. A sum that can be formed takes the place of its first part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(Sum sum)
    {
        _waiting[Count++] = sum;
        while (Count > 1 && AreNeighbours(_waiting[Count - 2], _waiting[Count - 1]))
        {
            Join();
        }
    }

    /// <summary>Adds up what still waits, when there are no more shards.</summary>
    public Sum Total()
    {
        while (Count > 1)
        {
            Join();
        }

        return _waiting[0];
    }

    private static bool AreNeighbours(Sum left, Sum right) => left.Shards == right.Shards && left.First % (2 * left.Shards) == 0;

    private void Join()
    {
        Sum left = _waiting[Count - 2];
        Sum right = _waiting[Count - 1];
        if (length > 0)
        {
            BlockSums.Add(ref left.Start, ref right.Start, length);
        }

        Count--;
        _waiting[Count - 1] = left with { Shards = left.Shards + right.Shards };
    }

    /// <summary>What neighbouring shards came to.</summary>
    /// <param name="First">The first shard.</param>
    /// <param name="Shards">How many.</param>
    /// <param name="Block">Where it lies.</param>
    /// <param name="Offset">From which float on.</param>
    public readonly record struct Sum(int First, int Shards, AlignedBuffer Block, int Offset)
    {
        public ref float Start => ref Unsafe.Add(ref Block.Start, Offset);
    }
}
