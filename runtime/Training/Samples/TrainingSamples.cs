namespace Unrolled;

/// <summary>What a training learns from: the rows of each mini-batch of each epoch, and the dataset in which they lie.</summary>
/// <param name="plan">How an epoch is divided.</param>
internal abstract class TrainingSamples(BatchPlan plan) : IDisposable
{
    /// <summary>How an epoch is divided.</summary>
    public BatchPlan Plan { get; } = plan;

    /// <summary>The dataset in which the rows of the mini-batch lie that was asked for last.</summary>
    public abstract Dataset Data { get; }

    /// <summary>The samples that are here, before an augmentation has changed them.</summary>
    public abstract Dataset Plain { get; }

    /// <summary>Tells these samples from others.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>Why a training that is resumed does not go on to the same bits, in a sentence; null where it does.</summary>
    public virtual string? ObstacleToResuming => null;

    /// <summary>The rows of a mini-batch in <see cref="Data"/>, those of each shard together. They depend on the two numbers alone.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="batch">The mini-batch, from 0.</param>
    /// <param name="cancellationToken">Ends the wait for samples that have yet to be read.</param>
    public abstract ReadOnlySpan<int> Rows(int epoch, int batch, CancellationToken cancellationToken);

    /// <summary>Lets go of whatever the samples come from.</summary>
    public virtual void Dispose()
    {
    }
}
