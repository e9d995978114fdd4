using BoardGameSample.Game;
using BoardGameSample.Search;

namespace Unrolled.Tests;

public sealed class AlphaBetaTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void It_finds_what_a_search_of_all_positions_finds(int depth)
    {
        var random = new Random(depth);
        for (int i = 0; i < 60; i++)
        {
            ReferenceBoard board = ReferenceBoard.Random(random, random.Next(42));
            var search = new AlphaBeta<TrackingEvaluator>(new TrackingEvaluator(), depth);

            ScoredMove move = search.Choose(board.ToPosition());

            Assert.Equal(board.Moves.Max(column => After(board, column, depth)), move.Score);
            Assert.Equal(move.Score, After(board, move.Column, depth));
        }
    }

    [Fact]
    public void It_looks_at_few_of_the_positions()
    {
        var search = new AlphaBeta<TrackingEvaluator>(new TrackingEvaluator(), depth: 6);

        search.Choose(Position.Start);

        Assert.InRange(search.Nodes, 7, (7 + 49 + 343 + 2_401 + 16_807 + 117_649) / 3);
    }

    [Theory]
    [InlineData("3 0 3 0 3", 1, 3)] // o must stop the column
    [InlineData("2 2 3 3", 3, 4)] // x makes three with two open ends
    public void A_player_without_any_knowledge_sees_what_is_near(string moves, int depth, int column)
    {
        Position position = moves.Split(' ').Select(int.Parse).Aggregate(Position.Start, (position, move) => position.Play(move));

        Assert.Equal(column, new AlphaBeta<NoEvaluator>(new NoEvaluator(), depth).Choose(position).Column);
    }

    [Fact]
    public void A_win_counts_more_the_sooner_it_comes_and_every_win_more_than_any_evaluation()
    {
        Assert.True(Score.WinAfter(7) > Score.WinAfter(9));
        Assert.True(Score.WinAfter(42) > Score.Bounded(int.MaxValue));
        Assert.True(Score.Infinite > Score.WinAfter(7));
        Assert.True(Score.IsDecided(-Score.WinAfter(42)));
        Assert.False(Score.IsDecided(Score.Bounded(int.MinValue)));
    }

    /// <summary>What a move is worth, by a search of all positions.</summary>
    private static int After(ReferenceBoard board, int column, int depth)
    {
        if (board.Wins(column))
        {
            return Score.WinAfter(board.ToPosition().Plies + 1);
        }

        board.Play(column);
        int score = -Of(board, depth - 1);
        board.Undo();
        return score;
    }

    private static int Of(ReferenceBoard board, int depth) =>
        board.Moves.Any(board.Wins) ? Score.WinAfter(board.ToPosition().Plies + 1)
        : board.IsFull ? Score.Draw
        : depth == 0 ? TrackingEvaluator.Of(board.ToPosition())
        : board.Moves.ToArray().Max(column => After(board, column, depth));
}
