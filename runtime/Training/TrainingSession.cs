using System.Diagnostics;
using System.Runtime.CompilerServices;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>
/// A training that goes on step by step: by mini-batches or by epochs, with a state that can be captured after any mini-batch and
/// restored in another session, which then goes on to the same bits as if there had been no interruption.
/// </summary>
/// <remarks>
/// <see cref="Trainer"/> runs a session from beginning to end. The order of the samples in an epoch depends on
/// <see cref="TrainingOptions.Seed"/> and the epoch's number alone. One call at a time; mini-batches allocate nothing but, in the first
/// steps, scratch memory that each thread keeps. A second copy of the parameters is kept, to go back to should training diverge.
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
///
///     bar.Value = session.Progress;    // 1 in the end
/// }
/// </code>
/// </example>
public sealed partial class TrainingSession<TNetwork> : IDisposable where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly TrainingSamples _samples;
    private readonly Dataset? _validation;
    private readonly TrainingOptions _options;
    private readonly TrainingStep<TNetwork> _step;
    private readonly Validation<TNetwork>? _measure;
    private readonly GroupAgreement? _group;
    private readonly TrainingJournal _journal;
    private readonly BestSoFar _best;
    private readonly PlateauSchedule? _plateau;
    private readonly BestSoFar? _plateauBest;
    private readonly BestSoFar? _stoppingBest;
    private readonly float[]? _bestParameters;
    private readonly Lazy<string> _validationPrint;
    private readonly AlignedBuffer _goodParameters = new(TNetwork.BlockSize);
    private float[]? _lastParameters;
    private EpochFigures? _lastEpoch;
    private int _reductions;
    private double _lossSum;
    private TimeSpan _elapsed;
    private bool _isStarted;
    private bool _isStopped;
    private bool _hasDiverged;
    private bool _saidNotFinite;

    // Whether there may be something to say about samples that have yet to be read.
    private bool _hasHints;
    private GroupWishes _wishes;

    /// <summary>The number of whole epochs done.</summary>
    public int EpochsDone { get; private set; }

    /// <summary>The number of mini-batches done of the epoch under way; 0 between two epochs. See <see cref="Progress"/>.</summary>
    public int BatchesDone { get; private set; }

    /// <summary>The number of mini-batches of an epoch.</summary>
    public int BatchesPerEpoch => _samples.Plan.Batches;

    /// <summary>The number of mini-batches done in all epochs together.</summary>
    public long StepsDone => ((long)EpochsDone * BatchesPerEpoch) + BatchesDone;

    /// <summary>The number of mini-batches of all epochs together. Early stopping can end training before.</summary>
    public long TotalSteps => (long)_options.Epochs * BatchesPerEpoch;

    /// <summary>How much of the training is done, from 0 to 1, which it is as soon as training has ended, also by early stopping.</summary>
    /// <remarks>It never falls, unless a state is restored: what a progress bar needs.</remarks>
    public double Progress => IsFinished ? 1 : (double)StepsDone / TotalSteps;

    /// <summary>Whether training has ended, in whatever way.</summary>
    public bool IsFinished => End is not null;

    /// <summary>What has ended the training; null while it goes on.</summary>
    public TrainingEnd? End => _hasDiverged ? TrainingEnd.Divergence
        : BatchesDone > 0 ? null
        : EpochsDone >= _options.Epochs ? TrainingEnd.AllEpochs
        : _isStopped ? TrainingEnd.EarlyStopping
        : null;

    /// <summary>What there was to say up to now, in English: hints about the data, what a resumed training began anew. Often empty.</summary>
    /// <remarks><see cref="TrainingOptions.Messages"/> is told the same, as soon as it is known.</remarks>
    public IReadOnlyList<string> Messages => _journal.Messages;

    /// <summary>The learning rate of the next step.</summary>
    public float LearningRate
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _options.Schedule.Rate(
            _options.LearningRate, new TrainingPosition(EpochsDone, _options.Epochs, BatchesDone, BatchesPerEpoch), _reductions);
    }

    /// <summary>What the optimizer remembers.</summary>
    public OptimizerState OptimizerState => _step.State;

    /// <summary>What was wanted after the last mini-batch, in a group by some process.</summary>
    internal GroupWishes Wishes => _wishes;

    /// <summary>Whether the last epoch is the best one.</summary>
    internal bool LastIsBest => EpochsDone > 0 && _best.Epoch?.Epoch == EpochsDone;

    /// <summary>The network as the last mini-batch left it, also where training has ended and the network has got other parameters.</summary>
    internal TNetwork LastNetwork
    {
        get
        {
            if (_lastParameters is null)
            {
                return _network;
            }

            TNetwork last = TNetwork.Create(0);
            last.SetParameters(_lastParameters);
            return last;
        }
    }

    /// <summary>The number of samples of every mini-batch but the last of an epoch.</summary>
    internal int BatchSize => _samples.Plan.BatchSize;

    /// <summary>What is written down in the course of the training.</summary>
    internal TrainingJournal Journal => _journal;

    /// <summary>Trains on the next mini-batch; after the last one of an epoch measures and decides how to go on.</summary>
    /// <returns>A report when an epoch is over, else null.</returns>
    /// <exception cref="InvalidOperationException">The training has ended.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss, a parameter or the optimizer's state is no longer finite. The network has got the parameters back that it had before the
    /// epoch, and the session has ended; <see cref="Restore"/> begins again.
    /// </exception>
    public EpochReport? RunBatch() => Next(GroupWishes.None, CancellationToken.None);

    /// <summary>The same as <see cref="RunBatch"/>; afterwards <see cref="Wishes"/> says what is wanted, in a group by some process.</summary>
    /// <param name="wishes">What this process wants after the mini-batch.</param>
    /// <param name="cancellationToken">Ends the wait for samples.</param>
    internal EpochReport? Next(GroupWishes wishes, CancellationToken cancellationToken)
    {
        _wishes = wishes;
        long started = Stopwatch.GetTimestamp();
        float rate = NextStep(cancellationToken);
        _elapsed += Stopwatch.GetElapsedTime(started);
        return BatchesDone == BatchesPerEpoch ? EndEpoch(rate) : null;
    }

    /// <summary>Trains to the end of the epoch.</summary>
    /// <param name="cancellationToken">Checked before every mini-batch, and while samples are waited for.</param>
    /// <returns>What the epoch achieved.</returns>
    /// <exception cref="InvalidOperationException">The training has ended.</exception>
    /// <exception cref="OperationCanceledException">Cancelled. The last whole mini-batch counts, and the session can go on.</exception>
    /// <exception cref="TrainingDivergedException">As in <see cref="RunBatch"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public EpochReport RunEpoch(CancellationToken cancellationToken = default)
    {
        long started = Stopwatch.GetTimestamp();
        float rate;
        try
        {
            do
            {
                ThrowIfCancelled(cancellationToken);
                _wishes = cancellationToken.IsCancellationRequested ? GroupWishes.Stop : GroupWishes.None;
                rate = NextStep(cancellationToken);
            }
            while (BatchesDone < BatchesPerEpoch);
        }
        finally
        {
            _elapsed += Stopwatch.GetElapsedTime(started);
        }

        return EndEpoch(rate);
    }

    /// <summary>Whether to end before the next mini-batch; in a group whether some process wanted it before the last one.</summary>
    internal bool IsCancelled(CancellationToken cancellationToken)
    {
        if (_group is null)
        {
            return cancellationToken.IsCancellationRequested;
        }

        bool isCancelled = _wishes.HasFlag(GroupWishes.Stop);
        _wishes &= ~GroupWishes.Stop;
        return isCancelled;
    }

    /// <summary>Ends the threads that share the work, if there are any.</summary>
    public void Dispose()
    {
        _step.Dispose();
        _samples.Dispose();
    }

    /// <summary>What the training has achieved, once it has ended.</summary>
    internal TrainingResult Result(IReadOnlyList<EpochReport> reports, TimeSpan elapsed)
    {
        EpochFigures best = (_bestParameters is null ? null : _stoppingBest!.Epoch) ?? _best.Epoch ?? _lastEpoch!.Value;
        return new TrainingResult(reports, elapsed)
        {
            Final = _lastParameters is null ? _lastEpoch!.Value : best,
            BestEpoch = best.Epoch,
            End = End!.Value,
            Messages = _journal.Messages,
        };
    }

    // Returns the learning rate of the step.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float NextStep(CancellationToken cancellationToken)
    {
        if (BatchesDone == 0)
        {
            // Throws where training has ended.
            BeginEpoch();
        }

        float rate = LearningRate;
        ReadOnlySpan<int> rows = _samples.Rows(EpochsDone, BatchesDone, cancellationToken);
        if (_hasHints)
        {
            SayHints();
        }

        _lossSum += Step(rows, rate);
        BatchesDone++;
        return rate;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Step(ReadOnlySpan<int> rows, float rate)
    {
        double loss;
        try
        {
            loss = _step.Run(_samples.Data, rows, _samples.Plan.Places(BatchesDone), rate, ref _wishes);
        }
        catch (NotFiniteLossException exception)
        {
            throw Diverged(rate, $"{TrainedLoss<TNetwork>.Name}, or its derivative by an output,", exception);
        }

        return double.IsFinite(loss) ? loss : throw Diverged(rate, $"the loss{_step.FailedRank}");
    }

    private void ThrowIfCancelled(CancellationToken cancellationToken)
    {
        if (IsCancelled(cancellationToken))
        {
            throw new OperationCanceledException("The training was cancelled.", cancellationToken);
        }
    }
}
