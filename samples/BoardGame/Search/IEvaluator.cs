using BoardGameSample.Game;

namespace BoardGameSample.Search;

/// <summary>Says what a position is worth, and is told of every move on the way there, so that it need not begin anew for each.</summary>
internal interface IEvaluator
{
    /// <summary>Goes to a position from which a search starts.</summary>
    void Reset(Position position);

    /// <summary>Makes a move.</summary>
    /// <param name="position">The position before it.</param>
    /// <param name="column">A column with room.</param>
    void Play(Position position, int column);

    /// <summary>Takes the last move back.</summary>
    void Undo();

    /// <summary>The worth of the position that the moves have led to, for the side to move; more than any draw where it stands well.</summary>
    /// <param name="position">That position.</param>
    int Evaluate(Position position);
}
