using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The three methods of a layer that lead its kernels over panels and samples.</summary>
internal static class LayerEmitter
{
    public static void Emit(CodeWriter writer, NetworkPlan plan, LayerPlan layer, LayerKernels kernels)
    {
        writer.Line();
        EmitForward(writer, layer, kernels.Forward);
        if (layer.Index > 1)
        {
            writer.Line();
            EmitBackward(writer, layer, plan.Layers[layer.Index - 2], kernels.Backward);
        }

        writer.Line();
        EmitUpdate(writer, layer, kernels.Update);
    }

    private static void EmitForward(CodeWriter writer, LayerPlan layer, IReadOnlyList<ProductFamily> families)
    {
        writer.Line($"// Layer {layer.Index}: z = W a + b for {Wording.Count(layer.FanOut, "unit")} of {Wording.Count(layer.FanIn, "input")}.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private static void ForwardLayer{layer.Index}(ref float inputs, ref float parameters, ref float outputs, int count)"))
        {
            EmitRuns(writer, layer, r => families[r].Shape.Columns, (r, weights, unit) =>
            {
                writer.Line($"ref float w = ref {Names.At("parameters", weights)};");
                writer.Line($"ref float bias = ref {Names.At("parameters", Sum(layer.BiasOffset, unit))};");
                EmitTiles(writer, families[r], "inputs", "w", "ref bias", $"ref {Names.At("outputs", unit)}");
            });
        }
    }

    private static void EmitBackward(CodeWriter writer, LayerPlan layer, LayerPlan previous, IReadOnlyList<ProductFamily> families)
    {
        writer.Line($"// Layer {layer.Index}: W^T delta, the deltas of layer {previous.Index} but for its f'(z), by way of transposed panels.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private static void BackwardLayer{layer.Index}(ref float deltas, ref float parameters, ref float previous, ref float transposed, int count)"))
        {
            for (int r = 0; r < previous.Panels.Count; r++)
            {
                PanelRun run = previous.Panels[r];
                ProductFamily family = families[r];
                Space(writer, r);
                EmitPanels(writer, run, previous.Panels.Count == 1, panel =>
                {
                    EmitTranspose(writer, layer, run, panel);
                    EmitBlocks(writer, run, panel, family.Shape.Columns, (column, unit) =>
                        EmitTiles(writer, family, "deltas", Names.At("transposed", column), null, $"ref {Names.At("previous", unit)}"));
                });
            }
        }
    }

    /// <summary>The weights from one panel of the previous layer's units, turned so that a row holds what one of our units gives them.</summary>
    private static void EmitTranspose(CodeWriter writer, LayerPlan layer, PanelRun rows, string rowPanel)
    {
        string firstRow = Sum(rows.FirstUnit, Times(rowPanel, rows.Width));
        string rowCount = rows.Units == rows.Count * rows.Width
            ? $"{rows.Width}"
            : rows.Count == 1 ? $"{rows.Units}" : $"global::System.Math.Min({rows.Width}, {layer.FanIn} - ({firstRow}))";
        int weights = layer.WeightOffset;
        foreach (PanelRun run in layer.Panels)
        {
            bool even = run.Units == run.Count * run.Width;
            string firstColumn = run.Count == 1 ? $"{run.FirstUnit}" : Sum(run.FirstUnit, Times("q", run.Width));
            string columns = even ? $"{run.Width}" : run.Count == 1 ? $"{run.Units}" : $"global::System.Math.Min({run.Width}, {run.FirstUnit + run.Units} - ({firstColumn}))";
            string source = Sum(weights, run.Count == 1 ? "0" : Times("q", layer.FanIn * run.Width), Times(firstRow, run.Width));
            string call = $"{Names.Numerics}.Panels.Transpose(ref {Names.At("parameters", source)}, {run.Width}, {rowCount}, {columns}, "
                + $"ref {Names.At("transposed", Times(firstColumn, rows.Width))}, {rows.Width});";
            if (run.Count == 1)
            {
                writer.Line(call);
            }
            else
            {
                using (writer.Begin($"for (int q = 0; q < {run.Count}; q++)"))
                {
                    writer.Line(call);
                }
            }

            weights += run.Count * run.Width * layer.FanIn;
        }
    }

    private static void EmitUpdate(CodeWriter writer, LayerPlan layer, IReadOnlyList<UpdateFamily> families)
    {
        writer.Line($"// Layer {layer.Index}: W += delta a^T and b += delta, summed over the samples.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private static void UpdateLayer{layer.Index}(ref float inputs, ref float deltas, ref float target, int count)"))
        {
            writer.Line($"{Names.Numerics}.Panels.AddRows(ref deltas, count, {layer.Stride}, ref {Names.At("target", layer.BiasOffset)});");
            EmitRuns(writer, layer, r => families[r].Any.Shape.Columns, (r, weights, unit) =>
            {
                UpdateFamily family = families[r];
                writer.Line($"ref float w = ref {Names.At("target", weights)};");
                writer.Line($"ref float d = ref {Names.At("deltas", unit)};");
                if (family.Tile is null)
                {
                    writer.Line($"{family.Any.Name}(ref inputs, ref d, ref w, count);");
                    return;
                }

                using (writer.Begin($"if (count == {family.Tile.Samples})"))
                {
                    writer.Line($"{family.Tile.Name}(ref inputs, ref d, ref w);");
                }

                using (writer.Begin("else"))
                {
                    writer.Line($"{family.Any.Name}(ref inputs, ref d, ref w, count);");
                }
            });
        }
    }

    /// <summary>The samples in tiles, the largest first, so that no batch size falls off a cliff.</summary>
    private static void EmitTiles(CodeWriter writer, ProductFamily family, string a, string b, string? bias, string c)
    {
        writer.Line($"ref float a = ref {a};");
        writer.Line($"ref float c = {c};");
        writer.Line("int left = count;");
        string between = bias is null ? "" : $", {bias}";
        foreach (ProductKernel kernel in family.Kernels)
        {
            using (writer.Begin($"{(IsOnce(family, kernel) ? "if" : "while")} (left >= {kernel.Samples})"))
            {
                writer.Line($"{kernel.Name}(ref a, ref {b}{between}, ref c);");
                writer.Line($"a = ref {Names.At("a", kernel.Samples * family.Shape.AStride)};");
                writer.Line($"c = ref {Names.At("c", kernel.Samples * family.Shape.CStride)};");
                writer.Line($"left -= {kernel.Samples};");
            }
        }
    }

    /// <summary>Whether the next larger tile has left at most one turn for this one.</summary>
    private static bool IsOnce(ProductFamily family, ProductKernel kernel) =>
        family.Kernels.Any(larger => larger.Samples > kernel.Samples && larger.Samples <= 2 * kernel.Samples);

    /// <summary>All column blocks of all panels, each with the offset of its weights and its first unit, as code.</summary>
    public static void EmitRuns(CodeWriter writer, LayerPlan layer, Func<int, int> columns, Action<int, string, string> body)
    {
        int weights = layer.WeightOffset;
        for (int r = 0; r < layer.Panels.Count; r++)
        {
            PanelRun run = layer.Panels[r];
            int index = r;
            int start = weights;
            EmitColumns(writer, run, layer.Panels.Count == 1, columns(r), (panel, column, unit) =>
                body(index, Sum(start, Times(panel, layer.FanIn * run.Width), column), unit));
            weights += run.Count * run.Width * layer.FanIn;
        }
    }

    private static void EmitColumns(CodeWriter writer, PanelRun run, bool isOnly, int columns, Action<string, string, string> body) =>
        EmitPanels(writer, run, isOnly, panel => EmitBlocks(writer, run, panel, columns, (column, unit) => body(panel, column, unit)));

    private static void EmitPanels(CodeWriter writer, PanelRun run, bool isOnly, Action<string> body)
    {
        if (isOnly && run.Count == 1)
        {
            body("0");
            return;
        }

        using (writer.Begin(run.Count == 1 ? "" : $"for (int panel = 0; panel < {run.Count}; panel++)"))
        {
            body(run.Count == 1 ? "0" : "panel");
        }
    }

    private static void EmitBlocks(CodeWriter writer, PanelRun run, string panel, int columns, Action<string, string> body)
    {
        if (columns == run.Width)
        {
            body("0", Sum(run.FirstUnit, Times(panel, run.Width)));
            return;
        }

        using (writer.Begin($"for (int column = 0; column < {run.Width}; column += {columns})"))
        {
            body("column", Sum(run.FirstUnit, Times(panel, run.Width), "column"));
        }
    }

    private static void Space(CodeWriter writer, int index)
    {
        if (index > 0)
        {
            writer.Line();
        }
    }

    /// <summary>A product as code, folded where it is a number.</summary>
    private static string Times(string factor, int constant) =>
        int.TryParse(factor, out int value) ? $"{value * constant}" : factor.Contains(' ') ? $"({factor}) * {constant}" : $"{factor} * {constant}";

    public static string Sum(int constant, params string[] terms)
    {
        int known = constant + terms.Sum(t => int.TryParse(t, out int value) ? value : 0);
        string[] open = [.. terms.Where(t => !int.TryParse(t, out _))];
        return open.Length == 0 ? $"{known}" : known == 0 ? string.Join(" + ", open) : $"{known} + {string.Join(" + ", open)}";
    }
}
