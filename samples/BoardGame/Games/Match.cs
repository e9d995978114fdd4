using BoardGameSample.Game;
using BoardGameSample.Search;

namespace BoardGameSample.Games;

/// <summary>How many games a player has won, drawn and lost.</summary>
internal sealed record MatchResult(int Wins, int Draws, int Losses)
{
    public int Games => Wins + Draws + Losses;

    /// <summary>The share of the points: 1 for a win, 1/2 for a draw.</summary>
    public double Score => (Wins + (0.5 * Draws)) / Games;
}

/// <summary>A match of two players: each opening is played twice, so that either of them has the first move once.</summary>
internal static class Match
{
    private const int OpeningPlies = 6;

    /// <summary>Plays a match.</summary>
    /// <param name="player">The player whose result it is.</param>
    /// <param name="opponent">The other.</param>
    /// <param name="games">How many games, an even number.</param>
    /// <param name="seed">Decides the openings.</param>
    public static MatchResult Play(IPlayer player, IPlayer opponent, int games, int seed)
    {
        var random = new Random(seed);
        int wins = 0, losses = 0;
        for (int i = 0; i < games / 2; i++)
        {
            Position opening = Opening.Draw(random, OpeningPlies);
            for (int side = 0; side < 2; side++)
            {
                int winner = Winner(opening, side == 0 ? player : opponent, side == 0 ? opponent : player);
                wins += winner == side ? 1 : 0;
                losses += winner == 1 - side ? 1 : 0;
            }
        }

        return new MatchResult(wins, games - wins - losses, losses);
    }

    /// <summary>Plays a game to its end.</summary>
    /// <returns>The side that has won, or -1 for a draw.</returns>
    private static int Winner(Position position, IPlayer first, IPlayer second)
    {
        while (!position.IsOver)
        {
            position = position.Play((position.Side == 0 ? first : second).Choose(position).Column);
        }

        return position.IsLost ? 1 - position.Side : -1;
    }
}
