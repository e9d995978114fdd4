using Unrolled.Internal;
using Unrolled.Numerics;


namespace Unrolled;

/// <content>The state: out and back in.</content>
public sealed partial class TrainingSession<TNetwork>
{
    /// <summary>Copies the state out, as it is after the last mini-batch.</summary>
    /// <returns>A state that shares nothing with the session.</returns>
    /// <exception cref="InvalidOperationException">The training has diverged: there is nothing that could go on.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The last mini-batch has left a parameter or the optimizer's state that is not finite, before a loss has shown it. As in
    /// <see cref="RunBatch"/>.
    /// </exception>
    public TrainingState Capture()
    {
        if (_hasDiverged)
        {
            throw new InvalidOperationException($"{DivergedText} A state from before is needed to go on.");
        }

        RequireFinite();
        float[] parameters = _lastParameters?.ToArray() ?? new float[TNetwork.ParameterCount];
        if (_lastParameters is null)
        {
            _network.GetParameters(parameters);
        }

        float[][] vectors = [.. OptimizerState.Names.Select(_ => new float[TNetwork.ParameterCount])];
        for (int i = 0; i < vectors.Length; i++)
        {
            OptimizerState.Get(i, vectors[i]);
        }

        return new TrainingState
        {
            EpochsDone = EpochsDone,
            BatchesDone = BatchesDone,
            LossSum = _lossSum,
            Elapsed = _elapsed,
            Parameters = parameters,
            EpochParameters = BatchesDone == 0 ? null : EpochParameters(),
            DropoutState = _network.DropoutState,
            Optimizer = OptimizerState.Optimizer.Name,
            OptimizerSteps = OptimizerState.Steps,
            OptimizerVectors = vectors,
            LastEpoch = _lastEpoch,
            Best = new WatchState
            {
                Metric = _best.Metric,
                Data = DataOf(_best),
                BestEpoch = _best.Epoch,
                EpochsWithout = _best.EpochsWithout,
            },
            Plateau = _plateauBest is null ? null : new PlateauState
            {
                Metric = _plateauBest.Metric,
                Data = DataOf(_plateauBest),
                BestEpoch = _plateauBest.Epoch,
                EpochsWithout = _plateauBest.EpochsWithout,
                Reductions = _reductions,
            },
            EarlyStopping = _stoppingBest is null ? null : new EarlyStoppingState
            {
                Metric = _stoppingBest.Metric,
                Data = DataOf(_stoppingBest),
                BestEpoch = _stoppingBest.Epoch,
                EpochsWithout = _stoppingBest.EpochsWithout,
                BestParameters = _bestParameters?.ToArray(),
            },
        };
    }

    /// <summary>
    /// Goes back, or on, to a captured state, the network's parameters included. With the same data, options, number of threads and kind
    /// of processor everything that follows has the same bits as where the state was captured.
    /// </summary>
    /// <remarks>
    /// Options may be others. More epochs, or more patience, go on from the last parameters where training had ended. Early stopping, the
    /// schedule and the search for the best epoch go on where they stood if they watch the same metric of the same samples; otherwise they
    /// begin anew, and <see cref="Messages"/> says so. Early stopping also begins anew where it is to restore parameters and the state has
    /// none, for it was captured without. The learning rate stays reduced where a plateau has reduced it. Samples of a source that cannot be
    /// repeated are not those that would have come, which <see cref="Messages"/> says too.
    /// </remarks>
    /// <param name="state">The state. It is only read.</param>
    /// <exception cref="ArgumentException">The state does not fit the network, the data or the options. Nothing has changed.</exception>
    public void Restore(TrainingState state)
    {
        CheckState(state);
        _network.SetParameters(state.Parameters);
        _network.DropoutState = state.DropoutState;
        _network.Block.Span.CopyTo(_goodParameters.Span);
        if (state.BatchesDone > 0)
        {
            NetworkLayout<TNetwork>.Value.FromCanonical(state.EpochParameters, _goodParameters.Span);
        }

        OptimizerState.SetSteps(state.OptimizerSteps);
        for (int i = 0; i < state.OptimizerVectors.Count; i++)
        {
            OptimizerState.Set(i, state.OptimizerVectors[i]);
        }

        EpochsDone = state.EpochsDone;
        BatchesDone = state.BatchesDone;
        _lossSum = state.LossSum;
        _elapsed = state.Elapsed;
        _lastEpoch = state.LastEpoch;
        _lastParameters = null;
        _hasDiverged = false;
        RestoreWatches(state);
        if (StepsDone > 0 && !IsFinished && _samples.ObstacleToResuming is { } obstacle)
        {
            _journal.Say(obstacle);
        }

        if (IsFinished)
        {
            TakeBest();
        }
    }

