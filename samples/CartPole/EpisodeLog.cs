namespace CartPoleSample;

/// <summary>The episodes that were played to learn from.</summary>
internal sealed class EpisodeLog(CancellationToken cancellationToken)
{
    private readonly List<int> _returns = [];

    /// <summary>The return of every episode.</summary>
    public IReadOnlyList<int> Returns => _returns;

    /// <summary>The steps of all of them.</summary>
    public long Steps { get; private set; }

    /// <summary>Adds an episode by its return, which is its number of steps.</summary>
    /// <exception cref="OperationCanceledException">No further episode is wanted.</exception>
    public void Add(int steps)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _returns.Add(steps);
        Steps += steps;
    }

    /// <summary>The mean return of the last episodes.</summary>
    public double MeanOfLast(int count) => _returns.TakeLast(count).DefaultIfEmpty().Average();
}
