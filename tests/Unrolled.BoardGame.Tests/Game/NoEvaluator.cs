using BoardGameSample.Game;
using BoardGameSample.Search;

namespace Unrolled.Tests;

/// <summary>Knows nothing: all positions that nobody has won are alike.</summary>
internal sealed class NoEvaluator : IEvaluator
{
    public void Reset(Position position)
    {
    }

    public void Play(Position position, int column)
    {
    }

    public void Undo()
    {
    }

    public int Evaluate(Position position) => 0;
}
