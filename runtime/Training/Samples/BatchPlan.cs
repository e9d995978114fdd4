using Unrolled.Threading;

namespace Unrolled;

/// <summary>How the samples of an epoch are divided into mini-batches, the last of which takes what is left.</summary>
/// <param name="samples">The number of samples of an epoch, at least 1.</param>
/// <param name="batchSize">The number of samples of a mini-batch, at least 1; more than there are is as many as there are.</param>
internal readonly struct BatchPlan(int samples, int batchSize)
{
    /// <summary>The number of samples of an epoch.</summary>
    public int Samples { get; } = samples;

    /// <summary>The number of samples of every mini-batch but the last.</summary>
    public int BatchSize { get; } = Math.Min(batchSize, samples);

    /// <summary>The number of mini-batches of an epoch.</summary>
    public int Batches { get; } = (int)(((samples - 1L) / Math.Min(batchSize, samples)) + 1);

    /// <summary>The places in the epoch of a mini-batch.</summary>
    public Share Places(int batch)
    {
        int start = batch * BatchSize;
        return new Share(start, Math.Min(BatchSize, Samples - start));
    }

    /// <summary>The first place after a mini-batch.</summary>
    public int After(int batch) => (int)Math.Min((batch + 1L) * BatchSize, Samples);
}
