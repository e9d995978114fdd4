using System.Text.Json.Serialization;

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

    /// <summary>
    /// The parameters after the last mini-batch, in canonical order: also where training has ended and the network has got those of the
    /// best epoch, so that more epochs go on as if it had not ended.
    /// </summary>
    public required float[] Parameters { get; init; }

    /// <summary>
    /// The parameters from before the epoch under way, in canonical order, which the network gets back should it diverge; null between two
    /// epochs.
    /// </summary>
    public float[]? EpochParameters { get; init; }

    /// <summary>Which hidden units the next step leaves out; 0 without dropout.</summary>
    public ulong DropoutState { get; init; }

    /// <summary>The name of the optimizer, as in <see cref="Unrolled.Optimizer.Name"/>.</summary>
    public required string Optimizer { get; init; }

    /// <summary>How many steps the optimizer has made.</summary>
    public long OptimizerSteps { get; init; }

    /// <summary>The optimizer's vectors, in the order of <see cref="OptimizerState.Names"/>, each in canonical order.</summary>
    public IReadOnlyList<float[]> OptimizerVectors { get; init; } = [];

    /// <summary>The last whole epoch; null before the first one.</summary>
    public EpochFigures? LastEpoch { get; init; }

    /// <summary>The best epoch, by the metric that <see cref="TrainingResult.BestEpoch"/> says; null before the first one.</summary>
    public WatchState? Best { get; init; }

    /// <summary>Where the learning-rate schedule stands; null unless it waits for plateaus.</summary>
    public PlateauState? Plateau { get; init; }

    /// <summary>Where early stopping stands; null unless it is on.</summary>
    public EarlyStoppingState? EarlyStopping { get; init; }
}

/// <summary>A metric watched from epoch to epoch. It can go on only over the same metric of the same data.</summary>
public record WatchState
{
    /// <summary>What is watched.</summary>
    public required Metric Metric { get; init; }

    /// <summary>A checksum of the samples that the metric is measured on.</summary>
    public required string Data { get; init; }

    /// <summary>The best epoch; null before the first one.</summary>
    public EpochFigures? BestEpoch { get; init; }

    /// <summary>The epochs in a row without improvement.</summary>
    public int EpochsWithout { get; init; }

    /// <summary>The best value of the metric; null before the first epoch.</summary>
    [JsonIgnore]
    public double? Best => BestEpoch?.Value(Metric);
}

/// <summary>Where <see cref="LearningRateSchedule.ReduceOnPlateau"/> stands. Its epochs are counted from the last reduction.</summary>
public sealed record PlateauState : WatchState
{
    /// <summary>How often the rate has been reduced.</summary>
    public int Reductions { get; init; }
}

/// <summary>Where <see cref="Unrolled.EarlyStopping"/> stands.</summary>
public sealed record EarlyStoppingState : WatchState
{
    /// <summary>The parameters of the best epoch, in canonical order; null where there are none to restore.</summary>
    public float[]? BestParameters { get; init; }
}
