namespace Unrolled;

/// <summary>What cross-validation found.</summary>
/// <param name="Folds">The score on each fold, in their order; at least one.</param>
public sealed record CrossValidationResult(IReadOnlyList<FoldScore> Folds)
{
    /// <summary>Mean and spread of the accuracy over the folds; null where samples have no single class.</summary>
    public MeanDeviation? Accuracy => MeanDeviation.Of(Folds.Select(fold => fold.Accuracy));

    /// <summary>Mean and spread of the loss over the folds.</summary>
    public MeanDeviation Loss => MeanDeviation.Of(Folds.Select(fold => fold.Loss));

    /// <summary>Mean and spread of the micro F1 over the folds; null unless samples may have several labels.</summary>
    public MeanDeviation? MicroF1 => MeanDeviation.Of(Folds.Select(fold => fold.MicroF1));

    /// <summary>Mean and spread of the root mean squared error over the folds; null unless the targets are numbers.</summary>
    public MeanDeviation? Rmse => MeanDeviation.Of(Folds.Select(fold => fold.Rmse));

    /// <summary>The figures that there are, as mean and spread.</summary>
    public override string ToString() => FoldScore.Text(Accuracy?.ToString(), MicroF1?.ToString(), Rmse?.ToString(), Loss.ToString());
}

/// <summary>Trains a new network on every fold, and measures it on the samples that were held out.</summary>
/// <example>
/// <code>
/// CrossValidationResult result = CrossValidation.Run&lt;Classifier&gt;(KFold.Stratified(data, folds: 5, seed: 1), options);
/// Console.WriteLine(result);
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
        ModelSearch.Run([Candidate.Of<TNetwork>(options)], folds, criterion: null, threads, cancellationToken)[0].Score;

    /// <summary>The same in several processes, or with a file of results from which it goes on after it was killed.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="folds">The folds; one for a hold-out.</param>
    /// <param name="options">How to train; <see cref="TrainingOptions.Seed"/> also gives the initial parameters.</param>
    /// <param name="search">How to go about it.</param>
    /// <param name="cancellationToken">Checked before every batch.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a fold does not fit or is empty.</exception>
    /// <exception cref="InvalidOperationException">The processes of the group have not the same options or folds.</exception>
    /// <exception cref="InvalidFileException">The results are those of another search.</exception>
    /// <exception cref="IOException">The file of results cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static CrossValidationResult Run<TNetwork>(
        IReadOnlyList<Fold> folds, TrainingOptions options, SearchOptions search, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork> =>
        ModelSearch.Run([Candidate.Of<TNetwork>(options)], folds, search, cancellationToken)[0].Score;

    /// <summary>The same where networks are trained and measured by a loss of one's own.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="folds">The folds; one for a hold-out.</param>
    /// <param name="options">How to train; <see cref="TrainingOptions.Seed"/> also gives the initial parameters.</param>
    /// <param name="threads">How many folds are trained at once, at least 1. The result does not depend on it.</param>
    /// <param name="cancellationToken">Checked before every batch.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a fold does not fit or is empty.</exception>
    /// <exception cref="NotSupportedException">The outputs have no derivative, or the network is not a generated one.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static CrossValidationResult Run<TNetwork, TLoss>(
        IReadOnlyList<Fold> folds, TrainingOptions options, int threads = 1, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
        where TLoss : ILoss => Run<WithLoss<TNetwork, TLoss>>(folds, options, threads, cancellationToken);
}
