using System.Diagnostics;

namespace Unrolled;

/// <content>The same on samples that need not fit into memory.</content>
public sealed partial class CheckpointFolder
{
    /// <summary>
    /// Trains a network on samples that need not fit into memory, going on from the newest checkpoint if there is one, and saving checkpoints
    /// on the way.
    /// </summary>
    /// <remarks>
    /// As for a dataset; the source must have the same name and number of samples, and <see cref="TrainingOptions.EpochSamples"/> and
    /// <see cref="TrainingOptions.ShuffleBuffer"/> must be those of the checkpoint too. From a source that can be repeated training goes on at
    /// the same sample and to the same bits; one that can seek goes there at once, another is read up to there. From one that cannot be
    /// repeated it goes on with the samples that come next, which <see cref="Messages"/> is told.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. Where there is a checkpoint its parameters are replaced.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="progress">Told about every epoch when it is over, on this thread, just before its checkpoint is saved.</param>
    /// <param name="cancellationToken">
    /// Checked before every mini-batch, and while samples are waited for. A checkpoint is saved before the exception is thrown.
    /// </param>
    /// <returns>What <c>Train</c> on a dataset returns, whose exceptions there are too, as those of <see cref="Trainer"/> on such samples.</returns>
    public TrainingResult Train<TNetwork>(
        TNetwork network,
        ISampleSource training,
        TrainingOptions options,
        Dataset? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        long started = Stopwatch.GetTimestamp();
        using TrainingSession<TNetwork> session = new(network, training, options with { Messages = Both(options.Messages) }, validation);
        string count = training.Count is { } known ? $"{Wording.Exact(known, "sample")} of " : "";
        string samples = $"{count}{training.Name}{(options.ForSource() is { Length: > 0 } text ? $", {text}" : "")}";
        return Run(session, samples, options, started, progress, cancellationToken);
    }

    /// <summary>The same by a loss of one's own, whose type must be that of the checkpoint.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <typeparam name="TLoss">The loss, which takes the place of the network's own.</typeparam>
    /// <param name="network">The network. Where there is a checkpoint its parameters are replaced.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="progress">Told about every epoch when it is over, on this thread, just before its checkpoint is saved.</param>
    /// <param name="cancellationToken">
    /// Checked before every mini-batch, and while samples are waited for. A checkpoint is saved before the exception is thrown.
    /// </param>
    /// <returns>What the other overloads return, whose exceptions there are too.</returns>
    /// <exception cref="NotSupportedException">The outputs have no derivative, or the network is not a generated one.</exception>
    public TrainingResult Train<TNetwork, TLoss>(
        TNetwork network,
        ISampleSource training,
        TrainingOptions options,
        Dataset? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
        where TLoss : ILoss =>
        Train(new WithLoss<TNetwork, TLoss>(network), training, options, validation, progress, cancellationToken);
}
