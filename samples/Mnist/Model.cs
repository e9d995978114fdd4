using Unrolled;

namespace MnistSample;

/// <summary>A network to choose with <c>--network</c>, and how it is trained unless the command line says otherwise.</summary>
internal abstract class Model
{
    // Static members are set in the order in which they stand: this one before those that have it.
    private static ImageAugmentation Distortion { get; } = new(Mnist.Side, Mnist.Side)
    {
        Shift = 1,
        Rotation = 10,
        Scale = 0.15f,
        Shear = 0.15f,
        Elastic = new ElasticDistortion(alpha: 20, sigma: 4),
    };

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
        new Model<SmallNetwork>
        {
            Name = "small",
            Description = "784-30-10, ReLU and softmax, Adam, digits moved, turned and bent",
            Defaults = new TrainingOptions
            {
                Epochs = 60,
                BatchSize = 64,
                LearningRate = 0.003f,
                Optimizer = Optimizer.Adam(),
                Schedule = LearningRateSchedule.Cosine(warmUp: 0.5f),
                Augmentation = Distortion,
            },
        },
        new Model<BestNetwork>
        {
            Name = "best",
            Description = "784-512-256-10, ReLU and softmax, AdamW, digits moved, turned and bent",
            Defaults = new TrainingOptions
            {
                Epochs = 80,
                BatchSize = 128,
                LearningRate = 0.001f,
                Optimizer = Optimizer.AdamW(0.01f),
                Schedule = LearningRateSchedule.Cosine(warmUp: 0.5f),
                Threads = Math.Min(2, Environment.ProcessorCount),
                Augmentation = Distortion,
            },
        },
    ];

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required TrainingOptions Defaults { get; init; }

    public abstract int ParameterCount { get; }

    /// <summary>Whether the outputs are probabilities, which add up to 1.</summary>
    public abstract bool GivesProbabilities { get; }

    /// <summary>Loads or makes a network, trains and saves it as the settings say, and evaluates it on the test samples.</summary>
    public abstract Outcome Run(Digits data, Settings settings, IEpochLines lines, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class Model<TNetwork> : Model where TNetwork : class, INetwork<TNetwork>
{
    public override int ParameterCount => TNetwork.ParameterCount;

    public override bool GivesProbabilities => TNetwork.Activations[^1] == Activation.Softmax;

    public override Outcome Run(Digits data, Settings settings, IEpochLines lines, CancellationToken cancellationToken)
    {
        IReadOnlyList<EpochReport> epochs = [];
        TNetwork network = TNetwork.Create(settings.Options?.Seed ?? 0);
        if (settings.Load is not null)
        {
            network.Load(settings.Load);
        }

        if (settings is { Options: { } options, Checkpoints: { } folder })
        {
            CheckpointFolder checkpoints = new(folder) { Messages = lines };
            epochs = checkpoints.Train(network, data.Training, options, data.Test, lines, cancellationToken).Reports;
        }
        else if (settings.Options is not null)
        {
            options = settings.Options with { Messages = lines };
            epochs = Trainer.Train(network, data.Training, options, data.Test, lines, cancellationToken).Reports;
        }

        if (settings.Save is not null)
        {
            network.Save(settings.Save);
        }

        return new Outcome(
            epochs, Evaluator.Confusion(network, data.Test), Mistake.Find(network, data.Test), HiddenUnit.Of(network),
            Outcome.FingerprintOf(network));
    }
}
