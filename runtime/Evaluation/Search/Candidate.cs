namespace Unrolled;

/// <summary>One thing that a search tries: a network type and how to train it.</summary>
public abstract class Candidate
{
    private protected Candidate(string name, TrainingOptions options)
    {
        Name = name;
        Options = options;
    }

    /// <summary>What to call it in a table.</summary>
    public string Name { get; }

    /// <summary>How it is trained; <see cref="TrainingOptions.Seed"/> also gives the initial parameters.</summary>
    public TrainingOptions Options { get; }

    /// <summary>The number of parameters of its network.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>A candidate of a network type.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="options">How to train.</param>
    /// <param name="name">What to call it; the name of the class unless given.</param>
    public static Candidate Of<TNetwork>(TrainingOptions options, string? name = null) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(options);
        return new Candidate<TNetwork>(name ?? TypeNames.Of(typeof(TNetwork)), options);
    }

    /// <summary>A candidate of a network type that is trained and measured by a loss of one's own.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="options">How to train.</param>
    /// <param name="name">What to call it; the name of the class and that of the loss unless given.</param>
    public static Candidate Of<TNetwork, TLoss>(TrainingOptions options, string? name = null)
        where TNetwork : class, INetwork<TNetwork>
        where TLoss : ILoss =>
        Of<WithLoss<TNetwork, TLoss>>(options, name ?? $"{TypeNames.Of(typeof(TNetwork))} with {TypeNames.Of(typeof(TLoss))}");

    /// <exception cref="ArgumentException">An option is out of range, or the fold does not fit or is empty.</exception>
    internal abstract void Check(Fold fold);

    /// <summary>What all folds together set its network: one of them alone may not show it.</summary>
    internal abstract PredictionTask Task(IReadOnlyList<Fold> folds);

    /// <summary>Its network, in words.</summary>
    internal abstract string Network { get; }

    /// <summary>The loss that its network is trained on, and its type where it is one of one's own.</summary>
    internal abstract (Loss Loss, Type? Type) Loss { get; }

    /// <summary>Trains a new network on a fold and measures it by the figures of its task.</summary>
    internal abstract FoldScore Score(Fold fold, PredictionTask task, CancellationToken cancellationToken);

    /// <summary>What it is called.</summary>
    public override string ToString() => Name;
}

/// <inheritdoc/>
internal sealed class Candidate<TNetwork>(string name, TrainingOptions options) : Candidate(name, options)
    where TNetwork : class, INetwork<TNetwork>
{
    public override int ParameterCount => TNetwork.ParameterCount;

    internal override string Network => NetworkTensors.InWords<TNetwork>();

    internal override (Loss Loss, Type? Type) Loss => (TNetwork.Loss, TNetwork.LossType);

    internal override void Check(Fold fold)
    {
        Options.Validate("candidates", TNetwork.Layers.Length - 1);
        if (Options.Watches(Metric.ValidationLoss) || Options.Watches(Metric.ValidationAccuracy))
        {
            throw new ArgumentException(
                $"{Name} watches the validation data, but the samples held out must not steer its training; TrainingLoss is needed.",
                "candidates");
        }

        if (Options.Group is not null)
        {
            throw new ArgumentException(
                $"{Name} is to be trained by several processes; in a search one trains it alone: the group belongs to the options of the search.",
                "candidates");
        }

        Dataset training = OutputTargets.Of<TNetwork>(fold.Training);
        Dataset validation = OutputTargets.Of<TNetwork>(fold.Validation);
        DatasetChecks.CheckTraining<TNetwork>(training, "folds");
        DatasetChecks.Check<TNetwork>(validation, "folds");
        TargetChecks.Check<TNetwork>(training, "folds");
        TargetChecks.Check<TNetwork>(validation, "folds");
    }

    internal override PredictionTask Task(IReadOnlyList<Fold> folds) => PredictionTasks.Of<TNetwork>(
        [.. folds.SelectMany(fold => (Dataset[])[OutputTargets.Of<TNetwork>(fold.Training), OutputTargets.Of<TNetwork>(fold.Validation)])]);

    internal override FoldScore Score(Fold fold, PredictionTask task, CancellationToken cancellationToken)
    {
        TNetwork network = TNetwork.Create(Options.Seed);
        try
        {
            Trainer.Train(network, OutputTargets.Of<TNetwork>(fold.Training), Options, cancellationToken: cancellationToken);
        }
        catch (TrainingDivergedException)
        {
            return Score(task, double.NaN, double.NaN);
        }

        Dataset validation = OutputTargets.Of<TNetwork>(fold.Validation);
        double figure = task switch
        {
            PredictionTask.SingleLabel => new Classification<TNetwork>(validation.Present()).Run(network).Accuracy,
            PredictionTask.MultiLabel => LabelCounting.Run(network, validation.Present(), task).MicroF1,
            _ => Evaluator.Rmse(network, validation),
        };
        return Score(task, figure, Evaluator.MeanLoss(network, validation));
    }

    private static FoldScore Score(PredictionTask task, double figure, double loss) => task switch
    {
        PredictionTask.SingleLabel => new FoldScore(figure, loss),
        PredictionTask.MultiLabel => new FoldScore(Accuracy: null, loss) { MicroF1 = figure },
        _ => new FoldScore(Accuracy: null, loss) { Rmse = figure },
    };
}
