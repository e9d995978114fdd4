using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>
/// Writes the tiles of an update: some rows of weights in registers, all samples against them, then the next rows. The turns of that loop
/// are what threads share: each weight is summed up by one of them, over all samples in order.
/// </summary>
internal static class UpdateEmitter
{
    public const string Parameters = $"ref float x, ref float d, ref float w, int count, {Names.Share} share";

    private const string HeldParameters = $"ref float x, ref float d, ref float w, {Names.Share} share";

    public static void Emit(CodeWriter writer, KernelShape shape, TileSet set)
    {
        writer.Line(set.Updates.Any(t => t.Held > 0)
            ? "// All samples, by a tile for just their number where there is one."
            : "// All samples.");
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin($"internal static void Run{set.Vectors}({Parameters})"))
        {
            for (int i = 0; i < set.Updates.Count; i++)
            {
                EmitChoice(writer, set.Updates[i], isFirst: i == 0, isLast: i == set.Updates.Count - 1);
            }
        }

        foreach (Tile tile in set.Updates)
        {
            writer.Line();
            EmitTile(writer, shape, tile);
        }
    }

    private static void EmitChoice(CodeWriter writer, Tile tile, bool isFirst, bool isLast)
    {
        string machine = tile.Registers switch { 0 => "", 32 => "S.Registers >= 32", _ => "S.Registers < 32" };
        string samples = tile.Held == 0 ? "" : $"count == {tile.Held}";
        string condition = machine.Length > 0 && samples.Length > 0 ? $"{machine} && {samples}" : machine + samples;
        string call = tile.Held == 0 ? $"Any{tile.Name}(ref x, ref d, ref w, count, share);" : $"Held{tile.Name}(ref x, ref d, ref w, share);";
        if (isLast && isFirst)
        {
            writer.Line(call);
            return;
        }

        using (writer.Begin(isLast ? "else" : $"{(isFirst ? "" : "else ")}if ({condition})"))
        {
            writer.Line(call);
        }
    }

    private static void EmitTile(CodeWriter writer, KernelShape shape, Tile tile)
    {
        var lines = new TileWriter(writer, tile, 'w');
        bool isHeld = tile.Held > 0;
        string samples = isHeld ? $"{Wording.Count(tile.Held, "sample")}, whose deltas stay in registers" : "any number of samples";
        writer.Line($"// {Wording.Count(Math.Min(tile.Rows, shape.Depth), "row")} of weights at a time against {samples}.");
        using (TileWriter.Method(writer, $"{(isHeld ? "Held" : "Any")}{tile.Name}", isHeld ? HeldParameters : Parameters))
        {
            if (isHeld)
            {
                lines.Hold(shape.OutputStride);
            }
            else
            {
                writer.Line($"nint length = (nint)count * {shape.OutputStride};");
            }

            // What a single turn does needs no loop.
            int turns = shape.Depth > tile.Rows ? shape.Depth / tile.Rows : 0;
            int rest = shape.Depth - (turns * tile.Rows);
            if (turns > 0)
            {
                writer.Line($"int turn = share.Start({turns});");
                writer.Line($"w = ref Refs.Add(ref w, turn * {tile.Rows * shape.Columns});");
                writer.Line($"x = ref Refs.Add(ref x, turn * {tile.Rows});");
                using (writer.Begin($"for (; turn < share.End({turns}); turn++)"))
                {
                    EmitRows(writer, lines, shape, tile, tile.Rows);
                    writer.Line($"w = ref Refs.Add(ref w, {tile.Rows * shape.Columns});");
                    writer.Line($"x = ref Refs.Add(ref x, {tile.Rows});");
                }
            }

            if (rest > 0)
            {
                if (turns > 0)
                {
                    writer.Line();
                }

                using (writer.Begin("if (share.IsLast)"))
                {
                    EmitRows(writer, lines, shape, tile, rest);
                }
            }
        }
    }

    private static void EmitRows(CodeWriter writer, TileWriter lines, KernelShape shape, Tile tile, int rows)
    {
        lines.Start(rows, "w", row => $"{row * shape.Columns}");
        if (tile.Held > 0)
        {
            for (int s = 0; s < tile.Held; s++)
            {
                int sample = s * shape.InputStride;
                lines.Add(rows, 0, lines.Held(s), "x", row => $"{sample + row}");
            }
        }
        else
        {
            lines.DeclareVectors();
            writer.Line("ref float sample = ref x;");
            writer.Line("nint i = 0;");
            writer.Line("do");
            writer.Line("{");
            using (writer.Indented())
            {
                lines.Step(rows, 0, Names.Place("d", "i"), "sample", row => $"{row}");
                writer.Line($"sample = ref Refs.Add(ref sample, {shape.InputStride});");
                writer.Line($"i += {shape.OutputStride};");
            }

            writer.Line("}");
            writer.Line("while (i < length);");
        }

        lines.Store(rows, "w", row => $"{row * shape.Columns}");
    }
}
