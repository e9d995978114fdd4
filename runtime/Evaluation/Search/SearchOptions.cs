namespace Unrolled;

/// <summary>How <see cref="ModelSearch"/> and <see cref="CrossValidation"/> go about it. None of it changes a bit of the result.</summary>
/// <example>
/// <code>
/// var options = new SearchOptions { Group = group, ResultsFile = "search.jsonl", Progress = new ConsoleLines() };
/// IReadOnlyList&lt;SearchResult&gt; ranking = ModelSearch.Run(space.Grid(), folds, options);
/// </code>
/// </example>
public sealed record SearchOptions
{
    /// <summary>
    /// What to rank by. Null, the default, for the accuracy where all samples have a single class; else for the loss if all networks have the
    /// same, and if not for the micro F1 or the root mean squared error.
    /// </summary>
    public SearchCriterion? Criterion { get; init; }

    /// <summary>How many networks this process trains at once, at least 1, which is the default.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// The processes that share the search; null, the default, for this one alone. Each trains whole networks, the next one as soon as it is
    /// done with one, and all return the same ranking. They make the same call with the same candidates and folds, which is checked.
    /// </summary>
    public IProcessGroup? Group { get; init; }

    /// <summary>
    /// A file that gets a line of JSON for every network as soon as it is measured. A search that was killed goes on from there with what is
    /// missing. Null, the default, for none; in a group the first process has it.
    /// </summary>
    public string? ResultsFile { get; init; }

    /// <summary>
    /// Told of every network that has been measured, on the thread that called; in a group those of the first process alone. Null, the
    /// default, for nobody.
    /// </summary>
    public IProgress<SearchProgress>? Progress { get; init; }
}

/// <summary>What a search has just found out.</summary>
/// <param name="Done">How many networks have been measured, those of a results file included.</param>
/// <param name="Total">How many there are: each candidate on each fold.</param>
/// <param name="Candidate">The candidate.</param>
/// <param name="Fold">The number of the fold, from 1.</param>
/// <param name="Score">How well it does there.</param>
public sealed record SearchProgress(int Done, int Total, Candidate Candidate, int Fold, FoldScore Score)
{
    /// <summary>E.g. "17 of 48: 2-8-1 rate 0.3, fold 2: accuracy 0.95, loss 0.13".</summary>
    public override string ToString() =>
        $"{Wording.Number(Done)} of {Wording.Number(Total)}: {Candidate}, fold {Wording.Number(Fold)}: {Score}";
}
