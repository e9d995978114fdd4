namespace BoardGameSample.Learning;

/// <summary>How the network learns.</summary>
/// <param name="Seed">Decides the first weights, the openings, and what is learnt in which order.</param>
/// <param name="Generations">How often games are played and learnt from.</param>
/// <param name="Games">The games of a generation.</param>
internal sealed record LearningSettings(int Seed, int Generations, int Games)
{
    /// <summary>How many moves a player looks ahead against itself.</summary>
    public int Depth => 4;

    /// <summary>How many generations are learnt from, the last ones.</summary>
    public int Kept => 5;

    /// <summary>How often a generation learns from every position.</summary>
    public int Epochs => 4;

    /// <summary>The samples of a step.</summary>
    public int BatchSize => 256;

    /// <summary>The share of the searches' evaluations in what is learnt; the games' results have the rest.</summary>
    public float EvaluationShare => 0.8f;

    /// <summary>The step size: from generation to generation it falls to a twentieth.</summary>
    public float LearningRate(int generation) => 0.003f * MathF.Pow(0.05f, generation / MathF.Max(1, Generations - 1));
}
