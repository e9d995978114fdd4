using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Parameters out of and into the network, between the canonical order and the panels.</summary>
internal static class ParameterEmitter
{
    public static void Emit(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        string count = Wording.Count(plan.ParameterCount, "number");
        writer.Doc(
            "Copies the parameters out: for each layer the weights row-major [out, in], then the biases [out].",
            $"<param name=\"destination\">Receives {count}.</param>",
            "<exception cref=\"global::System.ArgumentException\">The span has another length, or is part of the network's own block.</exception>");
        writer.Line(Names.GeneratedCode);
        writer.Line($"public void GetParameters({Names.Output} destination) => {Names.Batch(plan, "GetParameters", "destination")};");

        writer.Line();
        writer.Doc(
            "Replaces the parameters: for each layer the weights row-major [out, in], then the biases [out].",
            $"<param name=\"source\">{count}.</param>",
            "<exception cref=\"global::System.ArgumentException\">The span has another length, or is part of the network's own block.</exception>");
        writer.Line(Names.GeneratedCode);
        writer.Line($"public void SetParameters({Names.Input} source) => {Names.Batch(plan, "SetParameters", "source")};");
    }
}
