namespace Unrolled;

/// <summary>What a search ranks by.</summary>
public enum SearchCriterion
{
    /// <summary>The mean accuracy, the highest first; of equals the lower mean loss first. For samples with a single class.</summary>
    Accuracy,

    /// <summary>The mean loss, the lowest first. For regression, or among networks with the same loss function.</summary>
    Loss,

    /// <summary>The mean micro F1, the highest first; of equals the lower mean loss first. For samples with several labels.</summary>
    MicroF1,

    /// <summary>The mean root mean squared error, the lowest first. For regression, whatever the networks' losses.</summary>
    Rmse,
}

/// <summary>A candidate and what cross-validation found.</summary>
/// <param name="Candidate">What was tried.</param>
/// <param name="Score">How well it does.</param>
public sealed record SearchResult(Candidate Candidate, CrossValidationResult Score)
{
    /// <summary>What the candidate is called and how well it does.</summary>
    public override string ToString() => $"{Candidate}: {Score}";
}

/// <summary>Cross-validates candidates, several at once, and ranks them.</summary>
/// <remarks>A <see cref="SearchSpace"/> lists candidates as a grid or at random; any other list will do.</remarks>
public static class ModelSearch
{
    /// <summary>Trains every candidate on every fold.</summary>
    /// <param name="candidates">What to try.</param>
    /// <param name="folds">The folds, the same for all; one for a hold-out. Samples of two classes suit networks with one output and with
    /// two.</param>
    /// <param name="criterion">
    /// What to rank by. Unless given the accuracy where all samples have a single class; else the loss if all networks have the same, and
    /// if not the micro F1 or the root mean squared error.
    /// </param>
    /// <param name="threads">How many networks are trained at once, at least 1. The result does not depend on it.</param>
    /// <param name="cancellationToken">Checked before every batch.</param>
    /// <returns>All candidates, the best first, equals in the order given, those whose training diverged last.</returns>
    /// <exception cref="ArgumentException">
    /// No candidate, no fold, one does not fit the other, or the criterion means nothing for the samples; nothing was trained.
    /// </exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static IReadOnlyList<SearchResult> Run(
        IReadOnlyList<Candidate> candidates,
        IReadOnlyList<Fold> folds,
        SearchCriterion? criterion = null,
        int threads = 1,
        CancellationToken cancellationToken = default) =>
        Run(candidates, folds, new SearchOptions { Criterion = criterion, Threads = threads }, cancellationToken);

    /// <summary>The same in several processes, or with a file of results from which it goes on after it was killed.</summary>
    /// <param name="candidates">What to try.</param>
    /// <param name="folds">The folds, the same for all; one for a hold-out.</param>
    /// <param name="options">How to go about it.</param>
    /// <param name="cancellationToken">Checked before every batch. Of a group each process has one of its own.</param>
    /// <returns>All candidates, the best first, equals in the order given, those whose training diverged last.</returns>
    /// <exception cref="ArgumentException">
    /// No candidate, no fold, one does not fit the other, or the criterion means nothing for the samples; nothing was trained.
    /// </exception>
    /// <exception cref="InvalidOperationException">The processes of the group have not the same candidates or folds.</exception>
    /// <exception cref="InvalidFileException">The results are those of another search.</exception>
    /// <exception cref="IOException">The file of results cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static IReadOnlyList<SearchResult> Run(
        IReadOnlyList<Candidate> candidates, IReadOnlyList<Fold> folds, SearchOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(options);
        Require.AtLeastOne(candidates.Count, "candidates.Count", nameof(candidates));
        Require.AtLeastOne(folds.Count, "folds.Count", nameof(folds));
        Require.AtLeastOne(options.Threads, "threads");
        foreach (Candidate candidate in candidates)
        {
            foreach (Fold fold in folds)
            {
                candidate.Check(fold);
            }
        }

        PredictionTask[] tasks = [.. candidates.Select(candidate => candidate.Task(folds))];
        SearchCriterion ranking = SearchRanking.Choose(options.Criterion, candidates, tasks);
        FoldScore[] scores = new SearchRun(candidates, folds, tasks, options).Scores(cancellationToken);
        IEnumerable<SearchResult> results = candidates.Select((candidate, i) =>
            new SearchResult(candidate, new CrossValidationResult(scores[(i * folds.Count)..((i + 1) * folds.Count)])));
        return [.. SearchRanking.Order(results, ranking)];
    }
}
