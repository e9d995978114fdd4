using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The numbers of input and output stages, and the passes that apply them.</summary>
internal static class StageEmitter
{
    private const string Passes = $"{Names.Internal}.StagePasses";

    /// <summary>The lists of both stages, and the numbers in activations' formulas, as members of the passes.</summary>
    public static void EmitNumbers(CodeWriter writer, NetworkPlan plan)
    {
        foreach (LayerPlan layer in plan.Layers.Where(l => l.Alpha is not null))
        {
            writer.Line();
            writer.Line($"private readonly struct {Names.Alpha(layer)} : {Names.Numerics}.IAlpha {{ public static float Value => {Names.Number((float)layer.Alpha!)}; }}");
        }

        EmitLists(writer, plan.Shape.InputStage, PassPlanner.InputName);
        EmitLists(writer, plan.Shape.OutputStage, PassPlanner.OutputName);
    }

    public static void EmitApply(CodeWriter writer, StageOperation operation) =>
        writer.Line($"{Apply(operation.Stage, operation.Name, $"ref {operation.From.Name}, {operation.From.PerSample}, "
            + $"ref {operation.To.Name}, {operation.To.PerSample}", "count")};");

    /// <summary>A call that applies a stage to rows, or to one in place.</summary>
    public static string Apply(StageShape stage, string name, string rows, string count) =>
        $"{Passes}.Apply({rows}, {count}, {Size(stage)}, {string.Join(", ", Lists(stage, name))})";

    public static void EmitGradient(CodeWriter writer, StageGradientOperation operation)
    {
        string[] lists = [.. Lists(operation.Stage, operation.Name)];
        writer.Line($"{Passes}.MultiplyByDerivative(ref {operation.Results.Name}, {operation.Results.PerSample}, ref {operation.Gradients.Name}, "
            + $"{operation.Gradients.PerSample}, count, {Size(operation.Stage)}, {lists[0]}, {lists[2]}, {lists[3]});");
    }

    private static int Size(StageShape stage) => stage.Parts.Max(part => part.Count);

    /// <summary>The lists of a stage as arguments.</summary>
    public static IEnumerable<string> Lists(StageShape stage, string name) =>
        stage.Parts.Zip(ModelDescription.StageParts, (numbers, part) => numbers.Count == 0 ? "default" : ListName(name, part));

    private static void EmitLists(CodeWriter writer, StageShape? stage, string name)
    {
        foreach ((EquatableArray<float> numbers, string part) in stage is null ? [] : stage.Parts.Zip(ModelDescription.StageParts, (n, p) => (n, p)))
        {
            if (numbers.Count > 0)
            {
                writer.Line();
                writer.Line($"internal static {Names.Input} {ListName(name, part)} => new float[] {{ {string.Join(", ", numbers.Select(Names.Number))} }};");
            }
        }
    }

    /// <summary>As in <c>InputScale</c>.</summary>
    private static string ListName(string name, string part) => $"{name}{char.ToUpperInvariant(part[0])}{part.Substring(1)}";
}
