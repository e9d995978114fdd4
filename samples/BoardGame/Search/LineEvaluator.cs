using System.Numerics;
using BoardGameSample.Game;

namespace BoardGameSample.Search;

/// <summary>
/// What one would write without learning: of the 69 rows of four squares, each that holds discs of one side alone counts for it, the more
/// the more discs there are.
/// </summary>
internal sealed class LineEvaluator : IEvaluator
{
    private static readonly ulong[] s_lines = [.. Position.Lines()];

    // For 1, 2 and 3 discs.
    private static ReadOnlySpan<int> Worth => [0, 1, 4, 16];

    public void Reset(Position position)
    {
    }

    public void Play(Position position, int column)
    {
    }

    public void Undo()
    {
    }

    public int Evaluate(Position position)
    {
        int sum = 0;
        foreach (ulong line in s_lines)
        {
            ulong own = position.Own & line;
            ulong other = position.Other & line;
            if (other == 0)
            {
                sum += Worth[BitOperations.PopCount(own)];
            }
            else if (own == 0)
            {
                sum -= Worth[BitOperations.PopCount(other)];
            }
        }

        return sum;
    }
}
