using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Parameters between the canonical order and the panels.</summary>
internal static class ParameterOrderEmitter
{
    public static void Emit(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("// From the canonical order into panels.");
        using (writer.Begin($"public static void FromCanonical({Names.Input} source, ref float parameters)"))
        {
            Walk(writer, plan, "source", "FromRows");
        }

        writer.Line();
        writer.Line("// Parameters and gradients lie alike, so one method brings both into the canonical order.");
        using (writer.Begin($"public static void ToCanonical(ref float parameters, {Names.Output} destination)"))
        {
            Walk(writer, plan, "destination", "ToRows");
        }
    }

    private static void Walk(CodeWriter writer, NetworkPlan plan, string span, string method)
    {
        int canonical = 0;
        foreach (LayerPlan layer in plan.Layers)
        {
            int panels = layer.WeightOffset;
            foreach (PanelRun run in layer.Panels)
            {
                int length = run.Units * layer.FanIn;
                writer.Line($"{Names.Numerics}.Panels.{method}({span}.Slice({canonical}, {length}), {layer.FanIn}, "
                    + $"ref {Names.At("parameters", panels)}, {run.Width});");
                canonical += length;
                panels += run.Floats(layer.FanIn);
            }

            string biases = $"Spans.CreateSpan(ref {Names.At("parameters", layer.BiasOffset)}, {layer.FanOut})";
            string canonicalBiases = $"{span}.Slice({canonical}, {layer.FanOut})";
            writer.Line(method == "ToRows" ? $"{biases}.CopyTo({canonicalBiases});" : $"{canonicalBiases}.CopyTo({biases});");
            canonical += layer.FanOut;
        }
    }
}
