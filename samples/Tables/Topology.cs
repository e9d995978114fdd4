using Unrolled;

namespace TablesSample;

/// <summary>A network that this program can train.</summary>
internal abstract class Topology
{
    /// <summary>The widths of its layers, as in 16-32-1.</summary>
    public abstract string Name { get; }

    public abstract int Inputs { get; }

    /// <summary>How many classes it tells apart; null where it answers with a number.</summary>
    public abstract int? Classes { get; }

    public abstract int ParameterCount { get; }

    public abstract Candidate ToCandidate(TrainingOptions options);

    /// <summary>Trains a new network.</summary>
    /// <param name="samples">Samples that the preprocessing has made.</param>
    /// <param name="preprocessing">What goes into the network's file.</param>
    /// <param name="options">How to train.</param>
    /// <param name="progress">Told of every epoch.</param>
    /// <param name="cancellationToken">Checked before every batch.</param>
    public abstract TrainedModel Train(
        Dataset samples, Preprocessing preprocessing, TrainingOptions options, IProgress<EpochReport> progress, CancellationToken cancellationToken);

    /// <summary>Loads a model.</summary>
    /// <exception cref="InvalidFileException">The file is damaged, or has another network.</exception>
    public abstract TrainedModel Load(string path);
}

/// <inheritdoc/>
internal sealed class Topology<TNetwork> : Topology where TNetwork : class, INetwork<TNetwork>
{
    public override string Name => string.Join('-', TNetwork.Layers.ToArray());

    public override int Inputs => TNetwork.InputSize;

    public override int? Classes => TNetwork.Activations[^1] == Activation.Identity ? null : Prediction.ClassCount(TNetwork.OutputSize);

    public override int ParameterCount => TNetwork.ParameterCount;

    public override Candidate ToCandidate(TrainingOptions options) => Candidate.Of<TNetwork>(options, Name);

    public override TrainedModel Train(
        Dataset samples, Preprocessing preprocessing, TrainingOptions options, IProgress<EpochReport> progress, CancellationToken cancellationToken)
    {
        TNetwork network = TNetwork.Create(options.Seed);
        Dataset suited = samples.HasLabels && TNetwork.OutputSize == 1 ? samples.WithSingleTarget() : samples;
        TrainingResult result = Trainer.Train(network, suited, options, progress: progress, cancellationToken: cancellationToken);
        return new TrainedModel<TNetwork>(new Pipeline<TNetwork>(network, preprocessing), result.Reports);
    }

    public override TrainedModel Load(string path) => new TrainedModel<TNetwork>(Pipeline.Load<TNetwork>(path), []);
}
