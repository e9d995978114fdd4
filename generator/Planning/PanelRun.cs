namespace Unrolled.Generator.Planning;

/// <summary>
/// Panels side by side: each holds the weights of <paramref name="Width"/> neighbouring units, input after input, so that every
/// kernel streams through it.
/// </summary>
/// <param name="FirstUnit">The first panel's first unit.</param>
/// <param name="Width">Units in a panel, padding included.</param>
/// <param name="Count">How many panels.</param>
/// <param name="Units">The real units in the run.</param>
internal sealed record PanelRun(int FirstUnit, int Width, int Count, int Units)
{
    /// <summary>
    /// 32 units are two 512-bit vectors or four of 256 bits, and two cache lines per input. What is left over is padded to the
    /// narrowest of 4, 8, 16 or 32 units, for a layer of one unit should not read sixteen columns of zeros.
    /// </summary>
    public const int FullWidth = 32;

    /// <summary>The units of some runs, padding included.</summary>
    public static int Stride(IReadOnlyList<PanelRun> runs) => runs.Sum(run => run.Width * run.Count);

    public static IReadOnlyList<PanelRun> Cover(int units)
    {
        int full = units / FullWidth;
        int rest = units % FullWidth;
        if (rest > FullWidth / 2)
        {
            full++;
            rest = 0;
        }

        var runs = new List<PanelRun>();
        int covered = Math.Min(units, full * FullWidth);
        if (full > 0)
        {
            runs.Add(new PanelRun(0, FullWidth, full, covered));
        }

        if (rest > 0)
        {
            runs.Add(new PanelRun(covered, rest <= 4 ? 4 : rest <= 8 ? 8 : 16, 1, rest));
        }

        return runs;
    }
}
