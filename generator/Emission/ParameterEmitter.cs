using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Parameters out of and into the network, between the canonical order and the panels.</summary>
internal static class ParameterEmitter
{
    public static void Emit(CodeWriter writer, NetworkPlan plan)
    {
        string count = Wording.Count(plan.ParameterCount, "number");
        writer.Doc(
            "Copies the parameters out: for each layer the weights row-major [out, in], then the biases [out].",
            $"<param name=\"destination\">Receives {count}.</param>",
            "<exception cref=\"global::System.ArgumentException\">The span has another length, or is part of the network's own block.</exception>");
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"public void GetParameters({Names.Output} destination)"))
        {
            writer.Line($"{Names.Numerics}.Check.Length(destination.Length, ParameterCount, \"destination\");");
            writer.Line($"{Names.Numerics}.Check.Apart(destination, \"destination\", Parameters.Span, \"the parameters\");");
            writer.Line("ToCanonical(ref Parameters.Start, destination);");
        }

        writer.Line();
        writer.Doc(
            "Replaces the parameters: for each layer the weights row-major [out, in], then the biases [out].",
            $"<param name=\"source\">{count}.</param>",
            "<exception cref=\"global::System.ArgumentException\">The span has another length, or is part of the network's own block.</exception>");
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"public void SetParameters({Names.Input} source)"))
        {
            writer.Line($"{Names.Numerics}.Check.Length(source.Length, ParameterCount, \"source\");");
            writer.Line($"{Names.Numerics}.Check.Apart(source, \"source\", Parameters.Span, \"the parameters\");");
            writer.Line("ref float parameters = ref Parameters.Start;");
            Walk(writer, plan, "source", "FromRows");
        }

        writer.Line();
        writer.Line("// Parameters and gradients lie alike, so one method brings both into canonical order.");
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"private static void ToCanonical(ref float parameters, {Names.Output} destination)"))
        {
            Walk(writer, plan, "destination", "ToRows");
        }
    }

    private static void Walk(CodeWriter writer, NetworkPlan plan, string span, string method)
    {
        int canonical = 0;
        foreach (LayerPlan layer in plan.Layers)
        {
            int internalOffset = layer.WeightOffset;
            foreach (PanelRun run in layer.Panels)
            {
                int length = run.Units * layer.FanIn;
                writer.Line($"{Names.Numerics}.Panels.{method}({span}.Slice({canonical}, {length}), {layer.FanIn}, "
                    + $"ref {Names.Refs}.Add(ref parameters, {internalOffset}), {run.Width});");
                canonical += length;
                internalOffset += run.Count * run.Width * layer.FanIn;
            }

            string biases = $"{Names.Spans}.CreateSpan(ref {Names.Refs}.Add(ref parameters, {layer.BiasOffset}), {layer.FanOut})";
            string canonicalBiases = $"{span}.Slice({canonical}, {layer.FanOut})";
            writer.Line(method == "ToRows" ? $"{biases}.CopyTo({canonicalBiases});" : $"{canonicalBiases}.CopyTo({biases});");
            canonical += layer.FanOut;
        }
    }
}
