namespace BoardGameSample.Search;

/// <summary>What positions are worth: wins above all evaluations, the sooner the better, and losses below.</summary>
internal static class Score
{
    public const int Draw = 0;

    /// <summary>More than any score.</summary>
    public const int Infinite = 32_000;

    private const int Win = 30_000;

    /// <summary>The largest evaluation that is no win.</summary>
    private const int LargestEvaluation = 20_000;

    /// <summary>What it is worth to win by the disc that is then the so many-th on the board.</summary>
    public static int WinAfter(int plies) => Win - plies;

    /// <summary>An evaluation, kept apart from wins and losses.</summary>
    public static int Bounded(int evaluation) => Math.Clamp(evaluation, -LargestEvaluation, LargestEvaluation);

    /// <summary>Whether a score is a win or a loss that nothing can prevent.</summary>
    public static bool IsDecided(int score) => Math.Abs(score) > LargestEvaluation;
}
