using BoardGameSample.Game;

namespace Unrolled.Tests;

/// <summary>The rules of connect four once more, on an array of squares.</summary>
internal sealed class ReferenceBoard
{
    // 1 for who began, 2 for the other, 0 for nobody: [column, row], rows from below.
    private readonly int[,] _squares = new int[7, 6];
    private readonly Stack<int> _moves = new();

    public int Side => _moves.Count % 2;

    public bool IsFull => _moves.Count == 42;

    public bool IsOver => IsFull || HasWon(0) || HasWon(1);

    public IEnumerable<int> Moves => Enumerable.Range(0, 7).Where(column => _squares[column, 5] == 0);

    public int Height(int column) => Enumerable.Range(0, 6).Count(row => _squares[column, row] != 0);

    public void Play(int column)
    {
        _squares[column, Height(column)] = Side + 1;
        _moves.Push(column);
    }

    public void Undo()
    {
        int column = _moves.Pop();
        _squares[column, Height(column) - 1] = 0;
    }

    public bool Wins(int column)
    {
        int side = Side;
        Play(column);
        bool wins = HasWon(side);
        Undo();
        return wins;
    }

    public bool HasWon(int side)
    {
        foreach ((int right, int up) in ((int, int)[])[(1, 0), (0, 1), (1, 1), (1, -1)])
        {
            for (int column = 0; column < 7; column++)
            {
                for (int row = 0; row < 6; row++)
                {
                    int discs = 0;
                    while (discs < 4 && Disc(column + (discs * right), row + (discs * up)) == side + 1)
                    {
                        discs++;
                    }

                    if (discs == 4)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The same position as the sample has it.</summary>
    public Position ToPosition() => _moves.Reverse().Aggregate(Position.Start, (position, column) => position.Play(column));

    /// <summary>A game of random moves that is not over yet, after so many of them or fewer.</summary>
    public static ReferenceBoard Random(Random random, int moves)
    {
        var board = new ReferenceBoard();
        for (int i = 0; i < moves; i++)
        {
            int[] columns = [.. board.Moves];
            board.Play(columns[random.Next(columns.Length)]);
            if (board.IsOver)
            {
                board.Undo();
                break;
            }
        }

        return board;
    }

    private int Disc(int column, int row) => column is >= 0 and < 7 && row is >= 0 and < 6 ? _squares[column, row] : 0;
}
