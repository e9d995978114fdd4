using Unrolled.Tests.Networks;
using Unrolled.Tests.Training;

namespace Unrolled.Tests.Persistence;

/// <summary>A small training with everything that a checkpoint has to remember.</summary>
internal static class Runs
{
    public static Dataset Data { get; } = NoisyClasses.Create(103, seed: 1);

    public static Dataset Validation { get; } = NoisyClasses.Create(40, seed: 2);

    public static TrainingOptions Options(string optimizer, int epochs) => Optimizers.Options(optimizer) with
    {
        Epochs = epochs,
        BatchSize = 10,
        Seed = 3,
        Regularization = new() { L2 = 2, MaxNorm = 3 },
        Schedule = LearningRateSchedule.ReduceOnPlateau(0.5f, patience: 2),
        Augmentation = new Noise(),
        EarlyStopping = new() { Patience = epochs },
    };

    public static SoftmaxNet Network() => new(seed: 4);

    /// <summary>What an epoch achieved, to the last bit, without how long it took.</summary>
    public static string Line(EpochReport report) => FormattableString.Invariant(
        $"{report.Epoch} {report.Loss:R} {report.Accuracy:R} {report.ValidationLoss:R} {report.LearningRate:R}");
}

internal sealed class Told<T>(Action<T> action) : IProgress<T>
{
    public void Report(T value) => action(value);
}
