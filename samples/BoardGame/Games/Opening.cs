using BoardGameSample.Game;

namespace BoardGameSample.Games;

/// <summary>Random first moves, so that games of players who leave nothing to chance differ.</summary>
internal static class Opening
{
    /// <summary>A position after some random moves in which nobody has won, nor can win at once.</summary>
    public static Position Draw(Random random, int plies)
    {
        Position position;
        do
        {
            position = Position.Start;
            for (int i = 0; i < plies && !position.CanWin; i++)
            {
                int column = random.Next(Position.Columns);
                while (!position.CanPlay(column))
                {
                    column = random.Next(Position.Columns);
                }

                position = position.Play(column);
            }
        }
        while (position.CanWin);
        return position;
    }
}
