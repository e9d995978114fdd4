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
/// The folder keeps the <see cref="Keep"/> newest checkpoints, and the parameters of the best epoch as <c>best.safetensors</c>, which
/// <see cref="NetworkFile"/> loads: best in what early stopping watches, else in validation accuracy, or without validation data in the
/// training loss. Every file is whole or not there, and has a checksum: one that is damaged all the same is set aside and the one before
/// it used. Two trainings cannot use a folder at once.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// var checkpoints = new CheckpointFolder("digits-run");
/// checkpoints.Train(network, training, options, validation, progress, cancellationToken);    // the first time, and every time after
/// </code>
/// </example>
public sealed class CheckpointFolder
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
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(Interval));
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>Told in a line of English from which checkpoint training goes on, and which one is damaged.</summary>
    public IProgress<string>? Messages { get; init; }

    /// <summary>Trains a network, going on from the newest checkpoint if there is one, and saving checkpoints on the way.</summary>
    /// <remarks>
    /// The network, the data, <see cref="TrainingOptions.BatchSize"/>, <see cref="TrainingOptions.Shuffle"/>,
    /// <see cref="TrainingOptions.Seed"/> and the kind of optimizer must be those of the checkpoint. Other options may have changed:
    /// training goes on with the new ones, and with more epochs also where it had ended.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. Where there is a checkpoint its parameters are replaced.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure the accuracy on after every epoch; the network does not learn them.</param>
    /// <param name="progress">Told about every epoch when it is over, just before its checkpoint is saved.</param>
    /// <param name="cancellationToken">Checked before every mini-batch. A checkpoint is saved before the exception is thrown.</param>
    /// <returns>A report for every epoch that this call has ended; none where training was over already.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, a dataset does not fit, or the checkpoint's schedule or early stopping is of another kind than that of
    /// the options. Nothing has changed.
    /// </exception>
    /// <exception cref="NetworkFileException">
    /// The checkpoints are of another training, or all of them are damaged. Nothing has changed.
    /// </exception>
    /// <exception cref="IOException">
    /// The folder is used by another training, or a file cannot be read or written. The network keeps the parameters it has.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The folder is read-only. The network keeps the parameters it has.</exception>
    /// <exception cref="OperationCanceledException">
    /// Training was cancelled after a whole mini-batch, which the checkpoint includes.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss or a parameter is no longer finite. The checkpoints are those from before.
    /// </exception>
    public IReadOnlyList<EpochReport> Train<TNetwork>(
        TNetwork network,
        Dataset training,
        TrainingOptions options,
        Dataset? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        using TrainingSession<TNetwork> session = new(network, training, options, validation);
        CheckpointFiles files = new(FolderPath, Keep);
        CheckpointFile file = new(Identity<TNetwork>(training, options), TNetwork.Layers.ToArray(), session.OptimizerState.Names);
        BestSoFar best = options.EarlyStopping is { } stopping
            ? new BestSoFar(stopping.Metric, stopping.MinDelta)
            : new BestSoFar(validation is null ? Metric.TrainingLoss : Metric.ValidationAccuracy, minDelta: 0);
        using FileStream hold = files.Lock();
        files.RemoveLeftovers();
        if (Newest(files, file) is { } checkpoint)
        {
            session.Restore(checkpoint.State);
            best.Value = checkpoint.Best;
        }

        List<EpochReport> reports = [];
        long saved = Stopwatch.GetTimestamp();
        while (!session.IsFinished)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Save();
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (session.RunBatch() is { } report)
            {
                if (best.Improves(report))
                {
                    network.Save(files.Best);
                }

                // Told before it is saved: a process killed in between tells it again, instead of never.
                progress?.Report(report);
                reports.Add(report);
                Save();
            }
            else if (Stopwatch.GetElapsedTime(saved) >= Interval)
            {
                Save();
            }
        }

        return reports;

        void Save()
        {
            TrainingState state = session.Capture();
            file.Write(files.PathOf(state), state, best.Value);
            files.RemoveOld();
            saved = Stopwatch.GetTimestamp();
        }
    }

    private Checkpoint? Newest(CheckpointFiles files, CheckpointFile file)
    {
        List<NetworkFileException> damaged = [];
        foreach (string path in files.NewestFirst())
        {
            try
            {
                Checkpoint checkpoint = file.Read(path);
                foreach (NetworkFileException defect in damaged)
                {
                    Messages?.Report($"skipped a damaged checkpoint, now {CheckpointFiles.SetAside(defect.File)}: {defect.Message}");
                }

                TrainingState state = checkpoint.State;
                Messages?.Report(string.Create(
                    CultureInfo.InvariantCulture,
                    $"resumed after {Wording.Exact(state.EpochsDone, "epoch")} and "
                    + $"{Wording.Exact(state.BatchesDone, "mini-batch")}, from {path}"));
                return checkpoint;
            }
            catch (NetworkFileException defect) when (!defect.IsOfAnotherTraining)
            {
                damaged.Add(defect);
            }
        }

        return damaged.Count == 0 ? null : throw damaged[0];
    }

    private static string Identity<TNetwork>(Dataset training, TrainingOptions options) where TNetwork : class, INetwork<TNetwork>
    {
        Dictionary<string, string> network = NetworkTensors.Describe<TNetwork>();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"network {network[NetworkTensors.TopologyKey]} ({network[NetworkTensors.ActivationsKey]}; {network[NetworkTensors.LossKey]}), "
            + $"{Wording.Exact(training.Count, "sample")}, batches of {Math.Min(options.BatchSize, training.Count)}, "
            + $"{(options.Shuffle ? "shuffled" : "in order")}, seed {options.Seed}, optimizer {options.Optimizer.Name}");
    }
}
