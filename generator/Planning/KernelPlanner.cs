namespace Unrolled.Generator.Planning;

/// <summary>Decides from a shape alone how its kernels are written, so that equal shapes have equal code.</summary>
internal static class KernelPlanner
{
    public static KernelPlan Plan(KernelShape shape)
    {
        IReadOnlyList<WidthUse> uses = [.. VectorWidth.All.Where(w => IsUseful(w, shape)).Select(w => Use(w, shape))];
        return new KernelPlan(shape, uses, [.. uses.Select(u => u.Vectors).Distinct().OrderByDescending(v => v).Select(v => Tiles(shape, v))]);
    }

    /// <summary>Vectors wider than the panel would only repeat the code of narrower ones.</summary>
    private static bool IsUseful(VectorWidth width, KernelShape shape) => width.IsNarrowest || width.Lanes(shape.Element) <= shape.Columns;

    private static WidthUse Use(VectorWidth width, KernelShape shape)
    {
        int lanes = width.Lanes(shape.Element);
        return new WidthUse(width, lanes, Math.Min(2, shape.Columns / lanes));
    }

    private static TileSet Tiles(KernelShape shape, int vectors) => shape.Kind switch
    {
        KernelKind.Product => new TileSet(
            vectors, [.. TileTable.Samples(vectors, shape.Depth, shape.IsFull).Select(t => Product(shape, t.Samples, vectors, t.Registers))], []),
        KernelKind.Update => new TileSet(vectors, [], [.. Updates(shape, vectors)]),
        _ => new TileSet(
            vectors,
            [.. TileTable.SparseSamples.Select(t => Listed(shape, t.Samples, vectors, t.Registers))],
            [.. TileTable.SparseSamples.Select(t => new Tile(TileTable.SparseRows, vectors, 1, t.Samples, t.Samples, t.Registers))]),
    };

    private static Tile Product(KernelShape shape, int samples, int vectors, int registers)
    {
        int chains = TileTable.Chains(samples, vectors, shape.Depth);
        int unroll = TileTable.Unroll(samples, vectors, chains, shape.Depth, shape.IsFull);
        return new Tile(
            samples, vectors, chains, unroll, Registers: registers,
            PerMethod: unroll == shape.Depth ? Math.Min(shape.Depth, TileTable.DepthPerMethod(samples, vectors)) : shape.Depth);
    }

    private static Tile Listed(KernelShape shape, int samples, int vectors, int registers)
    {
        int chains = TileTable.Chains(samples, vectors, shape.Depth);
        return new Tile(samples, vectors, chains, chains, Registers: registers);
    }

    private static IEnumerable<Tile> Updates(KernelShape shape, int vectors) =>
        TileTable.HeldUpdates(vectors, shape.Depth).Select(t => new Tile(t.Rows, vectors, 1, t.Samples, t.Samples, t.Registers))
            .Concat(TileTable.AnyUpdates(vectors, shape.Depth).Select(t => new Tile(t.Rows, vectors, 1, 1, Registers: t.Registers)));
}
