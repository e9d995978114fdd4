namespace Unrolled.Generator.Planning;

/// <summary>The register tiles, as data: which fit the registers and keep the multiply-add units busy.</summary>
/// <remarks>
/// A core starts one or two vector multiply-adds per cycle and has each result four cycles later, so at least eight accumulators
/// must be independent. Beside them a tile needs a register for each vector of B and one for the broadcast of A. Every multiply-add
/// wants less than one load: a tile of s samples by v vectors loads s + v times for s v multiply-adds. Ten samples by two vectors
/// (20 + 2 + 1 of 32 registers) and five by two (10 + 2 + 1 of 16) divide the mini-batches that people choose (10, 50, 100);
/// the smaller tiles pick up the rest of any other, at most 5 + 2 + 2 calls.
/// </remarks>
internal static class TileTable
{
    /// <summary>Accumulators that hide the latency: 4 cycles times 2 multiply-adds per cycle.</summary>
    private const int IndependentSums = 8;

    /// <summary>Multiply-adds per turn of a loop, against which its counter and branch do not weigh.</summary>
    private const int WorkPerTurn = 16;

    /// <summary>Multiply-adds up to which a kernel is written without a loop, which would only turn two or three times.</summary>
    private const int StraightLineBudget = 48;

    /// <summary>Steps along a block that need no loop.</summary>
    private const int MostStraightSteps = 8;

    /// <summary>
    /// Multiply-adds per method of fully unrolled code: few enough that RyuJIT inlines the operations of all, with an operation or two for
    /// each step (with three it stopped on the way, and called), and far below the 60,000 bytes of IL at which it stops optimising.
    /// </summary>
    private const int MethodBudget = 256;

    /// <summary>Multiply-adds per sample so few that the calls weigh more than they do.</summary>
    private const int TinyProduct = 8;

    /// <summary>Rows times vectors of weights from which an update is worth a kernel of its own for the usual batch.</summary>
    private const int LargeUpdate = 64;

    /// <summary>
    /// Samples per tile, the largest first, and the registers that it needs where the machine decides. More samples share a load of
    /// weights. Narrow ones keep totals in 32 registers, if they have any: to add each block to memory cost the 30 inputs of ten units 12 %.
    /// </summary>
    public static IReadOnlyList<(int Samples, int Registers, bool KeepsTotals)> Samples(int vectors, SumOrder order, bool full) =>
        vectors * order.Depth <= TinyProduct ? [(4, 0, false), (1, 0, false)]
        : full ? [(5, 0, false), (1, 0, false)]
        : [.. Tens(vectors, order), (5, 0, false), (2, 0, false), (1, 0, false)];

    /// <summary>
    /// Samples that share a list of inputs, alike for all panels, since the list is made once. More of them share a load of weights, but
    /// leave fewer inputs to skip: on handwritten digits ten samples together have 45% of the inputs, one has 19%.
    /// </summary>
    public static readonly IReadOnlyList<(int Samples, int Registers)> SparseSamples = [(10, 32), (5, 0), (2, 0), (1, 0)];

    /// <summary>Two rows beside the deltas of a tile: 20 + 4 + 1 of 32 registers, 10 + 4 + 1 of 16.</summary>
    public const int SparseRows = 2;

    public static int AtOnce(int samples, int vectors, SumOrder order)
    {
        int blocks = 1;
        while (samples * vectors * blocks < IndependentSums && blocks < order.Blocks)
        {
            blocks *= 2;
        }

        return blocks;
    }

    public static int Unroll(int samples, int vectors, int atOnce, SumOrder order, bool full)
    {
        if (full || order.TakesTurns || order.Length <= MostStraightSteps || samples * vectors * atOnce * order.Length <= StraightLineBudget)
        {
            return order.Length;
        }

        int unroll = 1;
        while (samples * vectors * atOnce * unroll < WorkPerTurn)
        {
            unroll *= 2;
        }

        // A second step hides the loop's own instructions behind the multiply-adds of even the largest tile.
        return Math.Min(order.Length, atOnce * unroll == 1 ? 2 : unroll);
    }

    private static (int Samples, int Registers, bool KeepsTotals)[] Tens(int vectors, SumOrder order) =>
        vectors > 1 ? [(10, 32, false)]
        : order.Blocks > 1 ? [(10, 32, true), (10, 0, false)]
        : [(10, 0, false)];

    public static int StepsPerMethod(int samples, int vectors) => MethodBudget / (samples * vectors);

    /// <summary>One sample walks two lists at once, whose loads of weights and indices then take as long as the multiply-adds.</summary>
    public static int ListsAtOnce(int samples, SumOrder order) => samples == 1 ? Math.Min(2, order.Blocks) : 1;

    /// <summary>
    /// Updates with all deltas of a tile of samples in registers, samples v + rows v + 1 of them, for machines with 32 and with 16
    /// registers. None where it does not pay.
    /// </summary>
    public static IReadOnlyList<(int Samples, int Rows, int Registers)> HeldUpdates(int vectors, int fanIn) =>
        fanIn * vectors < LargeUpdate ? [] : vectors == 2 ? [(10, 5, 32), (5, 2, 16)] : [(10, 8, 32), (10, 4, 16)];

    /// <summary>
    /// The updates that loop over the samples: rows v + v + 1 registers, 15 of 16 or 19 of 32. Where the smaller tile has all rows already,
    /// it serves every machine.
    /// </summary>
    public static IReadOnlyList<(int Rows, int Registers)> AnyUpdates(int vectors, int fanIn) =>
        vectors == 1 ? [(8, 0)] : fanIn <= 6 ? [(6, 0)] : [(8, 32), (6, 16)];
}
