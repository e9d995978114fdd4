namespace CartPoleSample;

/// <summary>What a policy was worth at some time of the training, in episodes that nothing is learnt from.</summary>
/// <param name="Episodes">The episodes that were learnt from before.</param>
/// <param name="Steps">Their steps.</param>
/// <param name="RecentReturn">The mean return of the last 100 of them.</param>
/// <param name="MeanReturn">The mean return in the trial.</param>
internal sealed record Trial(int Episodes, long Steps, double RecentReturn, double MeanReturn)
{
    /// <summary>The episodes of a trial.</summary>
    public const int Length = 100;

    /// <summary>The mean return that counts as solved, as Gymnasium has it for CartPole-v1.</summary>
    public const double Solved = 475;

    /// <summary>The mean return that ends the training: well above, for a hundred episodes are a matter of chance too.</summary>
    public const double Enough = 495;
}
