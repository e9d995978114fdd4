using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes the tiles of a product: samples against a row of weights, along the inputs.</summary>
internal static class ProductEmitter
{
    public const string Parameters = "ref float a, ref float b, ref float start, ref float c, int count";

    private const string KernelParameters = "ref float a, ref float b, ref float start, ref float c";

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

        foreach (Tile tile in set.Products)
        {
            writer.Line();
            EmitTile(writer, shape, tile);
        }
    }

    private static void EmitTile(CodeWriter writer, KernelShape shape, Tile tile)
    {
        int methods = tile.Unroll == shape.Depth ? (shape.Depth + tile.PerMethod - 1) / tile.PerMethod : 1;
        if (methods == 1)
        {
            EmitMethod(writer, shape, tile, $"Tile{tile.Name}", 0, shape.Depth);
            return;
        }

        writer.Line("// In parts that the JIT still optimises.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private static void Tile{tile.Name}({KernelParameters})"))
        {
            for (int part = 0; part < methods; part++)
            {
                writer.Line($"Tile{tile.Name}Part{part + 1}(ref a, ref b, ref {(part == 0 ? "start" : "c")}, ref c);");
            }
        }

        for (int part = 0; part < methods; part++)
        {
            writer.Line();
            EmitMethod(writer, shape, tile, $"Tile{tile.Name}Part{part + 1}", part * tile.PerMethod, Math.Min(shape.Depth, (part + 1) * tile.PerMethod));
        }
    }

    private static void EmitMethod(CodeWriter writer, KernelShape shape, Tile tile, string name, int from, int to)
    {
        var lines = new TileWriter(writer, tile, 'c');
        writer.Line($"// {Wording.Count(tile.Rows, "sample")} by {Wording.Count(tile.Vectors, "vector")}: {Wording.Count(tile.Rows * tile.Vectors * tile.Chains, "sum")} in registers.");
        using (TileWriter.Method(writer, name, KernelParameters))
        {
            if (from == 0)
            {
                lines.Start("start");
            }
            else
            {
                // What comes after the first part goes on from the sums so far.
                lines.Start(tile.Rows, "start", row => row * shape.OutputStride);
            }

            lines.DeclareVectors();
            if (tile.Unroll == shape.Depth)
            {
                for (int k = from; k < to; k++)
                {
                    EmitStep(lines, shape, tile, k);
                }
            }
            else
            {
                EmitLoop(writer, lines, shape, tile);
            }

            lines.Store(tile.Rows, "c", row => row * shape.OutputStride);
        }
    }

    private static void EmitLoop(CodeWriter writer, TileWriter lines, KernelShape shape, Tile tile)
    {
        int rest = shape.Depth % tile.Unroll;
        writer.Line($"ref float end = ref Refs.Add(ref a, {shape.Depth - rest});");
        writer.Line("do");
        writer.Line("{");
        using (writer.Indented())
        {
            for (int k = 0; k < tile.Unroll; k++)
            {
                EmitStep(lines, shape, tile, k);
            }

            writer.Line($"a = ref Refs.Add(ref a, {tile.Unroll});");
            writer.Line($"b = ref Refs.Add(ref b, {tile.Unroll * shape.Columns});");
        }

        writer.Line("}");
        writer.Line("while (Refs.IsAddressLessThan(ref a, ref end));");
        for (int k = 0; k < rest; k++)
        {
            EmitStep(lines, shape, tile, k);
        }
    }

    private static void EmitStep(TileWriter lines, KernelShape shape, Tile tile, int k) => lines.Step(
        tile.Rows, k % tile.Chains, Names.Place("b", k * shape.Columns), "a", row => $"{(row * shape.InputStride) + k}");
}
