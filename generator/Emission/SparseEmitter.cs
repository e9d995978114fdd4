using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes the tiles that walk along a list of inputs: a product and an update for each number of samples that share a list.</summary>
internal static class SparseEmitter
{
    public const string ForwardParameters = "int samples, ref float a, ref float b, ref float start, ref float c, ref int list";

    public const string UpdateParameters = "int samples, ref float x, ref float d, ref float w, ref int list, int length";

    public static void Emit(CodeWriter writer, KernelShape shape, TileSet set)
    {
        EmitChoice(writer, $"Forward{set.Vectors}", ForwardParameters, set.Products.Select(t => (t.Rows, $"Forward{t.Name}(ref a, ref b, ref start, ref c, ref list);")));
        writer.Line();
        EmitChoice(writer, $"Update{set.Vectors}", UpdateParameters, set.Updates.Select(t => (t.Held, $"Update{t.Name}(ref x, ref d, ref w, ref list, length);")));
        foreach (Tile tile in set.Products)
        {
            writer.Line();
            EmitForward(writer, shape, tile);
        }

        foreach (Tile tile in set.Updates)
        {
            writer.Line();
            EmitUpdate(writer, shape, tile);
        }
    }

    /// <summary>The tile for a number of samples, which is a constant where this is inlined.</summary>
    private static void EmitChoice(CodeWriter writer, string method, string parameters, IEnumerable<(int Samples, string Call)> tiles)
    {
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin($"internal static void {method}({parameters})"))
        {
            using (writer.Begin("switch (samples)"))
            {
                foreach ((int samples, string call) in tiles)
                {
                    writer.Line($"case {samples}:");
                    using (writer.Indented())
                    {
                        writer.Line(call);
                        writer.Line("break;");
                    }
                }
            }
        }
    }

    private static void EmitForward(CodeWriter writer, KernelShape shape, Tile tile)
    {
        var lines = new TileWriter(writer, tile, 'c');
        writer.Line($"// {Wording.Count(tile.Rows, "sample")} by {Wording.Count(tile.Vectors, "vector")}.");
        using (TileWriter.Method(writer, $"Forward{tile.Name}", WithoutSamples(ForwardParameters)))
        {
            lines.Start("start", "0");
            lines.DeclareVectors();
            writer.Line($"ref int indices = ref Refs.Add(ref list, {tile.Order.Blocks});");
            lines.StartFurther();
            for (int block = 0; block < tile.Order.Blocks; block += tile.AtOnce)
            {
                if (block > 0)
                {
                    lines.StartAgain();
                }

                EmitBlocks(writer, lines, shape, tile, block);
                lines.StoreTurn("c", row => $"{row * shape.OutputStride}", isFirst: block == 0);
            }
        }
    }

    /// <summary>Some blocks at once as far as all of them go, then each to its end.</summary>
    private static void EmitBlocks(CodeWriter writer, TileWriter lines, KernelShape shape, Tile tile, int first)
    {
        int[] blocks = [.. Enumerable.Range(first, tile.AtOnce)];
        foreach (int block in blocks)
        {
            writer.Line($"ref int at{block} = ref {(block == 0 ? "indices" : $"end{block - 1}")};");
            writer.Line($"ref int end{block} = ref Refs.Add(ref indices, {Names.At("list", (block + 1) % tile.Order.Blocks)});");
        }

        if (blocks.Length > 1)
        {
            EmitWhile(blocks);
        }

        foreach (int block in blocks)
        {
            EmitWhile([block]);
        }

        writer.Line();

        void EmitWhile(int[] walked)
        {
            using (writer.Begin($"while ({string.Join(" && ", walked.Select(b => $"Refs.IsAddressLessThan(ref at{b}, ref end{b})"))})"))
            {
                foreach (int b in walked)
                {
                    writer.Line($"nint k{b} = at{b};");
                    writer.Line($"ref float row{b} = ref Refs.Add(ref b, k{b} * {shape.Columns});");
                    lines.Step(tile.Rows, b - first, Names.Place($"row{b}", 0), "a", row => Input(b, row * shape.InputStride));
                    writer.Line($"at{b} = ref Refs.Add(ref at{b}, 1);");
                }
            }
        }
    }

    private static void EmitUpdate(CodeWriter writer, KernelShape shape, Tile tile)
    {
        writer.Line($"// {Wording.Count(tile.Held, "sample")} by {Wording.Count(tile.Vectors, "vector")}, all deltas in registers.");
        using (TileWriter.Method(writer, $"Update{tile.Name}", WithoutSamples(UpdateParameters)))
        {
            new TileWriter(writer, tile, 'w').Hold(shape.OutputStride);
            writer.Line("nint left = length;");
            EmitWalk(writer, tile.Rows, step =>
            {
                var lines = new TileWriter(writer, tile with { Rows = 1 }, (char)('u' + step));
                EmitInput(writer, shape, "w", step);
                lines.Start(1, $"row{step}", _ => "0");
                for (int s = 0; s < tile.Held; s++)
                {
                    int sample = s;
                    lines.Add(1, 0, lines.Held(s), "x", _ => Input(step, sample * shape.InputStride));
                }

                lines.Store(1, $"row{step}", _ => "0");
            });
        }
    }

    private static string WithoutSamples(string parameters) => parameters.Substring("int samples, ".Length);

    /// <summary>Where the input of a step stands, in the row of a sample.</summary>
    private static string Input(int step, int row) => row == 0 ? $"k{step}" : $"k{step} + {row}";

    private static void EmitInput(CodeWriter writer, KernelShape shape, string rows, int step)
    {
        writer.Line($"nint k{step} = {Names.At("list", step)};");
        writer.Line($"ref float row{step} = ref Refs.Add(ref {rows}, k{step} * {shape.Columns});");
    }

    /// <summary>Along the list in steps of some inputs at a time, then one by one.</summary>
    private static void EmitWalk(CodeWriter writer, int steps, Action<int> body)
    {
        if (steps > 1)
        {
            using (writer.Begin($"for (; left >= {steps}; left -= {steps})"))
            {
                for (int step = 0; step < steps; step++)
                {
                    body(step);
                }

                writer.Line($"list = ref Refs.Add(ref list, {steps});");
            }

            writer.Line();
        }

        using (writer.Begin("for (; left > 0; left--)"))
        {
            body(0);
            writer.Line("list = ref Refs.Add(ref list, 1);");
        }
    }
}
