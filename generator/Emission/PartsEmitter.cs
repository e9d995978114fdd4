using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes a tile without a loop that is too long for one method, as one that calls its parts in turn.</summary>
internal static class PartsEmitter
{
    private const string PartParameters = "ref float a, ref float b, ref float sums";

    public static void Emit(CodeWriter writer, KernelShape shape, Tile tile)
    {
        var lines = new TileWriter(writer, tile, 'c');
        (int Block, int From, int To)[] parts = [.. Cut(tile)];
        int size = tile.Order.Blocks * tile.Rows * shape.Columns;
        writer.Line("// In parts that the JIT still optimises; the sums so far lie on the stack in between, block after block.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private static void Tile{tile.Name}({ProductEmitter.KernelParameters})"))
        {
            writer.Line($"{Names.Output} places = stackalloc float[{size}];");
            writer.Line("places.Fill(-0f);");
            writer.Line("ref float sums = ref Spans.GetReference(places);");
            using (writer.Begin(""))
            {
                lines.Start("start", "0");
                lines.StoreBlock("sums", row => $"{row * shape.Columns}", block: 0);
            }

            for (int part = 0; part < parts.Length; part++)
            {
                writer.Line($"Tile{tile.Name}Part{part + 1}(ref a, ref b, ref {Names.At("sums", Place(shape, tile, parts[part].Block, 0))});");
            }

            using (writer.Begin(""))
            {
                for (int block = 0; block < tile.Order.Blocks; block++)
                {
                    int index = block;
                    lines.Start(tile.Rows, "sums", row => $"{Place(shape, tile, index, row)}", block);
                }

                lines.StoreAll("c", row => $"{row * shape.OutputStride}");
            }
        }

        for (int part = 0; part < parts.Length; part++)
        {
            writer.Line();
            EmitPart(writer, lines, shape, tile, $"Tile{tile.Name}Part{part + 1}", parts[part]);
        }
    }

    /// <summary>Each part in one or some blocks, which are walked at once.</summary>
    private static IEnumerable<(int Block, int From, int To)> Cut(Tile tile)
    {
        int most = Math.Max(1, tile.PerMethod / tile.AtOnce);
        for (int block = 0; block < tile.Order.Blocks; block += tile.AtOnce)
        {
            int length = tile.Order.Longest(block, tile.AtOnce);
            for (int from = 0; from < length; from += most)
            {
                yield return (block, from, Math.Min(length, from + most));
            }
        }
    }

    private static void EmitPart(CodeWriter writer, TileWriter lines, KernelShape shape, Tile tile, string name, (int Block, int From, int To) part)
    {
        using (TileWriter.Method(writer, name, PartParameters))
        {
            for (int i = 0; i < tile.AtOnce; i++)
            {
                int index = i;
                lines.Start(tile.Rows, "sums", row => $"{Place(shape, tile, index, row)}", part.Block + i);
            }

            lines.DeclareVectors();
            foreach (Step step in tile.Steps(part.Block, part.From, part.To))
            {
                lines.Step(
                    tile.Rows, step.Block, Names.Place("b", step.Input * shape.Columns), "a", row => $"{(row * shape.InputStride) + step.Input}");
            }

            for (int i = 0; i < tile.AtOnce; i++)
            {
                int index = i;
                lines.StoreBlock("sums", row => $"{Place(shape, tile, index, row)}", part.Block + i);
            }
        }
    }

    private static int Place(KernelShape shape, Tile tile, int block, int row) => ((block * tile.Rows) + row) * shape.Columns;
}
