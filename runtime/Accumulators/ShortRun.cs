namespace Unrolled;

/// <summary>16-bit numbers that a kernel walks in whole vectors: how many there are with those that fill them up, and the step of the walk.</summary>
/// <remarks>The generator compiles this file too, so that both lay them out by one rule.</remarks>
/// <param name="Count">The numbers that are wanted.</param>
internal readonly record struct ShortRun(int Count)
{
    /// <summary>
    /// Beyond, 32-bit sums of four lanes may overflow: each of 1,024 / 8 additions is two products of at most 255 x 255 x 128.
    /// </summary>
    public const int LongestSum = 1024;

    // The numbers in 64 bytes: one vector of 512 bits, two of 256, four of 128.
    private const int Line = 32;

    private const int MostUnrolled = 8;
    private const int LeastUnrolled = 4;

    /// <summary>The vectors in a turn of the loop, whatever their width: all that there are of the widest, if they are few.</summary>
    public int Unrolled
    {
        get
        {
            int lines = Lines;
            return lines <= MostUnrolled ? lines
                : lines * Line > LongestSum ? MostUnrolled
                : Enumerable.Range(LeastUnrolled, MostUnrolled - LeastUnrolled + 1).OrderBy(u => Filled(lines, u)).ThenByDescending(u => u).First();
        }
    }

    /// <summary>The numbers with those that fill up: whole turns at every width.</summary>
    public int Stride => Filled(Lines, Unrolled) * Line;

    private int Lines => (Count + Line - 1) / Line;

    private static int Filled(int lines, int unrolled) => (lines + unrolled - 1) / unrolled * unrolled;
}
