using System.Diagnostics;

namespace Unrolled;

/// <summary>Trains networks on mini-batches, from beginning to end; <see cref="TrainingSession{TNetwork}"/> goes step by step.</summary>
/// <remarks>
/// Every epoch uses every sample exactly once, in a new random order unless <see cref="TrainingOptions.Shuffle"/> is off. The loop
/// over the batches allocates nothing but, in its first steps, scratch memory that each thread keeps.
/// </remarks>
public static partial class Trainer
{
    /// <summary>
    /// Trains a network for <see cref="TrainingOptions.Epochs"/> epochs, or until <see cref="TrainingOptions.EarlyStopping"/> ends it.
    /// </summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. Training goes on from the parameters it has.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="progress">
    /// Told about every epoch when it is over, on this thread. In a console program <see cref="Progress{T}"/> passes reports on to other
    /// threads, late and in any order: <c>Epochs</c> gives each in its place.
    /// </param>
    /// <param name="cancellationToken">Checked before every batch.</param>
    /// <returns>A report for every epoch, and what the network is worth that training leaves behind.</returns>
    /// <exception cref="ArgumentException">An option is out of range or a dataset does not fit. Nothing has changed.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled. The network is as the last whole batch left it.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss, a parameter or the optimizer's state is no longer finite. The network has the parameters from before the epoch.
    /// </exception>
    public static TrainingResult Train<TNetwork>(
        TNetwork network,
        Dataset training,
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
    /// <remarks>
    /// Targets may be any finite numbers and sample weights of any sign. Whatever the loss throws comes out here, with the network as the
    /// last whole batch left it.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <typeparam name="TLoss">The loss, which takes the place of the network's own.</typeparam>
    /// <param name="network">The network. Training goes on from the parameters it has.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="progress">Told about every epoch when it is over, on this thread.</param>
    /// <param name="cancellationToken">Checked before every batch.</param>
    /// <returns>A report for every epoch, and what the network is worth that training leaves behind.</returns>
    /// <exception cref="ArgumentException">An option is out of range or a dataset does not fit. Nothing has changed.</exception>
    /// <exception cref="NotSupportedException">The outputs have no derivative, or the network is not a generated one.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled. The network is as the last whole batch left it.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss or its derivative, a parameter or the optimizer's state is no longer finite. The network has the parameters from before the
    /// epoch.
    /// </exception>
    /// <example>
    /// <code>
    /// TrainingResult result = Trainer.Train&lt;Forecast, QuantileLoss&gt;(network, training, options, validation);
    /// </code>
    /// </example>
    public static TrainingResult Train<TNetwork, TLoss>(
        TNetwork network,
        Dataset training,
        TrainingOptions options,
        Dataset? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
        where TLoss : ILoss =>
        Train(new WithLoss<TNetwork, TLoss>(network), training, options, validation, progress, cancellationToken);

    /// <summary>Trains a network one epoch at a time: each step of the enumeration runs an epoch. Leave the loop to stop early.</summary>
    /// <remarks>
    /// Whoever leaves the loop early keeps the parameters of the last epoch. <see cref="EarlyStopping.RestoreBest"/> restores the best ones
    /// where training ends by itself, with the last report.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. Training goes on from the parameters it has.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="cancellationToken">Checked before every batch.</param>
    /// <returns>A report for every epoch, which runs when the report is asked for.</returns>
    /// <exception cref="ArgumentException">An option is out of range or a dataset does not fit. Nothing has changed.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled. The network is as the last whole batch left it.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss, a parameter or the optimizer's state is no longer finite. The network has the parameters from before the epoch.
    /// </exception>
    /// <example>
    /// <code>
    /// foreach (EpochReport report in Trainer.Epochs(network, training, options, validation))
    /// {
    ///     if (report.Accuracy >= 0.95)
    ///     {
    ///         break;
    ///     }
    /// }
    /// </code>
    /// </example>
    public static IEnumerable<EpochReport> Epochs<TNetwork>(
        TNetwork network,
        Dataset training,
        TrainingOptions options,
        Dataset? validation = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        TrainingSession<TNetwork>.Check(network, training, options, validation);
        return Run(() => new TrainingSession<TNetwork>(network, training, options, validation), cancellationToken);
    }

    /// <summary>The same by a loss of one's own, as <c>Train</c>.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <typeparam name="TLoss">The loss, which takes the place of the network's own.</typeparam>
    /// <param name="network">The network. Training goes on from the parameters it has.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="cancellationToken">Checked before every batch.</param>
    /// <returns>A report for every epoch, which runs when the report is asked for.</returns>
    /// <exception cref="ArgumentException">An option is out of range or a dataset does not fit. Nothing has changed.</exception>
    /// <exception cref="NotSupportedException">The outputs have no derivative, or the network is not a generated one.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled. The network is as the last whole batch left it.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss or its derivative, a parameter or the optimizer's state is no longer finite. The network has the parameters from before the
    /// epoch.
    /// </exception>
    public static IEnumerable<EpochReport> Epochs<TNetwork, TLoss>(
        TNetwork network,
        Dataset training,
        TrainingOptions options,
        Dataset? validation = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
        where TLoss : ILoss => Epochs(new WithLoss<TNetwork, TLoss>(network), training, options, validation, cancellationToken);

    private static TrainingResult RunToEnd<TNetwork>(
        TrainingSession<TNetwork> session, long started, IProgress<EpochReport>? progress, CancellationToken cancellationToken)
        where TNetwork : class, INetwork<TNetwork>
    {
        List<EpochReport> reports = [];
        while (!session.IsFinished)
        {
            EpochReport report = session.RunEpoch(cancellationToken);
            reports.Add(report);
            progress?.Report(report);
        }

        return session.Result(reports, Stopwatch.GetElapsedTime(started));
    }

    private static IEnumerable<EpochReport> Run<TNetwork>(Func<TrainingSession<TNetwork>> begin, CancellationToken cancellationToken)
        where TNetwork : class, INetwork<TNetwork>
    {
        using TrainingSession<TNetwork> session = begin();
        while (!session.IsFinished)
        {
            yield return session.RunEpoch(cancellationToken);
        }
    }
}