    private float[] EpochParameters()
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        NetworkLayout<TNetwork>.Value.ToCanonical(_goodParameters.Span, parameters);
        return parameters;
    }

    private void RestoreWatches(TrainingState state)
    {
        GoOn(_best, state.Best, "The best epoch is looked for", canGoOn: true);
        _reductions = state.Plateau?.Reductions ?? 0;
        if (_plateauBest is not null)
        {
            GoOn(_plateauBest, state.Plateau, "The schedule waits for plateaus", canGoOn: true);
        }

        _isStopped = false;
        if (_stoppingBest is not null)
        {
            float[]? parameters = state.EarlyStopping?.BestParameters;
            bool canGoOn = _bestParameters is null || parameters is not null || state.EarlyStopping?.BestEpoch is null;
            GoOn(_stoppingBest, state.EarlyStopping, "Early stopping watches", canGoOn);
            parameters?.CopyTo(_bestParameters ?? parameters, 0);
            _isStopped = _stoppingBest.EpochsWithout >= _options.EarlyStopping!.Patience;
        }
    }

    private void GoOn(BestSoFar watch, WatchState? state, string what, bool canGoOn)
    {
        string? obstacle = state is null ? "nothing was watched before"
            : state.Metric != watch.Metric ? $"before it was {Figures.Name(state.Metric)}"
            : state.Data != DataOf(watch) ? "before it was that of other samples"
            : !canGoOn ? "before no parameters were kept that it could restore"
            : null;
        watch.Set(obstacle is null ? state : null);
        if (obstacle is not null && EpochsDone > 0)
        {
            _journal.Say($"{what} anew, by {Figures.Name(watch.Metric)}: {obstacle}.");
        }
    }

    private string DataOf(BestSoFar watch) => watch.Metric == Metric.TrainingLoss ? _samples.Fingerprint : _validationPrint.Value;

    private void CheckState(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Require(state.EpochsDone >= 0, $"{Wording.Exact(state.EpochsDone, "epoch")} are done");
        Require(
            state.BatchesDone >= 0 && state.BatchesDone < BatchesPerEpoch,
            $"the epoch under way has done {state.BatchesDone} of {Wording.Exact(BatchesPerEpoch, "mini-batch")}");
        Require(double.IsFinite(state.LossSum), $"the loss of the epoch under way is {state.LossSum}");
        Require(state.Elapsed >= TimeSpan.Zero, $"the epoch under way has taken {state.Elapsed}");
        Require(
            state.BatchesDone == 0 || state.EpochsDone < _options.Epochs,
            $"it is in the middle of epoch {state.EpochsDone + 1}, but the options end after {_options.Epochs}");
        Require(
            (state.LastEpoch?.Epoch ?? 0) == state.EpochsDone,
            $"its last epoch is {state.LastEpoch?.Epoch ?? 0}, but {state.EpochsDone} {Wording.Are(state.EpochsDone)} done");
        Require(
            state.Optimizer == OptimizerState.Optimizer.Name,
            $"the optimizer is {state.Optimizer}, but {OptimizerState.Optimizer.Name} is needed");
        Require(state.OptimizerSteps >= 0, $"the optimizer has made {Wording.Exact(state.OptimizerSteps, "step")}");
        Require(
            state.OptimizerVectors.Count == OptimizerState.Names.Count,
            $"it has {Wording.Exact(state.OptimizerVectors.Count, "vector")} of the optimizer, whose number is {OptimizerState.Names.Count}");
        RequireParameters(state.Parameters, "the parameters");
        Require(state.BatchesDone == 0 || state.EpochParameters is not null, $"the parameters from before the epoch under way are missing");
        RequireParameters(state.EpochParameters, "the parameters from before the epoch");
        RequireParameters(state.EarlyStopping?.BestParameters, "the best parameters");
        foreach (float[] vector in state.OptimizerVectors)
        {
            RequireParameters(vector, "the optimizer's vectors");
        }

        static void RequireParameters(float[]? values, string what)
        {
            if (values is null)
            {
                return;
            }

            Require(
                values.Length == TNetwork.ParameterCount,
                $"{what} have {Wording.Exact(values.Length, "number")}, but the network has {TNetwork.ParameterCount}");
            int index = Finite.FirstOther(values);
            Require(index < 0, $"{what} have {values[Math.Max(index, 0)]} at index {index}, but finite numbers are needed");
        }

        static void Require(bool fits, FormattableString found)
        {
            if (!fits)
            {
                throw new ArgumentException($"The state does not fit this training: {FormattableString.Invariant(found)}.", nameof(state));
            }
        }
    }
}
