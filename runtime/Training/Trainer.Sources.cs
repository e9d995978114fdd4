using System.Diagnostics;

namespace Unrolled;

/// <content>The same on samples that need not fit into memory.</content>
public static partial class Trainer
{
    /// <summary>
    /// Trains a network on samples that need not fit into memory, for <see cref="TrainingOptions.Epochs"/> epochs, or until
    /// <see cref="TrainingOptions.EarlyStopping"/> ends it.
    /// </summary>
    /// <remarks>
    /// Two blocks of samples are in memory: one is learnt while the next is read on another thread. Labels become targets that suit the
    /// outputs. Targets that the network cannot come to, and numbers that are not finite, are found when they are read.
    /// <see cref="TrainingOptions.EpochSamples"/> says what an epoch is where a source does not know its number of samples,
    /// <see cref="TrainingOptions.ShuffleBuffer"/> how many are shuffled together; <see cref="TrainingOptions.Shards"/> are refused.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. Training goes on from the parameters it has.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="progress">Told about every epoch when it is over, on this thread.</param>
    /// <param name="cancellationToken">Checked before every batch, and while samples are waited for.</param>
    /// <returns>A report for every epoch, and what the network is worth that training leaves behind.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, or the source or the validation data does not fit. Nothing has changed.
    /// </exception>
    /// <exception cref="InvalidDataException">A sample cannot be learnt. The network is as the last whole batch left it.</exception>
    /// <exception cref="InvalidFileException">The same, in a file, or the file has become shorter.</exception>
    /// <exception cref="EndOfStreamException">The source has ended and cannot be repeated. The network is as the last whole batch left it.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled. The network is as the last whole batch left it.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss, a parameter or the optimizer's state is no longer finite. The network has the parameters from before the epoch.
    /// </exception>
    /// <example>
    /// <code>
    /// SampleFile training = SampleFile.OfFloats("training.f32", inputSize: 16, targetSize: 1);
    /// TrainingResult result = Trainer.Train(network, training, new TrainingOptions { Epochs = 3, BatchSize = 100 });
    /// </code>
    /// </example>
    public static TrainingResult Train<TNetwork>(
        TNetwork network,
        ISampleSource training,
        TrainingOptions options,
        Dataset? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        long started = Stopwatch.GetTimestamp();
        using var session = new TrainingSession<TNetwork>(network, training, options, validation);
        return RunToEnd(session, started, progress, cancellationToken);
    }

    /// <summary>The same by a loss of one's own.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <typeparam name="TLoss">The loss, which takes the place of the network's own.</typeparam>
    /// <param name="network">The network. Training goes on from the parameters it has.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="progress">Told about every epoch when it is over, on this thread.</param>
    /// <param name="cancellationToken">Checked before every batch, and while samples are waited for.</param>
    /// <returns>A report for every epoch, and what the network is worth that training leaves behind.</returns>
    /// <remarks>The exceptions are those of the other overloads, for samples and for losses.</remarks>
    /// <exception cref="NotSupportedException">The outputs have no derivative, or the network is not a generated one.</exception>
    public static TrainingResult Train<TNetwork, TLoss>(
        TNetwork network,
        ISampleSource training,
        TrainingOptions options,
        Dataset? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
        where TLoss : ILoss =>
        Train(new WithLoss<TNetwork, TLoss>(network), training, options, validation, progress, cancellationToken);

    /// <summary>Trains on samples that need not fit into memory one epoch at a time: each step of the enumeration runs an epoch.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. Training goes on from the parameters it has.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="cancellationToken">Checked before every batch, and while samples are waited for.</param>
    /// <returns>A report for every epoch, which runs when the report is asked for, with the exceptions of <c>Train</c>.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, or the source or the validation data does not fit. Nothing has changed.
    /// </exception>
    public static IEnumerable<EpochReport> Epochs<TNetwork>(
        TNetwork network,
        ISampleSource training,
        TrainingOptions options,
        Dataset? validation = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        TrainingSession<TNetwork>.Check(network, training, options, validation);
        return Run(() => new TrainingSession<TNetwork>(network, training, options, validation), cancellationToken);
    }

    /// <summary>The same by a loss of one's own.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <typeparam name="TLoss">The loss, which takes the place of the network's own.</typeparam>
    /// <param name="network">The network. Training goes on from the parameters it has.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="cancellationToken">Checked before every batch, and while samples are waited for.</param>
    /// <returns>A report for every epoch, which runs when the report is asked for, with the exceptions of <c>Train</c>.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, or the source or the validation data does not fit. Nothing has changed.
    /// </exception>
    /// <exception cref="NotSupportedException">The outputs have no derivative, or the network is not a generated one.</exception>
    public static IEnumerable<EpochReport> Epochs<TNetwork, TLoss>(
        TNetwork network,
        ISampleSource training,
        TrainingOptions options,
        Dataset? validation = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
        where TLoss : ILoss => Epochs(new WithLoss<TNetwork, TLoss>(network), training, options, validation, cancellationToken);
}
