using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The methods of a dense layer, which lead its kernels over its panels.</summary>
internal static class DenseLayerEmitter
{
    public static void Emit(CodeWriter writer, NetworkPlan plan, DenseLayerPlan layer)
    {
        EmitForward(writer, layer);
        writer.Line();
        EmitBackward(writer, layer);
        writer.Line();
        EmitUpdate(writer, layer);
    }

    private static void EmitForward(CodeWriter writer, DenseLayerPlan layer)
    {
        writer.Line($"// Layer {layer.Index}: z = W a + b for {Wording.Count(layer.FanOut, "unit")} of {Wording.Count(layer.FanIn, "input")}.");
        writer.Line(Names.KernelAttribute);
        string units = layer.IsDivided ? $", {Names.ShareOfUnits}" : "";
        string signature = $"private static void ForwardLayer{layer.Index}(ref float inputs, ref float parameters, ref float outputs, int count{units})";
        if (layer.Panels is [{ Count: 1 } run])
        {
            writer.Line($"{signature} => {Call(0, $"{layer.WeightsOf(run)}", "0")};");
            return;
        }

        using (writer.Begin(signature))
        {
            EmitPanels(writer, layer, "units", (r, weights, unit) => writer.Line($"{Call(r, weights, unit)};"));
        }

        string Call(int r, string weights, string unit) =>
            $"{layer.ForwardKernels[r].Name}.Run(ref inputs, ref {Names.At("parameters", weights)}, "
            + $"ref {Names.At("parameters", Sum(layer.BiasOffset, unit))}, ref {Names.At("outputs", unit)}, count{Units(layer, layer.ForwardKernels[r], "units")})";
    }

    public static void EmitBackward(CodeWriter writer, DenseLayerPlan layer)
    {
        string result = layer.Index == 1 ? "the gradients of the inputs" : $"the deltas of layer {layer.Index - 1} but for its f'(z)";
        writer.Line($"// Layer {layer.Index}: W^T delta, {result}, by way of transposed panels.");
        writer.Line(Names.KernelAttribute);
        using (writer.Begin($"private static void BackwardLayer{layer.Index}(ref float deltas, ref float parameters, ref float previous, ref float transposed, int count)"))
        {
            for (int r = 0; r < layer.InputPanels.Count; r++)
            {
                PanelRun run = layer.InputPanels[r];
                if (r > 0)
                {
                    writer.Line();
                }

                EmitRun(writer, run, panel =>
                {
                    EmitTranspose(writer, layer, run, panel);
                    KernelShape kernel = layer.InputGradientKernels[r];
                    writer.Line($"{kernel.Name}.Run(ref deltas, ref transposed, ref {Names.Internal}.Panels.Zeros, "
                        + $"ref {Names.At("previous", Sum(run.FirstUnit, Times(panel, run.Width)))}, count{(kernel.IsDivided ? $", {Names.Share}.All" : "")});");
                });
            }
        }
    }

    /// <summary>The weights from one panel of the previous layer's units, turned so that a row holds what one of our units gives them.</summary>
    private static void EmitTranspose(CodeWriter writer, DenseLayerPlan layer, PanelRun rows, string rowPanel)
    {
        string firstRow = Sum(rows.FirstUnit, Times(rowPanel, rows.Width));
        string rowCount = rows.Units == rows.Count * rows.Width
            ? $"{rows.Width}"
            : rows.Count == 1 ? $"{rows.Units}" : $"global::System.Math.Min({rows.Width}, {layer.FanIn} - ({firstRow}))";
        foreach (PanelRun run in layer.Panels)
        {
            bool even = run.Units == run.Count * run.Width;
            string firstColumn = run.Count == 1 ? $"{run.FirstUnit}" : Sum(run.FirstUnit, Times("q", run.Width));
            string columns = even ? $"{run.Width}" : run.Count == 1 ? $"{run.Units}" : $"global::System.Math.Min({run.Width}, {run.FirstUnit + run.Units} - ({firstColumn}))";
            string source = Sum(layer.WeightsOf(run), run.Count == 1 ? "0" : Times("q", layer.FanIn * run.Width), Times(firstRow, run.Width));
            string call = $"{Names.Internal}.Panels.Transpose(ref {Names.At("parameters", source)}, {run.Width}, {rowCount}, {columns}, "
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
        }
    }

    private static void EmitUpdate(CodeWriter writer, DenseLayerPlan layer)
    {
        writer.Line($"// Layer {layer.Index}: W += delta a^T and b += delta, summed over the samples.");
        writer.Line(layer.Panels is [{ Count: 1 }] ? Names.InlinedAttribute : Names.KernelAttribute);
        using (writer.Begin($"private static void UpdateLayer{layer.Index}(ref float inputs, ref float deltas, ref float target, int count, {Names.Share} share)"))
        {
            EmitBiases(writer, layer);
            EmitPanels(writer, layer, "share.OfUnits", (r, weights, unit) => writer.Line(
                $"{layer.ParameterGradientKernels[r].Name}.Run(ref inputs, ref {Names.At("deltas", unit)}, ref {Names.At("target", weights)}, count, "
                + $"{(layer.IsDivided ? "share.OfInputs" : "share")}{Units(layer, layer.ParameterGradientKernels[r], "share.OfUnits")});"));
        }
    }

    /// <summary>The argument by which a kernel takes a part of its columns, where it does.</summary>
    private static string Units(DenseLayerPlan layer, KernelShape kernel, string share) =>
        !kernel.IsDivided ? "" : $", {(layer.IsDivided ? share : $"{Names.Share}.All")}";

    /// <summary>The biases are the first thread's: the last one has the rows that no tile has taken.</summary>
    public static void EmitBiases(CodeWriter writer, DenseLayerPlan layer)
    {
        using (writer.Begin("if (share.IsFirst)"))
        {
            writer.Line($"{Names.Internal}.BlockSums.AddRows(ref deltas, count, {layer.Stride}, ref {Names.At("target", layer.BiasOffset)});");
        }

        writer.Line();
    }

    /// <summary>All panels of a layer, each with its run, the offset of its weights and its first unit, as code.</summary>
    public static void EmitPanels(CodeWriter writer, DenseLayerPlan layer, Action<int, string, string> body) =>
        EmitPanels(writer, layer, units: "", body);

    /// <summary>The same, or only a share of the panels where threads divide the layer's units.</summary>
    private static void EmitPanels(CodeWriter writer, DenseLayerPlan layer, string units, Action<int, string, string> body)
    {
        for (int r = 0; r < layer.Panels.Count; r++)
        {
            PanelRun run = layer.Panels[r];
            int index = r;
            EmitRun(
                writer, run,
                panel => body(index, Sum(layer.WeightsOf(run), Times(panel, run.Width * layer.FanIn)), Sum(run.FirstUnit, Times(panel, run.Width))),
                layer.IsDivided && layer.Stride > run.Width ? units : "");
        }
    }

    private static void EmitRun(CodeWriter writer, PanelRun run, Action<string> body, string units = "")
    {
        if (run.Count == 1)
        {
            using (writer.BeginIfAny(units.Length == 0 ? "" : $"if ({units}.IsLast)"))
            {
                body("0");
            }

            return;
        }

        (string first, string end) = units.Length == 0 ? ("0", $"{run.Count}") : ($"{units}.Start({run.Count})", $"{units}.End({run.Count})");
        using (writer.Begin($"for (int panel = {first}; panel < {end}; panel++)"))
        {
            body("panel");
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
