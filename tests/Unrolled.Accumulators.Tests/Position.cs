namespace Unrolled.Accumulators.Tests;

/// <summary>A chess position, as far as an evaluation sees it: which piece is on which square, and whose move it is.</summary>
internal sealed class Position
{
    public const int White = 0;
    public const int Black = 1;

    private const string Kinds = "pnbrqk";

    private readonly Dictionary<int, (int Kind, int Colour)> _pieces = [];

    public int SideToMove { get; private init; }

    public IReadOnlyDictionary<int, (int Kind, int Colour)> Pieces => _pieces;

    /// <summary>Reads the first two fields of Forsyth-Edwards notation: ranks from the eighth to the first, then w or b.</summary>
    public static Position Parse(string fen)
    {
        string[] fields = fen.Split(' ');
        Position position = new() { SideToMove = fields[1] == "w" ? White : Black };
        string[] ranks = fields[0].Split('/');
        Assert.Equal(8, ranks.Length);
        for (int r = 0; r < 8; r++)
        {
            int file = 0;
            foreach (char c in ranks[r])
            {
                if (char.IsAsciiDigit(c))
                {
                    file += c - '0';
                    continue;
                }

                position._pieces[((7 - r) * 8) + file] = (Kinds.IndexOf(char.ToLowerInvariant(c)), char.IsUpper(c) ? White : Black);
                file++;
            }

            Assert.Equal(8, file);
        }

        return position;
    }

    /// <summary>A piece on a square, by its number for both perspectives.</summary>
    public static AccumulatorFeature Feature(int square, int kind, int colour) =>
        new(Number(White, square, kind, colour), Number(Black, square, kind, colour));

    public AccumulatorFeature[] Features() => [.. _pieces.OrderBy(p => p.Key).Select(p => Feature(p.Key, p.Value.Kind, p.Value.Colour))];

    private static int Number(int perspective, int square, int kind, int colour) =>
        (colour == perspective ? 0 : 384) + (64 * kind) + (perspective == White ? square : square ^ 56);
}
