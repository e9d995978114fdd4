namespace Unrolled;

/// <summary>How a network that was trained on a fold does on its validation samples.</summary>
/// <param name="Accuracy">The fraction classified correctly; NaN where training diverged.</param>
/// <param name="Loss">The mean of the loss that the network is trained on; NaN where training diverged.</param>
public readonly record struct FoldScore(double Accuracy, double Loss);

/// <summary>What cross-validation found.</summary>
/// <param name="Folds">The score on each fold, in their order; at least one.</param>
public sealed record CrossValidationResult(IReadOnlyList<FoldScore> Folds)
{
    /// <summary>Mean and spread of the accuracy over the folds.</summary>
    public MeanDeviation Accuracy => MeanDeviation.Of(Folds.Select(fold => fold.Accuracy));

    /// <summary>Mean and spread of the loss over the folds.</summary>
    public MeanDeviation Loss => MeanDeviation.Of(Folds.Select(fold => fold.Loss));
}

/// <summary>Trains a new network on every fold, and measures it on the samples that were held out.</summary>
/// <example>
/// <code>
/// CrossValidationResult result = CrossValidation.Run&lt;Classifier&gt;(KFold.Stratified(data, folds: 5, seed: 1), options);
/// Console.WriteLine(result.Accuracy);
/// </code>
/// </example>
public static class CrossValidation
{
    /// <summary>Scores a network type under some options. Of <see cref="ModelSearch"/> it is the case of one candidate.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="folds">The folds; one for a hold-out.</param>
    /// <param name="options">How to train; <see cref="TrainingOptions.Seed"/> also gives the initial parameters.</param>
    /// <param name="threads">How many folds are trained at once, at least 1. The result does not depend on it.</param>
    /// <param name="cancellationToken">Checked before every batch.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a fold does not fit or is empty.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static CrossValidationResult Run<TNetwork>(
        IReadOnlyList<Fold> folds, TrainingOptions options, int threads = 1, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork> =>
        ModelSearch.Run([Candidate.Of<TNetwork>(options)], folds, SearchCriterion.Accuracy, threads, cancellationToken)[0].Score;
}
