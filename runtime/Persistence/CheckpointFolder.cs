using System.Diagnostics;
using System.Globalization;

namespace Unrolled;

/// <summary>A folder with the checkpoints of one training, from which it goes on after an interruption of any kind.</summary>
/// <remarks>
/// <para>
/// A checkpoint is saved after every epoch, within an epoch whenever <see cref="Interval"/> has passed, and when training is cancelled. It
/// holds everything that the rest of the training depends on: parameters, optimizer, epoch and mini-batch, schedule, early stopping. The
/// order of the samples follows from the seed and the epoch. So a training that was killed and resumed ends with the same bits as one
/// that was not, on the same kind of processor.
/// </para>
/// <para>
/// The folder keeps the <see cref="Keep"/> newest checkpoints, the newest one of a whole epoch, and the parameters of the best epoch as
/// <c>best.safetensors</c>, which <see cref="NetworkFile"/> loads: best as in <see cref="TrainingResult.BestEpoch"/>, by the metric that
/// early stopping watches, else by the validation loss, and without validation data by the training loss. Every file is whole or not there,
/// and has a checksum: one that is damaged all the same is set aside and the one before it used. Two trainings cannot use a folder at once.
/// </para>
/// <para>
/// Should training diverge, the checkpoints from within the epoch in which it happened go: the next call goes on from the last good epoch,
/// with a lower learning rate if it is wise, or where the first epoch diverged begins with the network that it is given.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// var checkpoints = new CheckpointFolder("digits-run");
/// checkpoints.Train(network, training, options, validation, progress, cancellationToken);    // the first time, and every time after
/// </code>
/// </example>
public sealed partial class CheckpointFolder
{
    /// <summary>Names a folder, which is made when training starts.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public CheckpointFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FolderPath = path;
    }

    /// <summary>The folder.</summary>
    public string FolderPath { get; }

    /// <summary>How many checkpoints are kept, at least 1. The default is 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Keep
    {
        get;
        init
        {
            Require.AtLeastOne(value, nameof(Keep));
            field = value;
        }
    } = 3;

    /// <summary>How long until the next checkpoint within an epoch. The default is a minute; zero is after every mini-batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan Interval
    {
        get;
        init
        {
            Require.That(value >= TimeSpan.Zero, value, "a time of 0 or more", nameof(Interval));
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Told, in English, from which checkpoint training goes on and which one is damaged, and whatever else
    /// <see cref="TrainingOptions.Messages"/> is told, who hears this too. <see cref="TrainingResult.Messages"/> has it all.
    /// </summary>
    public IProgress<string>? Messages { get; init; }

    /// <summary>Trains a network, going on from the newest checkpoint if there is one, and saving checkpoints on the way.</summary>
    /// <remarks>
    /// The network, the data, <see cref="TrainingOptions.BatchSize"/>, <see cref="TrainingOptions.Shuffle"/>,
    /// <see cref="TrainingOptions.Seed"/> and the kind of optimizer must be those of the checkpoint. Other options may have changed:
    /// training goes on with the new ones, and with more epochs or patience also where it had ended, from the last parameters and not from
    /// the best ones. What watches another metric than before, or validation data that are not the same, begins anew and says so: early
    /// stopping, the schedule, and the choice of <c>best.safetensors</c>. See <see cref="TrainingSession{TNetwork}.Restore"/>.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. Where there is a checkpoint its parameters are replaced.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="progress">Told about every epoch when it is over, on this thread, just before its checkpoint is saved.</param>
    /// <param name="cancellationToken">Checked before every mini-batch. A checkpoint is saved before the exception is thrown.</param>
    /// <returns>
    /// A report for every epoch that this call has ended, none where training was over already, and what the network is worth, as
    /// <see cref="Trainer"/> has it.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, a dataset does not fit, or the checkpoint is from within an epoch beyond those of the options. Nothing has
    /// changed.
    /// </exception>
    /// <exception cref="InvalidFileException">
    /// The checkpoints are of another training or version, or all of them are damaged. Nothing has changed.
    /// </exception>
    /// <exception cref="IOException">
    /// The folder is used by another training, or a file cannot be read or written. The network keeps the parameters it has.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The folder is read-only. The network keeps the parameters it has.</exception>
    /// <exception cref="OperationCanceledException">
    /// Training was cancelled after a whole mini-batch, which the checkpoint includes.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss, a parameter or the optimizer's state is no longer finite. Network and folder are as before the epoch, also where it was
    /// resumed from within.
    /// </exception>
    public TrainingResult Train<TNetwork>(
        TNetwork network,
        Dataset training,
        TrainingOptions options,
        Dataset? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        long started = Stopwatch.GetTimestamp();
        using TrainingSession<TNetwork> session = new(network, training, options with { Messages = Both(options.Messages) }, validation);
        return Run(session, Wording.Exact(training.Count, "sample"), options, started, progress, cancellationToken);
    }

    private TrainingResult Run<TNetwork>(
        TrainingSession<TNetwork> session, string samples, TrainingOptions options, long started, IProgress<EpochReport>? progress,
        CancellationToken cancellationToken)
        where TNetwork : class, INetwork<TNetwork>
    {
        string identity = Identity<TNetwork>(samples, session.BatchSize, options);
        CheckpointFile file = new(identity, TNetwork.Layers.ToArray(), session.OptimizerState.Names);
        using CheckpointKeeper keeper = new(FolderPath, Keep, file, options.Group);
        if (keeper.Newest(session.Journal) is { } state)
        {
            session.Restore(state);

            // A process that was killed may have had no time to.
            keeper.RemoveOld();
            SayWhyNot(session, options);
        }

        List<EpochReport> reports = [];
        long saved = Stopwatch.GetTimestamp();
        try
        {
            RunToEnd();
        }
        catch (TrainingDivergedException)
        {
            keeper.RemoveWithin(session.EpochsDone);
            throw;
        }

        return session.Result(reports, Stopwatch.GetElapsedTime(started));

        void RunToEnd()
        {
            while (!session.IsFinished)
            {
                if (session.IsCancelled(cancellationToken))
                {
                    Save();
                    throw new OperationCanceledException("The training was cancelled.", cancellationToken);
                }

                if (Next() is { } report)
                {
                    if (session.LastIsBest && keeper.HasFolder)
                    {
                        session.LastNetwork.Save(keeper.Best);
                    }

                    // Told before it is saved: a process killed in between tells it again, instead of never.
                    progress?.Report(report);
                    reports.Add(report);
                    Save();
                }
                else if (session.Wishes.HasFlag(GroupWishes.Save))
                {
                    Save();
                }
            }
        }

        EpochReport? Next()
        {
            try
            {
                return session.Next(Wishes(), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // While samples were waited for.
                Save();
                throw;
            }
        }

        GroupWishes Wishes() => (cancellationToken.IsCancellationRequested ? GroupWishes.Stop : GroupWishes.None)
            | (keeper.HasFolder && Stopwatch.GetElapsedTime(saved) >= Interval ? GroupWishes.Save : GroupWishes.None);

        void Save()
        {
            // Of all processes, for one that finds that its state is not finite ends.
            TrainingState state = session.Capture();
            saved = Stopwatch.GetTimestamp();
            if (keeper.HasFolder)
            {
                session.Journal.CheckpointSaved(keeper.Save(state));
            }
        }
    }

    /// <summary>The same by a loss of one's own, whose type must be that of the checkpoint.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <typeparam name="TLoss">The loss, which takes the place of the network's own.</typeparam>
    /// <param name="network">The network. Where there is a checkpoint its parameters are replaced.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="progress">Told about every epoch when it is over, on this thread, just before its checkpoint is saved.</param>
    /// <param name="cancellationToken">Checked before every mini-batch. A checkpoint is saved before the exception is thrown.</param>
    /// <returns>What <c>Train</c> returns by the network's own loss.</returns>
    /// <remarks>The exceptions are those of <c>Train</c> by the network's own loss too.</remarks>
    /// <exception cref="NotSupportedException">The outputs have no derivative, or the network is not a generated one.</exception>
    public TrainingResult Train<TNetwork, TLoss>(
        TNetwork network,
        Dataset training,
        TrainingOptions options,
        Dataset? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
        where TLoss : ILoss =>
        Train(new WithLoss<TNetwork, TLoss>(network), training, options, validation, progress, cancellationToken);

    private static void SayWhyNot<TNetwork>(TrainingSession<TNetwork> session, TrainingOptions options)
        where TNetwork : class, INetwork<TNetwork>
    {
        string done = $"nothing is left to train after {Wording.Exact(session.EpochsDone, "epoch")}";
        if (session.End == TrainingEnd.EarlyStopping)
        {
            session.Journal.Say(
                $"{done}: early stopping ended it, whose patience is {Wording.Exact(options.EarlyStopping!.Patience, "epoch")}. "
                + "More patience goes on.");
        }
        else if (session.IsFinished)
        {
            session.Journal.Say($"{done}: the options have {Wording.Number(options.Epochs)}. More epochs go on.");
        }
    }

    private IProgress<string>? Both(IProgress<string>? other) =>
        Messages is null ? other : other is null || other == Messages ? Messages : new Pair(Messages, other);

    private static string Identity<TNetwork>(string samples, int batchSize, TrainingOptions options) where TNetwork : class, INetwork<TNetwork> =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"network {NetworkTensors.InWords<TNetwork>()}, "
            + $"{samples}, batches of {batchSize}, "
            + $"{(options.Shards == 1 ? "" : $"{Wording.Exact(options.Shards, "shard")}, ")}"
            + $"{(options.Shuffle ? "shuffled" : "in order")}, seed {options.Seed}, optimizer {options.Optimizer.Name}");

    private sealed class Pair(IProgress<string> first, IProgress<string> second) : IProgress<string>
    {
        public void Report(string value)
        {
            first.Report(value);
            second.Report(value);
        }
    }
}
