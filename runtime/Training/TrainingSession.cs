using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// A training that goes on step by step: by mini-batches or by epochs, with a state that can be captured after any mini-batch and
/// restored in another session, which then goes on to the same bits as if there had been no interruption.
/// </summary>
/// <remarks>
/// <see cref="Trainer"/> runs a session from beginning to end. The order of the samples in an epoch depends on
/// <see cref="TrainingOptions.Seed"/> and the epoch's number alone. One call at a time; mini-batches allocate nothing but, in the first
/// steps, scratch memory that each thread keeps.
/// </remarks>
/// <typeparam name="TNetwork">The network class.</typeparam>
/// <example>
/// <code>
/// using var session = new TrainingSession&lt;DigitNetwork&gt;(network, training, options, validation);
/// while (!session.IsFinished)
/// {
///     if (session.RunBatch() is { } report)
///     {
///         Console.WriteLine(report);
///     }
/// }
/// </code>
/// </example>
public sealed partial class TrainingSession<TNetwork> : IDisposable where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly Dataset _training;
    private readonly Dataset? _validation;
    private readonly TrainingOptions _options;
    private readonly AugmentedRows? _augmented;
    private readonly EpochOrder _order;
    private readonly TrainingStep<TNetwork> _step;
    private readonly Classification<TNetwork>? _classification;
    private readonly PlateauSchedule? _plateau;
    private readonly BestSoFar? _plateauBest;
    private readonly BestSoFar? _stoppingBest;
    private readonly float[]? _bestParameters;
    private int _reductions;
    private double _lossSum;
    private TimeSpan _elapsed;
    private bool _isStopped;

    /// <summary>Prepares a training. The network is as it was until the first mini-batch.</summary>
    /// <param name="network">The network. Training goes on from the parameters it has, and needs the network to itself.</param>
    /// <param name="training">The samples to learn.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Samples to measure the accuracy on after every epoch; the network does not learn them.</param>
    /// <exception cref="ArgumentException">An option is out of range or a dataset does not fit.</exception>
    public TrainingSession(TNetwork network, Dataset training, TrainingOptions options, Dataset? validation = null)
    {
        Check(network, training, options, validation);
        _network = network;
        _augmented = options.Augmentation is null ? null : new AugmentedRows(options.Augmentation, options.Seed);
        _training = _augmented is null ? training : training.Augmented(_augmented);
        _validation = validation;
        _options = options;
        _order = new EpochOrder(training.Count, options);
        _step = new TrainingStep<TNetwork>(network, _training, options);
        _classification = validation is null ? null : new Classification<TNetwork>(validation, options.Threads);
        _plateau = options.Schedule as PlateauSchedule;
        _plateauBest = _plateau is null ? null : new BestSoFar(_plateau.Metric, _plateau.MinDelta);
        if (options.EarlyStopping is { } stopping)
        {
            _stoppingBest = new BestSoFar(stopping.Metric, stopping.MinDelta);
            _bestParameters = stopping.RestoreBest ? new float[TNetwork.ParameterCount] : null;
        }

        WarmUp(training);
    }

    /// <summary>The number of whole epochs done.</summary>
    public int EpochsDone { get; private set; }

    /// <summary>The number of mini-batches done of the epoch under way; 0 between two epochs.</summary>
    public int BatchesDone { get; private set; }

    /// <summary>The number of mini-batches of an epoch.</summary>
    public int BatchesPerEpoch => _order.Batches;

    /// <summary>Whether all epochs are over or early stopping has ended the training.</summary>
    public bool IsFinished => _isStopped || EpochsDone >= _options.Epochs;

    /// <summary>The learning rate of the next step.</summary>
    public float LearningRate
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _options.Schedule.Rate(
            _options.LearningRate, new TrainingPosition(EpochsDone, _options.Epochs, BatchesDone, BatchesPerEpoch), _reductions);
    }

    /// <summary>What the optimizer remembers.</summary>
    public OptimizerState OptimizerState => _step.State;

    /// <summary>Trains on the next mini-batch; after the last one of an epoch measures and decides how to go on.</summary>
    /// <returns>A report when an epoch is over, else null.</returns>
    /// <exception cref="InvalidOperationException">The training is finished.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a parameter is no longer finite.</exception>
    public EpochReport? RunBatch()
    {
        long started = Stopwatch.GetTimestamp();
        float rate = NextStep();
        _elapsed += Stopwatch.GetElapsedTime(started);
        return BatchesDone == BatchesPerEpoch ? EndEpoch(rate) : null;
    }

    /// <summary>Trains to the end of the epoch.</summary>
    /// <param name="cancellationToken">Checked before every mini-batch.</param>
    /// <returns>What the epoch achieved.</returns>
    /// <exception cref="InvalidOperationException">The training is finished.</exception>
    /// <exception cref="OperationCanceledException">Cancelled. The last whole mini-batch counts, and the session can go on.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a parameter is no longer finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public EpochReport RunEpoch(CancellationToken cancellationToken = default)
    {
        long started = Stopwatch.GetTimestamp();
        float rate;
        try
        {
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                rate = NextStep();
            }
            while (BatchesDone < BatchesPerEpoch);
        }
        finally
        {
            _elapsed += Stopwatch.GetElapsedTime(started);
        }

        return EndEpoch(rate);
    }

    /// <summary>Ends the threads that share the work, if there are any.</summary>
    public void Dispose() => _step.Dispose();

    /// <summary>Throws when the arguments of a training do not fit together.</summary>
    internal static void Check(TNetwork network, Dataset training, TrainingOptions options, Dataset? validation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        DatasetChecks.Check<TNetwork>(training, nameof(training));
        TargetChecks.Check<TNetwork>(training, nameof(training));
        if (validation is not null)
        {
            DatasetChecks.CheckClasses<TNetwork>(validation, nameof(validation));
        }
        else if (options.Watches(Metric.ValidationLoss) || options.Watches(Metric.ValidationAccuracy))
        {
            throw new ArgumentException(
                "The schedule or early stopping watches the validation data, but there is none.", nameof(validation));
        }

        if (options.Watches(Metric.ValidationLoss))
        {
            DatasetChecks.Check<TNetwork>(validation!, nameof(validation));
            TargetChecks.Check<TNetwork>(validation!, nameof(validation));
        }
    }

    // Returns the learning rate of the step.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float NextStep()
    {
        if (IsFinished)
        {
            throw new InvalidOperationException($"The training has finished after {Wording.Exact(EpochsDone, "epoch")}.");
        }

        if (_augmented is not null)
        {
            _augmented.Epoch = EpochsDone;
        }

        float rate = LearningRate;
        ReadOnlySpan<int> rows = _order.Rows(EpochsDone, BatchesDone);
        _training.Prefetch(_order.RowsAfter(BatchesDone, Dataset.PrefetchedRows));
        double loss = _step.Run(rows, rate);
        if (!double.IsFinite(loss))
        {
            throw new TrainingDivergedException(EpochsDone + 1, rate);
        }

        _lossSum += loss;
        BatchesDone++;
        return rate;
    }

    // Compiles what a step calls, so that the first epoch is not much slower than the others. Nothing changes.
    private void WarmUp(Dataset plain)
    {
        ReadOnlySpan<int> rows = _order.Rows(EpochsDone, BatchesDone);
        using Workspace workspace = Workspace.Rent(TNetwork.BlockSize);
        Span<float> block = MemoryMarshal.CreateSpan(ref workspace.Start, TNetwork.BlockSize);
        _network.AccumulateGradient(plain, rows[..Math.Min(rows.Length, TNetwork.ChunkSize)], firstSample: 0, scale: 0, block);
    }

    private EpochReport EndEpoch(float rate)
    {
        // The loss alone does not tell: it comes from before the step, and max(0, NaN) can bring dead units back to finite numbers.
        if (!VectorLoops.IsFinite(_network.Block.Span))
        {
            throw new TrainingDivergedException(EpochsDone + 1, rate);
        }

        var report = new EpochReport(
            EpochsDone + 1,
            _options.Epochs,
            _lossSum / _training.Count,
            _classification?.Run(_network).Accuracy,
            _elapsed,
            _training.Count / _elapsed.TotalSeconds)
        {
            ValidationLoss = _options.Watches(Metric.ValidationLoss)
                ? Evaluator.MeanLoss(_network, _validation!, _options.Threads)
                : null,
            LearningRate = rate,
        };
        EpochsDone++;
        BatchesDone = 0;
        _lossSum = 0;
        _elapsed = TimeSpan.Zero;
        WatchPlateau(report);
        WatchForStop(report);
        return report;
    }

    private void WatchPlateau(EpochReport report)
    {
        if (_plateauBest is not null && !_plateauBest.Improves(report) && _plateauBest.EpochsWithout >= _plateau!.Patience)
        {
            _reductions++;
            _plateauBest.EpochsWithout = 0;
        }
    }

    private void WatchForStop(EpochReport report)
    {
        if (_stoppingBest is null)
        {
            return;
        }

        if (_stoppingBest.Improves(report) && _bestParameters is not null)
        {
            _network.GetParameters(_bestParameters);
        }

        _isStopped = _stoppingBest.EpochsWithout >= _options.EarlyStopping!.Patience;
        if (IsFinished && _bestParameters is not null && _stoppingBest.Value is not null)
        {
            _network.SetParameters(_bestParameters);
        }
    }
}
