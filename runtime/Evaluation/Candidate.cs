namespace Unrolled;

/// <summary>One thing that a search tries: a network type and how to train it.</summary>
public abstract class Candidate
{
    private protected Candidate(string label, TrainingOptions options)
    {
        Label = label;
        Options = options;
    }

    /// <summary>What to call it in a table.</summary>
    public string Label { get; }

    /// <summary>How it is trained; <see cref="TrainingOptions.Seed"/> also gives the initial parameters.</summary>
    public TrainingOptions Options { get; }

    /// <summary>The number of parameters of its network.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>A candidate of a network type.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="options">How to train.</param>
    /// <param name="label">What to call it; the name of the class unless given.</param>
    public static Candidate Of<TNetwork>(TrainingOptions options, string? label = null) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(options);
        return new Candidate<TNetwork>(label ?? typeof(TNetwork).Name, options);
    }

    /// <exception cref="ArgumentException">An option is out of range, or the fold does not fit or is empty.</exception>
    internal abstract void Check(Fold fold);

    /// <summary>Trains a new network on a fold and measures it.</summary>
    internal abstract FoldScore Score(Fold fold, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class Candidate<TNetwork>(string label, TrainingOptions options) : Candidate(label, options)
    where TNetwork : class, INetwork<TNetwork>
{
    public override int ParameterCount => TNetwork.ParameterCount;

    internal override void Check(Fold fold)
    {
        Options.Validate("candidates");
        if (Options.Watches(Metric.ValidationLoss) || Options.Watches(Metric.ValidationAccuracy))
        {
            throw new ArgumentException(
                $"{Label} watches the validation data, but the samples held out must not steer its training; TrainingLoss is needed.",
                "candidates");
        }

        Check(OutputTargets.Of<TNetwork>(fold.Training));
        Check(OutputTargets.Of<TNetwork>(fold.Validation));

        static void Check(Dataset data)
        {
            DatasetChecks.Check<TNetwork>(data, "folds");
            TargetChecks.Check<TNetwork>(data, "folds");
        }
    }

    internal override FoldScore Score(Fold fold, CancellationToken cancellationToken)
    {
        TNetwork network = TNetwork.Create(Options.Seed);
        try
        {
            Trainer.Train(network, OutputTargets.Of<TNetwork>(fold.Training), Options, cancellationToken: cancellationToken);
        }
        catch (TrainingDivergedException)
        {
            return new FoldScore(double.NaN, double.NaN);
        }

        Dataset validation = OutputTargets.Of<TNetwork>(fold.Validation);
        return new FoldScore(Evaluator.Accuracy(network, validation), Evaluator.MeanLoss(network, validation));
    }
}
