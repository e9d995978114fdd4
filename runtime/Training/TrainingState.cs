namespace Unrolled;

/// <summary>
/// Everything that a training under way depends on besides its network class, data and options: plain numbers and arrays, in canonical
/// order, to be kept in a file or in memory. See <see cref="TrainingSession{TNetwork}.Capture"/>.
/// </summary>
public sealed record TrainingState
{
    /// <summary>The number of whole epochs done.</summary>
    public required int EpochsDone { get; init; }

    /// <summary>The number of mini-batches done of the epoch under way; 0 between two epochs.</summary>
    public int BatchesDone { get; init; }

    /// <summary>The loss summed over the samples of these mini-batches.</summary>
    public double LossSum { get; init; }

    /// <summary>How long these mini-batches took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether early stopping has ended the training.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The network's parameters, in canonical order.</summary>
    public required float[] Parameters { get; init; }

    /// <summary>Which hidden units the next step leaves out; 0 without dropout.</summary>
    public ulong DropoutState { get; init; }

    /// <summary>The name of the optimizer, as in <see cref="Unrolled.Optimizer.Name"/>.</summary>
    public required string Optimizer { get; init; }

    /// <summary>How many steps the optimizer has made.</summary>
    public long OptimizerSteps { get; init; }

    /// <summary>The optimizer's vectors, in the order of <see cref="OptimizerState.Names"/>, each in canonical order.</summary>
    public IReadOnlyList<float[]> OptimizerVectors { get; init; } = [];

    /// <summary>Where the learning-rate schedule stands; null unless it waits for plateaus.</summary>
    public PlateauState? Plateau { get; init; }

    /// <summary>Where early stopping stands; null unless it is on.</summary>
    public EarlyStoppingState? EarlyStopping { get; init; }
}

/// <summary>Where <see cref="LearningRateSchedule.ReduceOnPlateau"/> stands.</summary>
/// <param name="Best">The best value of the metric; null before the first epoch.</param>
/// <param name="EpochsWithout">The epochs in a row without improvement, counted from the last reduction.</param>
/// <param name="Reductions">How often the rate has been reduced.</param>
public sealed record PlateauState(double? Best, int EpochsWithout, int Reductions);

/// <summary>Where <see cref="Unrolled.EarlyStopping"/> stands.</summary>
/// <param name="Best">The best value of the metric; null before the first epoch.</param>
/// <param name="EpochsWithout">The epochs in a row without improvement.</param>
/// <param name="BestParameters">The parameters of the best epoch, in canonical order; null where there are none to restore.</param>
public sealed record EarlyStoppingState(double? Best, int EpochsWithout, float[]? BestParameters);
