using System.Runtime.InteropServices;
using Unrolled.Internal;

namespace Unrolled;

/// <content>What a training begins with: its parts, and the checks that they fit together.</content>
public sealed partial class TrainingSession<TNetwork>
{
    /// <summary>Prepares a training. The network is as it was until the first mini-batch.</summary>
    /// <param name="network">The network. Training goes on from the parameters it has, and needs the network to itself.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <exception cref="ArgumentException">An option is out of range or a dataset does not fit.</exception>
    public TrainingSession(TNetwork network, Dataset training, TrainingOptions options, Dataset? validation = null)
        : this(network, Checked(network, training, options, validation), training, options, validation) => SayHints();

    /// <summary>The same on samples that need not fit into memory.</summary>
    /// <remarks>
    /// They are read ahead on another thread, which <see cref="Dispose"/> ends. Whatever is thrown in reading comes out of the call that
    /// needs the samples, with the network as the last mini-batch has left it; the next call tries to read them again.
    /// </remarks>
    /// <param name="network">The network. Training goes on from the parameters it has, and needs the network to itself.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch; the network does not learn them.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the source or the dataset does not fit.</exception>
    public TrainingSession(TNetwork network, ISampleSource training, TrainingOptions options, Dataset? validation = null)
        : this(network, Checked(network, training, options, validation), training: null, options, validation) => _hasHints = true;

    /// <param name="network">The network.</param>
    /// <param name="samples">What it learns from.</param>
    /// <param name="training">The same as a dataset, where they are one.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure on, or null. All this has been checked.</param>
    private TrainingSession(TNetwork network, TrainingSamples samples, Dataset? training, TrainingOptions options, Dataset? validation)
    {
        _network = network;
        _samples = samples;
        _validation = ForOutputs(validation);
        _options = options;
        _step = new TrainingStep<TNetwork>(network, samples.Plan.Samples, options);
        Dataset? present = _validation?.Present();
        bool hasClasses = present is not null && PredictionTasks.OfValidation<TNetwork>(training?.Here, present) == PredictionTask.SingleLabel;
        _measure = present is null ? null : new Validation<TNetwork>(present, hasClasses, options.Threads, group: options.Group);
        _journal = new TrainingJournal(TypeNames.Of(typeof(TNetwork)), options);
        _best = new BestSoFar(options.DecidingMetric(validation is not null), options.EarlyStopping?.MinDelta ?? 0);
        _plateau = options.Schedule as PlateauSchedule;
        _plateauBest = _plateau is null ? null : new BestSoFar(_plateau.Metric, _plateau.MinDelta);
        if (options.EarlyStopping is { } stopping)
        {
            _stoppingBest = new BestSoFar(stopping.Metric, stopping.MinDelta);
            _bestParameters = stopping.RestoreBest ? new float[TNetwork.ParameterCount] : null;
        }

        _validationPrint = new Lazy<string>(() => DatasetFingerprint.Of(present!));
        if (options.Group is { Size: > 1 } group)
        {
            _group = new GroupAgreement(group);
            _group.Require(Facts(training!, present, hasClasses));
        }

        if (TNetwork.LossType is null)
        {
            // A loss of one's own is not asked before training begins.
            WarmUp();
        }
    }

    /// <summary>Throws when the arguments of a training do not fit together.</summary>
    internal static void Check(TNetwork network, Dataset training, TrainingOptions options, Dataset? validation)
    {
        CheckOptions(network, options);
        DatasetChecks.CheckTraining<TNetwork>(training, nameof(training));
        if (options.EpochSamples is { } samples)
        {
            throw new ArgumentException(
                $"{nameof(options.EpochSamples)} is {Wording.Number(samples)}, but an epoch of a {nameof(Dataset)} is all of it; it is for an "
                + $"{nameof(ISampleSource)}.",
                nameof(options));
        }

        CheckRows(training, options);
        TargetChecks.Check<TNetwork>(training.Here, nameof(training));
        CheckValidation(training.Here, options, validation);
    }

