using Unrolled.Threading;

namespace Unrolled;

/// <summary>
/// Which samples belong to which shard. It depends on the numbers of samples and shards alone: whoever computes a shard, it is the same.
/// </summary>
/// <remarks>
/// A shard has neighbouring rows of the dataset, so that a process can do with a part of it. In an epoch the shards take turns: each place in
/// the order is the next sample of the next shard. So every mini-batch has as many of each, to one.
/// </remarks>
/// <param name="samples">The number of samples.</param>
/// <param name="shards">The number of shards, at least 1.</param>
internal readonly struct ShardPlan(int samples, int shards)
{
    /// <summary>The rows of the dataset that some neighbouring shards have together.</summary>
    public Share Rows(Share those)
    {
        int first = FirstRow(those.Start);
        return new Share(first, FirstRow(those.Start + those.Count) - first);
    }

    /// <summary>Which of a shard's samples, in their order of the epoch, are among some places of the epoch.</summary>
    public Share Among(Share places, int shard)
    {
        int first = TurnsBefore(places.Start, shard);
        return new Share(first, TurnsBefore(places.Start + places.Count, shard) - first);
    }

    // The first shards have one row more where there are some left over.
    private int FirstRow(int shard) => (shard * (samples / shards)) + Math.Min(shard, samples % shards);

    private int TurnsBefore(int place, int shard) => (int)(((long)place + shards - 1 - shard) / shards);
}
