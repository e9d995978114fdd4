using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The integer network beside a network of floats, and how it is made.</summary>
internal static class Int8Emitter
{
    private const string Class = "Int8";
    private const string Interface = "global::Unrolled.IInferenceNetwork";
    private const string Engine = $"{Names.Internal}.Int8Engine";

    public static void Emit(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        string maker = $"{Engine}.Of<{Int8PassFile.Name(plan)}>()";
        writer.Doc(
            "Makes an integer network of this one: weights are rounded to 8 bits, and samples say which ranges the activations have.",
            "<param name=\"calibration\">Samples as the network will see them, some hundreds or more; labels and targets are of no account.</param>",
            "<param name=\"options\">How ranges are chosen; null for all that occurs.</param>",
            "<exception cref=\"global::System.ArgumentException\">There are no samples, they do not fit the network or are all one number, or a parameter is not finite.</exception>");
        writer.Line(Names.GeneratedCode);
        writer.Line($"public {Class} Quantize(global::Unrolled.Dataset calibration, global::Unrolled.QuantizationOptions? options = null) => "
            + $"new {Class}({maker}.Quantize(this, calibration, options));");
        writer.Line();
        writer.Doc(
            $"The {string.Join("-", plan.Shape.Layers)} network in integers: 8-bit weights and activations, 32-bit sums; outputs are floats. Safe on many threads at once.");
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"public sealed class {Class} : global::Unrolled.Int8Network, {Interface}"))
        {
            writer.Line($"internal {Class}({Engine} engine) : base(engine)");
            writer.Line("{");
            writer.Line("}");
            writer.Line();
            writer.Doc(
                "Reads an integer network that Save has written.",
                "<param name=\"path\">The file.</param>",
                "<exception cref=\"global::Unrolled.InvalidFileException\">The file is damaged or of another network.</exception>");
            writer.Line($"public static {Class} Load(string path) => new {Class}({maker}.Load(path));");
            writer.Line();
            EmitTopology(writer, type, plan);
        }
    }

    private static void EmitTopology(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        foreach ((string result, string name) in new[]
        {
            ("int", "InputSize"), ("int", "OutputSize"), ("int", "ParameterCount"), ("global::System.ReadOnlySpan<int>", "Layers"),
        })
        {
            writer.Line($"static {result} {Interface}.{name} => {type.SelfReference}.{name};");
        }

        writer.Line($"static global::System.ReadOnlySpan<global::Unrolled.Activation> {Interface}.Activations => {Int8PassFile.Name(plan)}.Activations;");
        writer.Line($"static global::Unrolled.Loss {Interface}.Loss => global::Unrolled.Loss.{plan.Shape.Loss};");
        writer.Line($"static int {Interface}.ChunkSize => {Engine}.ChunkSize;");
    }
}