    private static DatasetSamples Checked(TNetwork network, Dataset training, TrainingOptions options, Dataset? validation)
    {
        Check(network, training, options, validation);
        return new DatasetSamples(training, options);
    }

    /// <summary>The same for samples that need not fit into memory.</summary>
    internal static void Check(TNetwork network, ISampleSource training, TrainingOptions options, Dataset? validation)
    {
        CheckOptions(network, options);
        SourceChecks.Check<TNetwork>(training, options, nameof(training));
        CheckValidation(training: null, options, validation);
    }

    private static SourceSamples<TNetwork> Checked(TNetwork network, ISampleSource training, TrainingOptions options, Dataset? validation)
    {
        Check(network, training, options, validation);
        return new SourceSamples<TNetwork>(training, new SourcePlan(training, options), options);
    }

    private static void CheckOptions(TNetwork network, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options), TNetwork.Layers.Length - 1);
    }

    private static void CheckValidation(Dataset? training, TrainingOptions options, Dataset? validation)
    {
        if (validation is not null)
        {
            DatasetChecks.CheckClasses<TNetwork>(validation, nameof(validation));
            TargetChecks.Check<TNetwork>(ForOutputs(validation)!, nameof(validation));
        }
        else if (options.Watches(Metric.ValidationLoss) || options.Watches(Metric.ValidationAccuracy))
        {
            throw new ArgumentException(
                "The schedule or early stopping watches the validation data, but there is none.", nameof(validation));
        }

        if (options.Watches(Metric.ValidationAccuracy)
            && PredictionTasks.OfValidation<TNetwork>(training, validation!) is not PredictionTask.SingleLabel and var task)
        {
            throw new ArgumentException(
                $"The schedule or early stopping watches the validation accuracy, but the targets are "
                + (task == PredictionTask.MultiLabel ? "several labels for each sample" : "numbers")
                + $", not one class for each: {nameof(Metric)}.{nameof(Metric.ValidationLoss)} is needed.",
                nameof(options));
        }
    }

    private static void CheckRows(Dataset training, TrainingOptions options)
    {
        Range rows = options.OwnRows(training.Count);
        for (int row = rows.Start.Value; training.Here != training && row < rows.End.Value; row++)
        {
            if (!training.Has(row))
            {
                throw new ArgumentException(
                    $"Row {Wording.Number(row)} of the training data is not here, but this process computes rows {Wording.Number(rows.Start.Value)} "
                    + $"to {Wording.Number(rows.End.Value - 1)}: {nameof(TrainingOptions)}.{nameof(TrainingOptions.OwnRows)} says which to load.",
                    nameof(training));
            }
        }
    }

    // Labels need targets that suit the outputs, for the loss.
    private static Dataset? ForOutputs(Dataset? validation) =>
        validation is null || (validation.TargetSize == TNetwork.OutputSize && TrainedLoss<TNetwork>.Row is not { Targets: LossTargets.Signs })
            ? validation
            : OutputTargets.Of<TNetwork>(validation);

    // Compiles what a step calls, so that the first epoch is not much slower than the others. Nothing changes.
    private void WarmUp()
    {
        int count = Math.Min(_samples.Plan.BatchSize, Math.Min(TNetwork.ChunkSize, _samples.Plain.Count));
        int[] rows = [.. Enumerable.Range(0, count)];
        using Workspace workspace = Workspace.Rent(TNetwork.BlockSize);
        Span<float> block = MemoryMarshal.CreateSpan(ref workspace.Start, TNetwork.BlockSize);
        _network.AccumulateGradient(_samples.Plain, rows, firstSample: 0, scale: 0, block);
    }

    private void SayHints()
    {
        _hasHints = false;
        foreach (string hint in TrainingHints.For<TNetwork>(_samples.Plain, _options))
        {
            _journal.Say(hint);
        }
    }
}
