using Unrolled;

namespace MnistSample;

/// <summary>A network to choose with <c>--network</c>, and how it is trained unless the command line says otherwise.</summary>
internal abstract class Model
{
    /// <summary>All networks, the default first.</summary>
    public static IReadOnlyList<Model> All { get; } =
    [
        new Model<DigitNetwork>
        {
            Name = "digits",
            Description = "784-30-10, sigmoid, quadratic cost",
            Defaults = new TrainingOptions { Epochs = 30, BatchSize = 10, LearningRate = 3f },
        },
        new Model<ReluNetwork>
        {
            Name = "relu",
            Description = "784-100-10, ReLU and softmax, cross-entropy",
            Defaults = new TrainingOptions { Epochs = 20, BatchSize = 10, LearningRate = 0.1f },
        },
    ];

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required TrainingOptions Defaults { get; init; }

    public abstract int ParameterCount { get; }

    /// <summary>Trains a new network, and evaluates it on the test samples.</summary>
    public abstract ConfusionMatrix Train(
        MnistData data, TrainingOptions options, IProgress<EpochReport> progress, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class Model<TNetwork> : Model where TNetwork : class, INetwork<TNetwork>
{
    public override int ParameterCount => TNetwork.ParameterCount;

    public override ConfusionMatrix Train(
        MnistData data, TrainingOptions options, IProgress<EpochReport> progress, CancellationToken cancellationToken)
    {
        TNetwork network = TNetwork.Create(options.Seed);
        Trainer.Train(network, data.Training, options, data.Test, progress, cancellationToken);
        return Evaluator.Confusion(network, data.Test);
    }
}
