namespace Unrolled;

/// <content>The state: out and back in.</content>
public sealed partial class TrainingSession<TNetwork>
{
    /// <summary>Copies the state out, as it is after the last mini-batch.</summary>
    /// <returns>A state that shares nothing with the session.</returns>
    public TrainingState Capture()
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        _network.GetParameters(parameters);
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
            IsStopped = _isStopped,
            Parameters = parameters,
            DropoutState = _network.DropoutState,
            Optimizer = OptimizerState.Optimizer.Name,
            OptimizerSteps = OptimizerState.Steps,
            OptimizerVectors = vectors,
            Plateau = _plateauBest is null ? null : new PlateauState(_plateauBest.Value, _plateauBest.EpochsWithout, _reductions),
            EarlyStopping = _stoppingBest is null
                ? null
                : new EarlyStoppingState(_stoppingBest.Value, _stoppingBest.EpochsWithout, _bestParameters?.ToArray()),
        };
    }

    /// <summary>
    /// Goes back, or on, to a captured state, the network's parameters included. With the same data, options, number of threads and kind
    /// of processor everything that follows has the same bits as where the state was captured.
    /// </summary>
    /// <param name="state">The state. It is only read.</param>
    /// <exception cref="ArgumentException">The state does not fit the network, the data or the options. Nothing has changed.</exception>
    public void Restore(TrainingState state)
    {
        CheckState(state);
        _network.SetParameters(state.Parameters);
        _network.DropoutState = state.DropoutState;
        OptimizerState.SetSteps(state.OptimizerSteps);
        for (int i = 0; i < state.OptimizerVectors.Count; i++)
        {
            OptimizerState.Set(i, state.OptimizerVectors[i]);
        }

        EpochsDone = state.EpochsDone;
        BatchesDone = state.BatchesDone;
        _lossSum = state.LossSum;
        _elapsed = state.Elapsed;
        _isStopped = state.IsStopped;
        if (_plateauBest is not null)
        {
            _plateauBest.Value = state.Plateau!.Best;
            _plateauBest.EpochsWithout = state.Plateau.EpochsWithout;
            _reductions = state.Plateau.Reductions;
        }

        if (_stoppingBest is not null)
        {
            _stoppingBest.Value = state.EarlyStopping!.Best;
            _stoppingBest.EpochsWithout = state.EarlyStopping.EpochsWithout;
            state.EarlyStopping.BestParameters?.CopyTo(_bestParameters!, 0);
        }
    }

    private void CheckState(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Require(state.EpochsDone >= 0, $"{Wording.Exact(state.EpochsDone, "epoch")} {Wording.Are(state.EpochsDone)} done");
        Require(
            state.BatchesDone >= 0 && state.BatchesDone < BatchesPerEpoch,
            $"{Wording.Exact(state.BatchesDone, "mini-batch")} of {BatchesPerEpoch} in an epoch {Wording.Are(state.BatchesDone)} done");
        Require(
            state.Optimizer == OptimizerState.Optimizer.Name,
            $"the optimizer is {state.Optimizer}, but {OptimizerState.Optimizer.Name} is needed");
        Require(state.OptimizerSteps >= 0, $"the optimizer has made {Wording.Exact(state.OptimizerSteps, "step")}");
        Require(
            state.OptimizerVectors.Count == OptimizerState.Names.Count,
            $"the optimizer has {Wording.Exact(state.OptimizerVectors.Count, "vector")} where {OptimizerState.Names.Count} must be");
        RequireLength(state.Parameters, "the parameters");
        foreach (float[] vector in state.OptimizerVectors)
        {
            RequireLength(vector, "the optimizer's vectors");
        }

        Require((state.Plateau is null) == (_plateauBest is null), $"it has a plateau where the schedule knows none, or the reverse");
        Require(
            (state.EarlyStopping is null) == (_stoppingBest is null),
            $"it has early stopping where the options have none, or the reverse");
        if (state.EarlyStopping is { } stopping)
        {
            Require(
                (stopping.BestParameters is null) == (_bestParameters is null),
                $"it has best parameters where the options restore none, or the reverse");
            RequireLength(stopping.BestParameters ?? state.Parameters, "the best parameters");
        }

        static void RequireLength(float[] values, string what) => Require(
            values.Length == TNetwork.ParameterCount,
            $"{what} have {Wording.Exact(values.Length, "number")}, but {TNetwork.ParameterCount} are needed");

        static void Require(bool fits, FormattableString found)
        {
            if (!fits)
            {
                throw new ArgumentException($"The state does not fit this training: {FormattableString.Invariant(found)}.", nameof(state));
            }
        }
    }
}
