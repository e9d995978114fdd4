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
        foreach (ParameterPart part in plan.Layers.SelectMany(l => l.Parts))
        {
            string rows = $"{span}.Slice({canonical}, {part.Count})";
            string place = $"ref {Names.At("parameters", part.Start)}";
            string biases = $"Spans.CreateSpan({place}, {part.Count})";
            writer.Line(
                !part.IsBias ? $"{Names.Internal}.Panels.{method}({rows}, {part.FanIn}, {place}, {part.Width});"
                : method == "ToRows" ? $"{biases}.CopyTo({rows});"
                : $"{rows}.CopyTo({biases});");
            canonical += part.Count;
        }
    }
}
