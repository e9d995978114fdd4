using Unrolled.Threading;

namespace Unrolled;

/// <summary>How <see cref="Trainer"/> and <see cref="TrainingSession{TNetwork}"/> train.</summary>
/// <remarks>The values are checked when training starts, all of them before the network is touched.</remarks>
/// <example>
/// <code>
/// Trainer.Train(network, data, new TrainingOptions { Epochs = 30, BatchSize = 10, LearningRate = 3f });
/// </code>
/// </example>
public sealed record TrainingOptions
{
    /// <summary>A <see cref="BatchSize"/> that makes every epoch one step on all samples: plain gradient descent.</summary>
    public const int FullBatch = int.MaxValue;

    /// <summary>How many times training goes through all samples, at least 1. The default is 30.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>
    /// The number of samples in a mini-batch, at least 1. The default is 10; 1 is online learning, <see cref="FullBatch"/> one batch of
    /// all samples. A batch never has more samples than there are, and the last one of an epoch takes what is left.
    /// </summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>The step size, above 0. The default is 0.1.</summary>
    /// <remarks>
    /// 0.1 is safe for most networks. The quadratic cost through sigmoid outputs has small gradients and learns faster with about 3;
    /// see Nielsen, <i>Neural Networks and Deep Learning</i> (2015), chapter 1.
    /// </remarks>
    public float LearningRate { get; init; } = 0.1f;

    /// <summary>
    /// Decides the order of the samples and their augmentation. The same seed gives the same parameters, bit for bit, on the same machine.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>Whether the samples get a new random order before every epoch. The default is true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// How many samples of an <see cref="ISampleSource"/> make an epoch, at least 1; null, the default, for all of them, if their number is
    /// known. An epoch goes on where the one before has ended, and the source begins again at its end.
    /// </summary>
    /// <remarks>An epoch of a <see cref="Dataset"/> is all of it.</remarks>
    public int? EpochSamples { get; init; }

    /// <summary>
    /// How many samples of an <see cref="ISampleSource"/> are shuffled together, at least 1; null, the default, for as many as take 32 MB.
    /// Twice as many are in memory: while some are learnt, the next are read.
    /// </summary>
    /// <remarks>
    /// A source that can seek is read in parts from random places, so that what lies together in a file is spread over an epoch. With room for
    /// all samples of an epoch, which are all of the source, the order is that of a <see cref="Dataset"/>, which is shuffled as a whole.
    /// </remarks>
    public int? ShuffleBuffer { get; init; }

    /// <summary>
    /// How many threads share each mini-batch and the validation, at least 1, which is the default. Where sharing does not pay, one thread
    /// works alone, see <see cref="ParallelTrainer{TNetwork}"/>.
    /// </summary>
    /// <remarks>The number of threads changes no bit of any result.</remarks>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Into how many parts each mini-batch is cut, whose gradients are computed by themselves and then added; at least 1, the default. They
    /// are what the processes of a <see cref="Group"/> share.
    /// </summary>
    /// <remarks>
    /// Each shard keeps to its own neighbouring rows of the dataset, and each mini-batch takes as many of every shard. So the number of shards,
    /// other than that of threads or processes, changes the order of the samples and the bits of the result. To compute one takes an addition
    /// of all parameters more: choose no more than the most processes that will ever share the work, or two or three times as many where these
    /// are no divisor.
    /// </remarks>
    public int Shards { get; init; } = 1;

    /// <summary>The processes that share the training, each of which computes some <see cref="Shards"/>; null, the default, for this one alone.</summary>
    /// <remarks>
    /// The number of processes changes no bit of any result. All of them make the same calls with the same network, data and options, which is
    /// checked; each may have loaded only its <see cref="OwnRows"/> of the training data, see <see cref="Dataset.AsPartOf"/>.
    /// </remarks>
    public IProcessGroup? Group { get; init; }

    /// <summary>How the gradient becomes a step. The default is plain stochastic gradient descent.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Sgd;

    /// <summary>How <see cref="LearningRate"/> changes in the course of training. The default is not at all.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>What keeps weights small: L2, L1, weight decay, a largest norm. The default is nothing.</summary>
    public Regularization Regularization { get; init; } = new();

    /// <summary>Bounds of the gradient. The default is none.</summary>
    public GradientClipping Clipping { get; init; } = new();

    /// <summary>
    /// The layers that stand still, from 0, the first layer of weights: not a bit of them changes. The default is none. Their gradient is not
    /// computed, and does not count where the gradient's norm is bounded.
    /// </summary>
    public IReadOnlyList<int> FrozenLayers { get; init; } = [];

    /// <summary>
    /// What <see cref="LearningRate"/> is multiplied by in each layer, 0 or above; empty, the default, for 1 in all. Weight decay, which the
    /// rate scales, goes by the product too.
    /// </summary>
    public IReadOnlyList<float> LayerRates { get; init; } = [];

    /// <summary>
    /// Whether gradients are those at the weights as <c>Quantize</c> would round them, while steps change the weights themselves: what is
    /// called quantization-aware training with a straight-through estimator. A few epochs of it at a low rate, after an ordinary training,
    /// win back what an integer network has lost. Activations are not rounded. The default is false; each step takes several times as long.
    /// </summary>
    /// <remarks>
    /// Bengio, Léonard and Courville, <i>Estimating or Propagating Gradients Through Stochastic Neurons</i> (2013), section 4.
    /// </remarks>
    public bool QuantizationAware { get; init; }

