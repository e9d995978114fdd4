namespace Unrolled.Generator.Planning;

/// <summary>How the kernels of a shape are written.</summary>
/// <param name="Shape">What they compute.</param>
/// <param name="Uses">Which vectors each machine takes, the widest first; the last serves every machine.</param>
/// <param name="Tiles">The register tiles by vectors side by side, in each the order in which they are tried.</param>
internal sealed record KernelPlan(KernelShape Shape, IReadOnlyList<WidthUse> Uses, IReadOnlyList<TileSet> Tiles);

/// <summary>The vectors of one width that cover a panel.</summary>
/// <param name="Width">The width.</param>
/// <param name="Lanes">Elements in a vector.</param>
/// <param name="Vectors">Vectors side by side in a tile: 1 or 2.</param>
internal sealed record WidthUse(VectorWidth Width, int Lanes, int Vectors)
{
    public int Columns => Lanes * Vectors;

    /// <summary>Columns of a tile with two sides.</summary>
    public int WideColumns => 2 * Columns;
}

/// <summary>The tiles for so many vectors side by side.</summary>
/// <param name="Vectors">1 or 2.</param>
/// <param name="Products">For products, the largest first: a batch is cut greedily.</param>
/// <param name="Updates">For updates: those for exactly a number of samples first, then those for any number.</param>
/// <param name="Wide">For a single sample twice as many vectors, in a panel that has them; else none.</param>
internal sealed record TileSet(int Vectors, IReadOnlyList<Tile> Products, IReadOnlyList<Tile> Updates, Tile? Wide = null);

/// <summary>
/// A register tile: sums[r, v] += a[r, t] b[t, v] while t walks on. In a product the rows are samples and t runs along the inputs; in an
/// update the rows are inputs and t runs along the samples.
/// </summary>
/// <param name="Rows">Rows of sums.</param>
/// <param name="Vectors">Vectors per row.</param>
/// <param name="Order">The order of the walk, and how many sums each is made of.</param>
/// <param name="AtOnce">Blocks of the order that are walked side by side, so that enough independent sums hide the latency of the multiply-add.</param>
/// <param name="Unroll">Steps along a block per turn of the loop; the whole block for straight-line code.</param>
/// <param name="Held">Steps of t whose vectors of b stay in registers, in an update for exactly so many samples; else 0.</param>
/// <param name="Registers">The vector registers that a machine must have, where tiles for more and for fewer differ; else 0.</param>
/// <param name="Sides">2 where as many vectors again lie beside it in the panel; else 1.</param>
/// <param name="PerMethod">Steps after which straight-line code is cut into methods that the JIT still optimises.</param>
/// <param name="KeepsTotals">Whether what the blocks so far came to stays in registers, rather than where the outputs go.</param>
internal sealed record Tile(
    int Rows, int Vectors, SumOrder Order, int AtOnce, int Unroll, int Held = 0, int Registers = 0, int Sides = 1,
    int PerMethod = int.MaxValue, bool KeepsTotals = false)
{
    /// <summary>How often blocks are walked at once, until all have been.</summary>
    public int Turns => Order.Blocks / AtOnce;

    /// <summary>Whether a loop runs along the blocks.</summary>
    public bool HasLoop => Unroll < Order.Length;

    /// <summary>Whether code without any loop takes several methods.</summary>
    public bool IsCut => Order.Depth > PerMethod;

    public int RegistersUsed => (Rows * Vectors * Sides * (AtOnce + (KeepsTotals ? 1 : 0))) + (Math.Max(1, Held) * Vectors) + 1;

    public string Name => Held > 0 ? $"{Held}Samples{Rows}x{Vectors}" : $"{Rows}x{Sides * Vectors}{(KeepsTotals ? "Totals" : "")}";

    /// <summary>The steps of blocks that are walked at once, from a place in each to another.</summary>
    public IEnumerable<Step> Steps(int block, int start, int end) =>
        from place in Enumerable.Range(start, end - start)
        from b in Enumerable.Range(block, AtOnce)
        where place < Order.LengthOf(b)
        select new Step(b, Order.Input(b, place));

    /// <summary>The steps of a turn beyond the length that all blocks have, as seen from its first block.</summary>
    public IEnumerable<Step> Rest(int turn)
    {
        int first = turn * AtOnce;
        return Steps(first, Order.Length, Order.Longest(first, AtOnce))
            .Select(step => new Step(step.Block - first, step.Input - Order.Input(first, 0)));
    }
}

/// <summary>A step of a walk.</summary>
/// <param name="Block">The block whose turn it is.</param>
/// <param name="Input">The input.</param>
internal readonly record struct Step(int Block, int Input);
