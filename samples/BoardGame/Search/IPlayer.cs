using BoardGameSample.Game;

namespace BoardGameSample.Search;

/// <summary>A move and what it is worth for the side that makes it.</summary>
/// <param name="Column">The column, from 0.</param>
/// <param name="Score">The worth, as in <see cref="Search.Score"/>.</param>
internal readonly record struct ScoredMove(int Column, int Score);

/// <summary>Makes moves.</summary>
internal interface IPlayer
{
    /// <summary>Chooses a move.</summary>
    /// <param name="position">A position in which the game is not over.</param>
    ScoredMove Choose(Position position);
}
