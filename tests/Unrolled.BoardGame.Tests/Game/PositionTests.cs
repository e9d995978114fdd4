using System.Numerics;
using BoardGameSample.Game;

namespace Unrolled.Tests;

public sealed class PositionTests
{
    /// <summary>The numbers of games of so many moves, as other programs count them; a game that has been won goes no further.</summary>
    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 49)]
    [InlineData(3, 343)]
    [InlineData(4, 2_401)]
    [InlineData(5, 16_807)]
    [InlineData(6, 117_649)]
    [InlineData(7, 823_536)]
    [InlineData(8, 5_673_234)]
    public void There_are_as_many_games_as_others_have_counted(int moves, long games) => Assert.Equal(games, Count(Position.Start, moves));

    [Fact]
    public void Four_in_a_row_win_wherever_they_are_and_three_do_not()
    {
        ulong[] lines = [.. Position.Lines()];
        Assert.Equal(69, lines.Distinct().Count());
        foreach (ulong line in lines)
        {
            Assert.Equal(4, BitOperations.PopCount(line));
            Assert.True(new Position(0, line).IsLost);
            for (ulong rest = line; rest != 0; rest &= rest - 1)
            {
                ulong three = line & ~(rest & (0 - rest));
                Assert.False(new Position(0, three).IsLost);
            }
        }
    }

    [Theory]
    [InlineData("0 1 0 1 0 1 0", "upright")]
    [InlineData("0 0 1 1 2 2 3", "level")]
    [InlineData("0 1 1 2 2 3 2 3 3 6 3", "rising")]
    [InlineData("6 5 5 4 4 3 4 3 3 0 3", "falling")]
    public void Four_in_a_row_end_a_game_in_every_direction(string moves, string direction)
    {
        Position position = Position.Start;
        foreach (int column in Columns(moves))
        {
            Assert.False(position.IsOver, direction);
            position = position.Play(column);
        }

        Assert.True(position.IsLost, direction);
        Assert.True(position.IsOver, direction);
    }

    [Fact]
    public void A_full_board_without_four_in_a_row_is_a_draw()
    {
        // Columns in pairs, whose discs stand the other way round in every second pair of rows.
        Position position = Columns("0 1 0 1 0 1 1 0 1 0 1 0 2 3 2 3 2 3 3 2 3 2 3 2 4 5 4 5 4 5 5 4 5 4 5 4 6 6 6 6 6 6")
            .Aggregate(Position.Start, (position, column) => position.Play(column));

        Assert.Equal(42, position.Plies);
        Assert.True(position.IsFull);
        Assert.True(position.IsOver);
        Assert.False(position.IsLost);
        Assert.DoesNotContain(Enumerable.Range(0, 7), position.CanPlay);
    }

    [Fact]
    public void The_rules_are_those_of_a_plain_board()
    {
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++)
        {
            ReferenceBoard board = ReferenceBoard.Random(random, random.Next(42));
            Position position = board.ToPosition();

            Assert.Equal(board.Side, position.Side);
            Assert.Equal(board.Moves, Enumerable.Range(0, 7).Where(position.CanPlay));
            Assert.Equal(board.Moves.Where(board.Wins), board.Moves.Where(position.Wins));
            Assert.Equal(board.Moves.Any(board.Wins), position.CanWin);
            Assert.All(board.Moves, column => Assert.Equal((6 * column) + board.Height(column), position.Landing(column)));
        }
    }

    [Fact]
    public void A_position_in_a_mirror_has_its_columns_the_other_way_round()
    {
        var random = new Random(2);
        for (int i = 0; i < 200; i++)
        {
            Position position = ReferenceBoard.Random(random, 30).ToPosition();
            Position mirrored = position.Mirror();

            Assert.Equal(position.ToString().Split('\n').Select(line => string.Concat(line.Reverse())), mirrored.ToString().Split('\n'));
            Assert.Equal(position, mirrored.Mirror());
        }
    }

    [Fact]
    public void A_board_is_drawn_from_the_top()
    {
        Position position = Columns("3 3 0").Aggregate(Position.Start, (position, column) => position.Play(column));

        Assert.Equal(
            """
            . . . . . . .
            . . . . . . .
            . . . . . . .
            . . . . . . .
            . . . o . . .
            x . . x . . .
            """.ReplaceLineEndings("\n"),
            position.ToString());
    }

    private static IEnumerable<int> Columns(string moves) => moves.Split(' ').Select(int.Parse);

    private static long Count(Position position, int moves)
    {
        if (moves == 0)
        {
            return 1;
        }

        long games = 0;
        for (int column = 0; column < 7 && !position.IsOver; column++)
        {
            games += position.CanPlay(column) ? Count(position.Play(column), moves - 1) : 0;
        }

        return games;
    }
}
