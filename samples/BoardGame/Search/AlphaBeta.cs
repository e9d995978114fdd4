using BoardGameSample.Game;

namespace BoardGameSample.Search;

/// <summary>Looks some moves ahead and takes it that both sides make the best ones.</summary>
/// <remarks>
/// Negamax with alpha-beta bounds: Knuth and Moore, <i>An Analysis of Alpha-Beta Pruning</i> (1975). Four in a row by the next disc is seen
/// without making the move, at the end of the search too.
/// </remarks>
/// <typeparam name="TEvaluator">What says what positions are worth. A class rather than the interface, so that the compiler knows it.</typeparam>
/// <param name="evaluator">The same.</param>
/// <param name="depth">How many moves to look ahead, at least 1.</param>
internal sealed class AlphaBeta<TEvaluator>(TEvaluator evaluator, int depth) : IPlayer where TEvaluator : class, IEvaluator
{
    // From the middle outwards: more rows of four go through it, and good moves that come first narrow the bounds.
    private static ReadOnlySpan<int> Order => [3, 2, 4, 1, 5, 0, 6];

    /// <summary>The positions that were looked at so far.</summary>
    public long Nodes { get; private set; }

    /// <summary>Chooses the best move; of equals the first from the middle outwards.</summary>
    public ScoredMove Choose(Position position)
    {
        evaluator.Reset(position);
        var best = new ScoredMove(-1, -Score.Infinite);
        foreach (int column in Order)
        {
            if (position.CanPlay(column))
            {
                int score = position.Wins(column)
                    ? Score.WinAfter(position.Plies + 1)
                    : After(position, column, depth, best.Score, Score.Infinite);
                best = score > best.Score ? new ScoredMove(column, score) : best;
            }
        }

        return best;
    }

    /// <summary>The score of a move that does not win at once, for the side that makes it.</summary>
    private int After(Position position, int column, int depth, int alpha, int beta)
    {
        evaluator.Play(position, column);
        int score = -Of(position.Play(column), depth - 1, -beta, -alpha);
        evaluator.Undo();
        return score;
    }

    /// <summary>The score of a position that nobody has won yet: exact between the bounds, else the bound that it is not within.</summary>
    private int Of(Position position, int depth, int alpha, int beta)
    {
        Nodes++;
        if (position.CanWin)
        {
            return Score.WinAfter(position.Plies + 1);
        }

        if (position.IsFull)
        {
            return Score.Draw;
        }

        if (depth == 0)
        {
            return Score.Bounded(evaluator.Evaluate(position));
        }

        foreach (int column in Order)
        {
            if (position.CanPlay(column))
            {
                alpha = Math.Max(alpha, After(position, column, depth, alpha, beta));
                if (alpha >= beta)
                {
                    break;
                }
            }
        }

        return alpha;
    }
}
