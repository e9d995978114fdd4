namespace Unrolled;

/// <summary>How a training goes through a source: what an epoch is, and what is in memory together.</summary>
internal sealed class SourcePlan
{
    // Two blocks of so much are in memory. Larger ones mix no better what matters, and leave the processor's caches further behind.
    private const int ShuffledBytes = 32 << 20;

    // What is read from one place: enough for a disk to be busy with, and few enough that a block has parts from many places.
    private const int ChunkBytes = 256 << 10;
    private const int LeastChunks = 64;

    // Their order is in memory.
    private const int MostChunks = 1 << 24;

    /// <param name="source">The source, which has been checked.</param>
    /// <param name="options">How to train.</param>
    public SourcePlan(ISampleSource source, TrainingOptions options)
    {
        Batches = new BatchPlan(EpochSamples(source, options)!.Value, options.BatchSize);
        IsShuffled = options.Shuffle;
        int together = options.Shuffle ? options.ShuffleBuffer ?? ShuffleBuffer(source.Shape) : SampleSource.BlockSize(source.Shape);
        Blocks = new BlockPlan(Batches, together);
        Chunk = options.Shuffle && source.Count is { } count && count > Blocks.Capacity ? ChunkOf(source.Shape, count, Blocks.Capacity) : 0;
        Epochs = options.Epochs;
        Seed = options.Seed;
    }

    public BatchPlan Batches { get; }

    public BlockPlan Blocks { get; }

    /// <summary>Whether each block is shuffled.</summary>
    public bool IsShuffled { get; }

    /// <summary>How many neighbouring samples are read together, where their place is random; else 0.</summary>
    public int Chunk { get; }

    public int Epochs { get; }

    public int Seed { get; }

    /// <summary>The first sample of a block, where all that are read are counted.</summary>
    public long FirstSample(BlockPosition block) => ((long)block.Epoch * Batches.Samples) + Blocks.Places(block.Number).Start;

    /// <summary>The number of samples of an epoch; null where it is not known, or beyond what an epoch can have.</summary>
    public static int? EpochSamples(ISampleSource source, TrainingOptions options) =>
        options.EpochSamples ?? (source.Count <= int.MaxValue ? (int)source.Count : null);

    private static int ChunkOf(SampleShape shape, long count, int block)
    {
        long chunk = Math.Min(ChunkBytes / shape.Bytes, block / LeastChunks);
        return (int)Math.Max(Math.Max(1, chunk), (count + MostChunks - 1) / MostChunks);
    }

    private static int ShuffleBuffer(SampleShape shape) => (int)Math.Max(1, ShuffledBytes / shape.Bytes);
}
