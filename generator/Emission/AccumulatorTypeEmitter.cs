using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The nested type that holds the sums of a position and of those that led to it.</summary>
internal static class AccumulatorTypeEmitter
{
    private const string OutOfRange = "<exception cref=\"global::System.ArgumentOutOfRangeException\">There is no such feature; the position is as it was.</exception>";

    /// <summary>A caller inlines it, and so calls the kernel itself.</summary>
    private const string Inlined =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    public static void Emit(CodeWriter writer, TypeSpec type, AccumulatorPlan plan)
    {
        writer.Doc(
            "The sums of a position, changed by what a move changes, and those of the positions before it.",
            "<remarks>Not for several threads at once: give each its own. Nothing is allocated after construction.</remarks>");
        Names.MarkNotCompliant(writer, type, ClsMark.Members);
        writer.Line(Names.GeneratedCode);
        using (writer.Begin("public sealed class Accumulator"))
        {
            writer.Line($"internal readonly {AccumulatorNames.Stack} Stack;");
            writer.Line();
            writer.Doc(
                "An accumulator of a position without any feature.",
                "<param name=\"network\">The network.</param>",
                "<param name=\"depth\">How many positions can be pushed: the depth of the search.</param>",
                "<exception cref=\"global::System.ArgumentOutOfRangeException\">The depth is negative.</exception>");
            using (writer.Begin($"public Accumulator({type.SelfReference} network, int depth = 256)"))
            {
                writer.Line("global::System.ArgumentNullException.ThrowIfNull(network);");
                writer.Line($"Stack = new {AccumulatorNames.Stack}(network.Parameters, depth);");
            }

            writer.Line();
            writer.Doc("How many positions lie below the current one.");
            writer.Line("public int Depth => Stack.Level;");
            writer.Line();
            writer.Doc(
                "Begins the next position, which is like the current one until it is changed; copies nothing.",
                "<exception cref=\"global::System.InvalidOperationException\">There are as many as the depth allows.</exception>");
            writer.Line(Inlined);
            writer.Line($"public void Push() => {AccumulatorNames.Kernels(plan)}.Push(Stack);");
            writer.Line();
            writer.Doc(
                "Goes back to the position before the last <see cref=\"Push\"/>.",
                "<exception cref=\"global::System.InvalidOperationException\">There was none.</exception>");
            writer.Line(Inlined);
            writer.Line("public void Pop() => Stack.Pop();");
            writer.Line();
            EmitRefresh(writer, plan);
            foreach (AccumulatorChange change in plan.Changes)
            {
                writer.Line();
                writer.Doc(
                    change.Documentation,
                    [
                        .. change.Features.Select(f => $"<param name=\"{f.Name}\">{f.Documentation}{(plan.Shape.Perspectives == 1 ? "" : ", by its number for each perspective")}.</param>"),
                        OutOfRange,
                    ]);
                writer.Line(Inlined);
                writer.Line($"public void {change.Name}({string.Join(", ", change.Features.Select(f => $"{AccumulatorNames.Feature(plan)} {f.Name}"))}) => "
                    + $"{AccumulatorNames.Kernels(plan)}.{change.Name}({string.Join(", ", ["Stack", .. change.Features.Select(f => f.Name)])});");
            }
        }
    }

    private static void EmitRefresh(CodeWriter writer, AccumulatorPlan plan)
    {
        string[] lists = AccumulatorNames.Lists(plan);
        writer.Doc(
            "Computes the sums of the current position anew.",
            [
                .. lists.Select((list, p) => $"<param name=\"{list}\">The features that are on{(lists.Length == 1 ? "" : $", by their numbers for perspective {p}")}, each once, at most {plan.Shape.MaxActiveFeatures}.</param>"),
                "<exception cref=\"global::System.ArgumentException\">There are too many features; the position is as it was.</exception>",
                OutOfRange,
            ]);
        writer.Line($"public void Refresh({string.Join(", ", lists.Select(list => $"{AccumulatorNames.Features} {list}"))}) => "
            + $"{AccumulatorNames.Kernels(plan)}.Refresh({string.Join(", ", ["Stack", .. lists])});");
    }
}
