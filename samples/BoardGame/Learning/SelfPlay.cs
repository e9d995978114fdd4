using BoardGameSample.Game;
using BoardGameSample.Games;
using BoardGameSample.Search;

namespace BoardGameSample.Learning;

/// <summary>A player against itself.</summary>
internal static class SelfPlay
{
    /// <summary>What a decided game is worth in the network's units: the sigmoid of it is 0.993.</summary>
    private const int Decided = 2_000;

    /// <summary>The most random moves a game begins with.</summary>
    private const int LongestOpening = 24;

    /// <summary>Plays one game.</summary>
    /// <param name="player">Makes the moves of both sides.</param>
    /// <param name="random">Makes the first ones.</param>
    /// <param name="samples">Receives the positions from there on.</param>
    public static void Play(IPlayer player, Random random, List<Sample> samples)
    {
        int first = samples.Count;
        Position position = Opening.Draw(random, random.Next(LongestOpening + 1));
        while (!position.IsOver)
        {
            ScoredMove move = player.Choose(position);
            if (!position.CanWin)
            {
                samples.Add(new Sample(position, Math.Clamp(move.Score, -Decided, Decided), 0));
            }

            position = position.Play(move.Column);
        }

        // Who is to move in the end has lost, unless the board is full.
        int last = position.Side;
        float result = position.IsLost ? 0 : 0.5f;
        for (int i = first; i < samples.Count; i++)
        {
            Sample sample = samples[i];
            samples[i] = sample with { Result = sample.Position.Side == last ? result : 1 - result };
        }
    }
}
