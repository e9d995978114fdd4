using BoardGameSample.Game;

namespace BoardGameSample.Learning;

/// <summary>A position to learn from.</summary>
/// <param name="Position">The position.</param>
/// <param name="Evaluation">What a search says of it, for the side to move.</param>
/// <param name="Result">How the game ended, for the side to move: 1 a win, 0 a loss, 1/2 a draw.</param>
internal readonly record struct Sample(Position Position, int Evaluation, float Result);
