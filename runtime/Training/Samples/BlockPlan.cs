using Unrolled.Threading;

namespace Unrolled;

/// <summary>A block of samples in the course of a training.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Number">The block among those of the epoch, from 0.</param>
internal readonly record struct BlockPosition(int Epoch, int Number);

/// <summary>How an epoch of samples that do not fit into memory is divided into blocks, which are whole mini-batches.</summary>
/// <param name="batches">How an epoch is divided into mini-batches.</param>
/// <param name="together">How many samples a block has at least, if the epoch has so many.</param>
internal readonly struct BlockPlan(BatchPlan batches, int together)
{
    private readonly int _batches = (int)Math.Min(batches.Batches, ((long)together + batches.BatchSize - 1) / batches.BatchSize);

    /// <summary>The most samples of a block.</summary>
    public int Capacity => (int)Math.Min(batches.Samples, (long)_batches * batches.BatchSize);

    /// <summary>The block that has a mini-batch.</summary>
    public int Of(int batch) => batch / _batches;

    /// <summary>The mini-batches of a block.</summary>
    public Share Batches(int number)
    {
        int start = number * _batches;
        return new Share(start, Math.Min(_batches, batches.Batches - start));
    }

    /// <summary>The places in the epoch of a block.</summary>
    public Share Places(int number)
    {
        int start = number * Capacity;
        return new Share(start, Math.Min(Capacity, batches.Samples - start));
    }

    /// <summary>The block after another.</summary>
    public BlockPosition After(BlockPosition block) => block.Number < Of(batches.Batches - 1)
        ? block with { Number = block.Number + 1 }
        : new BlockPosition(block.Epoch + 1, 0);
}
