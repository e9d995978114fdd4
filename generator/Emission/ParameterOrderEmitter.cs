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
            writer.Line($"{Names.Internal}.Panels.{method}({span}.Slice({canonical}, {part.Count}), {part.FanIn}, "
                + $"ref {Names.At("parameters", part.Start)}, {part.Width});");
            canonical += part.Count;
        }
    }
}
