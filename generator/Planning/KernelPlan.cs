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
}

/// <summary>The tiles for so many vectors side by side.</summary>
/// <param name="Vectors">1 or 2.</param>
/// <param name="Products">For products, the largest first: a batch is cut greedily.</param>
/// <param name="Updates">For updates: those for exactly a number of samples first, then those for any number.</param>
internal sealed record TileSet(int Vectors, IReadOnlyList<Tile> Products, IReadOnlyList<Tile> Updates);

/// <summary>
/// A register tile: sums[r, v] += a[r, t] b[t, v] while t walks on. In a product the rows are samples and t runs along the inputs; in an
/// update the rows are inputs and t runs along the samples.
/// </summary>
/// <param name="Rows">Rows of sums.</param>
/// <param name="Vectors">Vectors per row.</param>
/// <param name="Chains">Partial sums per sum, so that enough independent ones hide the latency of the multiply-add.</param>
/// <param name="Unroll">Steps of t per turn of the loop; the whole walk for straight-line code.</param>
/// <param name="Held">Steps of t whose vectors of b stay in registers, in an update for exactly so many samples; else 0.</param>
/// <param name="Registers">The vector registers that a machine must have, where tiles for more and for fewer differ; else 0.</param>
/// <param name="PerMethod">Where straight-line code is cut into methods that the JIT still optimises.</param>
internal sealed record Tile(int Rows, int Vectors, int Chains, int Unroll, int Held = 0, int Registers = 0, int PerMethod = int.MaxValue)
{
    public int RegistersUsed => (Rows * Vectors * Chains) + (Math.Max(1, Held) * Vectors) + 1;

    public string Name => Held > 0 ? $"{Held}Samples{Rows}x{Vectors}" : $"{Rows}x{Vectors}";
}
