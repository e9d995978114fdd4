using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes the tiles of a product: samples against a row of weights, along the inputs.</summary>
internal static class ProductEmitter
{
    public const string Parameters = "ref float a, ref float b, ref float start, ref float c, int count";

    public const string KernelParameters = "ref float a, ref float b, ref float start, ref float c";

    public static void Emit(CodeWriter writer, KernelShape shape, TileSet set)
    {
        writer.Line($"// All samples in tiles of {Wording.Count(set.Vectors, "vector")}, the largest first, so that no batch size falls off a cliff.");
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin($"internal static void Run{set.Vectors}({Parameters})"))
        {
            foreach (Tile tile in set.Products)
            {
                string machine = tile.Registers == 0 ? "" : $"S.Registers >= {tile.Registers} && ";
                string next = $"a = ref {Names.At("a", tile.Rows * shape.InputStride)}, c = ref {Names.At("c", tile.Rows * shape.OutputStride)}";
                using (writer.Begin($"for (; {machine}count >= {tile.Rows}; count -= {tile.Rows}, {next})"))
                {
                    writer.Line($"Tile{tile.Name}(ref a, ref b, ref start, ref c);");
                }
            }
        }

        foreach (Tile tile in set.Wide is null ? set.Products : set.Products.Append(set.Wide))
        {
            writer.Line();
            EmitTile(writer, shape, tile);
        }
    }

    private static void EmitTile(CodeWriter writer, KernelShape shape, Tile tile)
    {
        string blocks = tile.Order.Blocks == 1 ? "" : tile.Turns == 1 ? ", all blocks at once" : $", {Wording.Count(tile.AtOnce, "block")} at a time{(tile.KeepsTotals ? ", whose totals stay in registers" : "")}";
        writer.Line($"// {Wording.Count(tile.Rows, "sample")} by {Wording.Count(tile.Sides * tile.Vectors, "vector")}{blocks}: "
            + $"{Wording.Count(tile.Rows * tile.Sides * tile.Vectors * tile.AtOnce, "sum")} in registers.");
        if (tile.IsCut)
        {
            PartsEmitter.Emit(writer, shape, tile);
            return;
        }

        writer.Line(Names.KernelAttribute);
        using (writer.Begin($"{(tile.Sides == 1 ? "private" : "internal")} static void Tile{tile.Name}({KernelParameters})"))
        {
            new WalkEmitter(writer, shape, tile).Emit();
        }
    }
}