    /// <summary>When to end before all epochs are over; null, the default, for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Changes training samples on the fly; null, the default, for none. Validation data is never changed.</summary>
    public IAugmentation? Augmentation { get; init; }

    /// <summary>
    /// Told, in English, what there is to say beside the reports: hints about the data before training starts, what a resumed training
    /// began anew. Null, the default, for nobody. <see cref="TrainingResult.Messages"/> has the same.
    /// </summary>
    public IProgress<string>? Messages { get; init; }

    /// <summary>Which rows of the training data this process computes: all or, in a <see cref="Group"/>, those of its shards.</summary>
    /// <param name="samples">The number of training samples, of all processes together.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="samples"/> or <see cref="Shards"/> is below 1, or there are fewer shards than processes.
    /// </exception>
    public Range OwnRows(int samples)
    {
        Require.AtLeastOne(samples, nameof(samples));
        ValidateShards(nameof(Shards));
        Share rows = new ShardPlan(samples, Shards).Rows(OwnShards);
        return new Range(rows.Start, rows.Start + rows.Count);
    }

    /// <summary>The options in a line, those that are not the default: they are many.</summary>
    public override string ToString()
    {
        string size = BatchSize == FullBatch ? "full batches" : $"mini-batches of {Wording.Number(BatchSize)}";
        IEnumerable<string> parts =
        [
            $"{Wording.Exact(Epochs, "epoch")}, {size}, learning rate {Wording.Number(LearningRate)}, {Optimizer}",
            Schedule == LearningRateSchedule.Constant ? "" : $"schedule: {Schedule}",
            $"{ForSteps(1)}",
            $"{EarlyStopping}",
            Augmentation is null ? "" : "augmented",
            QuantizationAware ? "quantization-aware" : "",
            Shuffle ? "" : "in order",
            ForSource(),
            Seed == 0 ? "" : $"seed {Wording.Number(Seed)}",
            Shards == 1 ? "" : Wording.Exact(Shards, "shard"),
            Threads == 1 ? "" : Wording.Exact(Threads, "thread"),
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    /// <summary>What is said of a source alone, in a few words; empty where nothing is.</summary>
    internal string ForSource()
    {
        string epoch = EpochSamples is { } samples ? $"epochs of {Wording.Exact(samples, "sample")}" : "";
        string buffer = ShuffleBuffer is { } together ? $"{Wording.Exact(together, "sample")} shuffled together" : "";
        return epoch + (epoch.Length > 0 && buffer.Length > 0 ? ", " : "") + buffer;
    }

    /// <summary>The shards that this process computes.</summary>
    internal Share OwnShards => GroupSum.Own(Group?.Rank ?? 0, Group, Shards);

    /// <summary>The metric by which one epoch is better than another: the one that early stopping watches, else a loss.</summary>
    internal Metric DecidingMetric(bool hasValidation) =>
        EarlyStopping?.Metric ?? (hasValidation ? Metric.ValidationLoss : Metric.TrainingLoss);

    /// <summary>Whether some option watches a metric.</summary>
    internal bool Watches(Metric metric) => EarlyStopping?.Metric == metric || (Schedule as PlateauSchedule)?.Metric == metric;

    /// <summary>The part that each step goes by, besides <see cref="Optimizer"/>.</summary>
    /// <param name="samples">The number of training samples.</param>
    internal StepOptions ForSteps(int samples) => new()
    {
        Clipping = Clipping,
        Regularization = Regularization,
        SampleCount = samples,
        FrozenLayers = FrozenLayers,
        LayerRates = LayerRates,
    };

    /// <summary>Throws when a value is out of range or does not fit the network.</summary>
    /// <param name="parameterName">What the caller's parameter is called.</param>
    /// <param name="layers">The network's layers of weights.</param>
    internal void Validate(string parameterName, int layers)
    {
        Require.AtLeastOne(Epochs, nameof(Epochs), parameterName);
        Require.AtLeastOne(BatchSize, nameof(BatchSize), parameterName);
        Require.Positive(LearningRate, nameof(LearningRate), parameterName);
        Require.AtLeastOne(Threads, nameof(Threads), parameterName);
        Require.AtLeastOne(EpochSamples ?? 1, nameof(EpochSamples), parameterName);
        Require.AtLeastOne(ShuffleBuffer ?? 1, nameof(ShuffleBuffer), parameterName);
        ValidateShards(parameterName);
        Require.Given(Optimizer, nameof(Optimizer), parameterName);
        Require.Given(Schedule, nameof(Schedule), parameterName);
        Schedule.Validate(parameterName, Epochs);
        ForSteps(1).Validate(parameterName, layers);
        EarlyStopping?.Validate(parameterName);
    }

    private void ValidateShards(string parameterName)
    {
        Require.AtLeastOne(Shards, nameof(Shards), parameterName);
        if (Group is not null && Group.Size > Shards)
        {
            throw new ArgumentException(
                $"{nameof(Shards)} is {Wording.Number(Shards)}, but each of {Wording.Exact(Group.Size, "process")} needs a shard.", parameterName);
        }
    }
}
