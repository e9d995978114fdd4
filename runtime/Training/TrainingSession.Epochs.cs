using Unrolled.Numerics;


namespace Unrolled;

/// <content>What happens before the first mini-batch of an epoch and after the last one, and when training diverges.</content>
public sealed partial class TrainingSession<TNetwork>
{
    /// <summary>Throws as the end of an epoch does where a parameter is no longer finite: such a state is not to be kept.</summary>
    private void RequireFinite()
    {
        if (!VectorLoops.IsFinite(_network.Block.Span))
        {
            throw Diverged(LearningRate, "a parameter");
        }

        if (!OptimizerState.IsFinite)
        {
            throw Diverged(LearningRate, "the optimizer's state");
        }
    }

    private void BeginEpoch()
    {
        if (End is { } end)
        {
            throw new InvalidOperationException(end switch
            {
                TrainingEnd.AllEpochs => $"The training has ended after {Wording.Exact(EpochsDone, "epoch")}.",
                TrainingEnd.EarlyStopping => $"Early stopping has ended the training after {Wording.Exact(EpochsDone, "epoch")}.",
                _ => DivergedText,
            });
        }

        if (!_isStarted)
        {
            _isStarted = true;
            _journal.Started(EpochsDone, _samples.Plan.Samples);
        }

        _network.Block.Span.CopyTo(_goodParameters.Span);
    }

    private EpochReport EndEpoch(float rate)
    {
        // The loss alone does not tell: it comes from before the step, and max(0, NaN) can bring dead units back to finite numbers.
        RequireFinite();
        RequireSame();
        (double Loss, double? Accuracy)? measured = _measure?.Run(_network);
        var figures = new EpochFigures(EpochsDone + 1, _lossSum / _samples.Plan.Samples, measured?.Loss, measured?.Accuracy);
        RequireWatchable(figures, rate);
        var report = new EpochReport(
            figures.Epoch, _options.Epochs, figures.Loss, figures.Accuracy, _elapsed, _samples.Plan.Samples / _elapsed.TotalSeconds)
        {
            ValidationLoss = figures.ValidationLoss,
            LearningRate = rate,
        };
        EpochsDone++;
        BatchesDone = 0;
        _lossSum = 0;
        _elapsed = TimeSpan.Zero;
        _lastEpoch = figures;
        _best.Improves(figures);
        WatchPlateau(figures);
        WatchForStop(figures);
        _journal.EpochEnded(report, _samples.Plan.Samples);
        if (IsFinished)
        {
            TakeBest();
            _journal.Ended(End!.Value, EpochsDone);
        }

        return report;
    }

    // A validation loss that nobody watches may be what it is: the network can still be of use.
    private void RequireWatchable(EpochFigures figures, float rate)
    {
        if (figures.ValidationLoss is not { } loss || double.IsFinite(loss))
        {
            return;
        }

        if (_options.Watches(Metric.ValidationLoss))
        {
            throw Diverged(rate, "the validation loss");
        }

        if (_saidNotFinite)
        {
            return;
        }

        _saidNotFinite = true;
        _journal.Say(
            $"The validation loss of epoch {Wording.Number(figures.Epoch)} is {Wording.Number(loss)}. "
            + (DataReport.Of(_validation!, "validation data").Text ?? "The outputs are too large."));
    }

    private void WatchPlateau(EpochFigures figures)
    {
        if (_plateauBest is not null && !_plateauBest.Improves(figures) && _plateauBest.EpochsWithout >= _plateau!.Patience)
        {
            _reductions++;
            _plateauBest.EpochsWithout = 0;
        }
    }

    private void WatchForStop(EpochFigures figures)
    {
        if (_stoppingBest is null)
        {
            return;
        }

        if (_stoppingBest.Improves(figures) && _bestParameters is not null)
        {
            _network.GetParameters(_bestParameters);
        }

        _isStopped = _stoppingBest.EpochsWithout >= _options.EarlyStopping!.Patience;
    }

    // The last parameters stay in the state, so that a training that gets more epochs can go on from them.
    private void TakeBest()
    {
        if (_bestParameters is null || _stoppingBest!.Epoch is null)
        {
            return;
        }

        _lastParameters = new float[TNetwork.ParameterCount];
        _network.GetParameters(_lastParameters);
        _network.SetParameters(_bestParameters);
    }

    private string DivergedText => $"The training has diverged in epoch {Wording.Number(EpochsDone + 1)}.";

    private TrainingDivergedException Diverged(float rate, string what, Exception? innerException = null)
    {
        DataReport training = DataReport.Of(_samples.Plain, "training data");
        DataReport validation = _validation is null ? training : DataReport.Of(_validation, "validation data");
        _goodParameters.Span.CopyTo(_network.Block.Span);
        _hasDiverged = true;
        BatchesDone = 0;
        _lossSum = 0;
        _elapsed = TimeSpan.Zero;
        var exception = new TrainingDivergedException(EpochsDone + 1, rate, what, training, validation, innerException);
        _journal.Diverged(exception);
        return exception;
    }
}
