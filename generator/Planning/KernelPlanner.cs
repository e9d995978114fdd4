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

    /// <summary>Whether some vectors cover the panel only in several steps, which a single sample would stream through once for each.</summary>
    private static bool HasWide(KernelShape shape, int vectors) =>
        vectors == 2 && !shape.IsFull && VectorWidth.All[VectorWidth.All.Count - 1].Lanes(shape.Element) * 4 <= shape.Columns;

    private static TileSet Tiles(KernelShape shape, int vectors) => shape.Kind switch
    {
        KernelKind.Product => new TileSet(
            vectors, [.. TileTable.Samples(vectors, shape.Order, shape.IsFull).Select(t => Product(shape, t.Samples, vectors, t.Registers, keepsTotals: t.KeepsTotals))], [],
            HasWide(shape, vectors) ? Product(shape, samples: 1, vectors, registers: 0, sides: 2) : null),
        KernelKind.Update => new TileSet(vectors, [], [.. Updates(shape, vectors)]),
        _ => new TileSet(
            vectors,
            [.. TileTable.SparseSamples.Select(t => Listed(shape, t.Samples, vectors, t.Registers))],
            [.. TileTable.SparseSamples.Select(t => new Tile(TileTable.SparseRows, vectors, SumOrder.Plain(t.Samples), 1, t.Samples, t.Samples, t.Registers))]),
    };

    private static Tile Product(KernelShape shape, int samples, int vectors, int registers, int sides = 1, bool keepsTotals = false)
    {
        int atOnce = TileTable.AtOnce(samples, sides * vectors, shape.Order);
        return new Tile(
            samples, vectors, shape.Order, atOnce, TileTable.Unroll(samples, sides * vectors, atOnce, shape.Order, shape.IsFull),
            Registers: registers, Sides: sides, PerMethod: shape.IsFull ? TileTable.StepsPerMethod(samples, vectors) : int.MaxValue,
            KeepsTotals: keepsTotals);
    }

    private static Tile Listed(KernelShape shape, int samples, int vectors, int registers) => new(
        samples, vectors, shape.Order, TileTable.ListsAtOnce(samples, shape.Order), 1, Registers: registers);

    private static IEnumerable<Tile> Updates(KernelShape shape, int vectors) =>
        TileTable.HeldUpdates(vectors, shape.Depth)
            .Select(t => new Tile(t.Rows, vectors, SumOrder.Plain(t.Samples), 1, t.Samples, t.Samples, t.Registers))
            .Concat(TileTable.AnyUpdates(vectors, shape.Depth)
                .Select(t => new Tile(t.Rows, vectors, SumOrder.Plain(1), 1, 1, Registers: t.Registers)));
}
