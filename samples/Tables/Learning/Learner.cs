using Unrolled;

namespace TablesSample.Learning;

/// <summary>What came of it.</summary>
/// <param name="Ranking">All networks that were tried, the best first.</param>
/// <param name="Folds">In how many parts the training samples were divided to rank them.</param>
/// <param name="Model">The best one, trained on all training samples.</param>
/// <param name="Test">What the test samples say of it.</param>
internal sealed record Learned(IReadOnlyList<SearchResult> Ranking, int Folds, TrainedModel Model, TestResult Test);

/// <summary>Chooses a topology by cross-validation, trains it and tests it.</summary>
internal static class Learner
{
    // So many samples in all are seen in a training, but no sample more than 100 times.
    private const int SamplesSeen = 2_000_000;
    private const int MostEpochs = 100;
    private const int LeastEpochs = 5;

    /// <summary>How networks are trained.</summary>
    public static TrainingOptions Options(TrainSettings settings, int samples) => new()
    {
        Epochs = settings.Epochs ?? Math.Clamp(SamplesSeen / samples, LeastEpochs, MostEpochs),
        BatchSize = 32,
        LearningRate = 0.003f,
        Optimizer = Optimizer.AdamW(0.01f),
        Schedule = LearningRateSchedule.Cosine(),
        Seed = settings.Seed,
    };

    /// <summary>Does all of it.</summary>
    /// <exception cref="TrainingDivergedException">The best network has numbers that are too large.</exception>
    /// <exception cref="OperationCanceledException">Ctrl+C.</exception>
    public static Learned Run(
        TableSamples samples, TrainSettings settings, IProgress<SearchProgress> search, IProgress<EpochReport> training, CancellationToken cancellationToken)
    {
        TrainingOptions options = Options(settings, samples.Training.Count);
        IReadOnlyList<Fold> folds = Divide(samples, settings);
        IReadOnlyList<SearchResult> ranking = ModelSearch.Run(
            [.. samples.Networks.Select(topology => topology.ToCandidate(options))],
            folds,
            new SearchOptions { Criterion = SearchCriterion.Loss, Threads = Environment.ProcessorCount, Progress = search },
            cancellationToken);
        Topology best = samples.Networks.First(topology => topology.Name == ranking[0].Candidate.Name);
        TrainedModel model = best.Train(samples.Training, samples.Preprocessing, options, training, cancellationToken);
        return new Learned(ranking, folds.Count, model, model.Test(samples.Test));
    }

    private static IReadOnlyList<Fold> Divide(TableSamples samples, TrainSettings settings) => samples.Question.IsOfClasses
        ? KFold.Stratified(samples.Training, Math.Min(settings.Folds, samples.Training.ClassSizes().Min()), settings.Seed)
        : KFold.Split(samples.Training, settings.Folds, settings.Seed);
}
