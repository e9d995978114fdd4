using System.Numerics;

namespace BoardGameSample.Game;

/// <summary>
/// A position of connect four: two players let discs fall into the columns of an upright board by turns, and who first has four in a row,
/// upright, level or along a diagonal, has won. When the board is full, it is a draw.
/// </summary>
/// <remarks>
/// A bit for each square, column after column from the left, each from the bottom up. Above every column there is one bit more, always 0,
/// so that no row of four goes on in the next column.
/// </remarks>
/// <param name="Own">The discs of the side to move.</param>
/// <param name="Other">The discs of the other side, which moved last.</param>
internal readonly record struct Position(ulong Own, ulong Other)
{
    public const int Columns = 7;

    public const int Rows = 6;

    public const int Squares = Columns * Rows;

    // The bits of a column.
    private const int Stride = Rows + 1;

    private const ulong Bottom = 0x0000_0408_1020_4081;
    private const ulong Board = Bottom * ((1 << Rows) - 1);

    /// <summary>The empty board.</summary>
    public static Position Start => default;

    /// <summary>The discs on the board, which are the moves made.</summary>
    public int Plies => BitOperations.PopCount(Own | Other);

    /// <summary>Who moves: 0 for the player who began, or 1.</summary>
    public int Side => Plies & 1;

    /// <summary>Whether no square is empty.</summary>
    public bool IsFull => (Own | Other) == Board;

    /// <summary>Whether the side that moved last has four in a row.</summary>
    public bool IsLost => HasFour(Other);

    /// <summary>Whether the game has ended.</summary>
    public bool IsOver => IsLost || IsFull;

    /// <summary>Whether the side to move can have four in a row by its next disc.</summary>
    public bool CanWin => (Winning(Own) & Landings) != 0;

    /// <summary>For each column that is not full the square where a disc lands.</summary>
    private ulong Landings => ((Own | Other) + Bottom) & Board;

    /// <summary>Whether a column, from 0, has room.</summary>
    public bool CanPlay(int column) => (Landings & Column(column)) != 0;

    /// <summary>Whether a disc in a column with room ends the game with four in a row.</summary>
    public bool Wins(int column) => HasFour(Own | (Landings & Column(column)));

    /// <summary>The square, from 0 to 41, where a disc lands in a column with room.</summary>
    public int Landing(int column) => SquareOf(Landings & Column(column));

    /// <summary>The position after a disc in a column with room.</summary>
    public Position Play(int column) => new(Other, Own | (Landings & Column(column)));

    /// <summary>The number of a square: columns from the left, each from the bottom up.</summary>
    /// <param name="bit">The square's bit, which may be the lowest of several.</param>
    public static int SquareOf(ulong bit)
    {
        int index = BitOperations.TrailingZeroCount(bit);
        return index - (index / Stride);
    }

    /// <summary>Lists the squares of some discs.</summary>
    /// <returns>How many there are.</returns>
    public static int SquaresOf(ulong discs, Span<int> squares)
    {
        int count = 0;
        for (; discs != 0; discs &= discs - 1)
        {
            squares[count++] = SquareOf(discs);
        }

        return count;
    }

    /// <summary>The position with left and right exchanged, which is worth the same.</summary>
    public Position Mirror() => new(Mirror(Own), Mirror(Other));

    /// <summary>All rows of four squares, 69 of them.</summary>
    public static IEnumerable<ulong> Lines()
    {
        for (int bit = 0; bit < Columns * Stride; bit++)
        {
            foreach (int step in Directions.ToArray())
            {
                ulong line = (1UL << bit) | (1UL << (bit + step)) | (1UL << (bit + (2 * step))) | (1UL << (bit + (3 * step)));
                if ((line & ~Board) == 0)
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>The board as lines of text, from the top: x began, o is the other.</summary>
    public override string ToString()
    {
        (ulong first, ulong second) = Side == 0 ? (Own, Other) : (Other, Own);
        return string.Join('\n', Enumerable.Range(0, Rows).Select(row => string.Join(' ', Enumerable.Range(0, Columns).Select(column =>
        {
            ulong bit = 1UL << ((column * Stride) + Rows - 1 - row);
            return (first & bit) != 0 ? 'x' : (second & bit) != 0 ? 'o' : '.';
        }))));
    }

    private static ulong Column(int column) => ((1UL << Rows) - 1) << (column * Stride);

    private static ulong Mirror(ulong discs)
    {
        ulong mirrored = 0;
        for (int column = 0; column < Columns; column++)
        {
            mirrored |= ((discs & Column(column)) >> (column * Stride)) << ((Columns - 1 - column) * Stride);
        }

        return mirrored;
    }

    /// <summary>Whether some discs have four in a row: pairs of neighbours first, then pairs of pairs two squares apart.</summary>
    private static bool HasFour(ulong discs)
    {
        foreach (int step in Directions)
        {
            ulong pairs = discs & (discs >> step);
            if ((pairs & (pairs >> (2 * step))) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The squares, empty or not, on which one more disc makes four in a row.</summary>
    private static ulong Winning(ulong discs)
    {
        ulong winning = 0;
        foreach (int step in Directions)
        {
            // The other three lie behind, ahead, or two on one side and one on the other.
            ulong behind = discs << step;
            ulong ahead = discs >> step;
            winning |= behind & (discs << (2 * step)) & ((discs << (3 * step)) | ahead);
            winning |= ahead & (discs >> (2 * step)) & ((discs >> (3 * step)) | behind);
        }

        return winning;
    }

    // From a square to its neighbour above, to the right, and to the right one down or up.
    private static ReadOnlySpan<int> Directions => [1, Stride, Stride - 1, Stride + 1];
}
