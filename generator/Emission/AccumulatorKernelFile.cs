using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>
/// The file with the kernels of one shape of accumulator networks: a class whose methods pick the vectors, and in it the kernels, once for
/// all widths.
/// </summary>
internal static class AccumulatorKernelFile
{
    /// <summary>What waits is made before anything else changes the sums, or reads them.</summary>
    private const string MakeMove = "if (stack.HasMove) MakeMove(stack);";

    private static readonly int[] s_widths = [512, 256, 128];

    public static GeneratedFile Emit(AccumulatorNetworkShape shape)
    {
        AccumulatorPlan plan = AccumulatorPlan.Of(shape);
        return SharedFile.Write(
            shape.Name,
            writer =>
            {
                writer.Line($"// What every {shape.Topology} accumulator network with these scales computes.");
                writer.Line(Names.GeneratedCode);
                using (writer.Begin($"internal static class {shape.Name}"))
                {
                    EmitSurface(writer, plan);
                    writer.Line();
                    writer.Line("// S knows the operations of a vector V of 16-bit integers and of their sums T; the JIT compiles for the width that the machine uses.");
                    writer.Line(Names.GeneratedCode);
                    using (writer.Begin("private static class Kernels<S, V, T>", $"where S : struct, {Names.Numerics}.IInt16Simd<V, T> where V : struct where T : struct"))
                    {
                        AccumulatorChangeEmitter.Emit(writer, plan);
                        writer.Line();
                        AccumulatorEvaluationEmitter.Emit(writer, plan);
                    }
                }
            },
            SharedFile.NativeInteger,
            $"Stack = {AccumulatorNames.Stack}",
            $"Parameters = {AccumulatorNames.Parameters}",
            $"Check = {AccumulatorNames.Check}",
            $"Numbers = {AccumulatorNames.Features}");
    }

    private static void EmitSurface(CodeWriter writer, AccumulatorPlan plan)
    {
        string[] lists = AccumulatorNames.Lists(plan);
        using (writer.Begin($"internal static void Refresh(Stack stack, {string.Join(", ", lists.Select(list => $"Numbers {list}"))})"))
        {
            foreach (string list in lists)
            {
                writer.Line($"Check.Features({list}, {plan.Shape.Features}, {plan.Shape.MaxActiveFeatures}, \"{list}\");");
            }

            writer.Line($"ref short own = ref stack.Own({plan.Shape.Perspectives * plan.Sums.Stride});");
            for (int p = 0; p < lists.Length; p++)
            {
                EmitChoice(writer, $"Refresh(ref stack.Rows, {lists[p]}, ref {Names.At("own", p * plan.Sums.Stride)})", returns: false);
            }

            writer.Line("global::System.GC.KeepAlive(stack);");
        }

        writer.Line();
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin("internal static void Push(Stack stack)"))
        {
            writer.Line(MakeMove);
            writer.Line("stack.Push();");
        }

        foreach (AccumulatorChange change in plan.Changes)
        {
            writer.Line();
            writer.Line(Names.InlinedAttribute);
            using (writer.Begin($"internal static void {change.Name}({AccumulatorChangeEmitter.Parameters(plan, change)})"))
            {
                if (change.IsDeferred)
                {
                    EmitWait(writer, plan, change);
                    continue;
                }

                writer.Line(MakeMove);
                EmitChoice(writer, $"{change.Name}({string.Join(", ", ["stack", .. change.Features.SelectMany(f => AccumulatorNames.Numbers(plan, f.Name))])})", returns: false);
            }
        }

        writer.Line();
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin($"internal static int Evaluate({AccumulatorEvaluationEmitter.Parameters(plan)})"))
        {
            string arguments = string.Join(", ", ["parameters", "stack", .. AccumulatorNames.Choices(plan).Select(c => c.Name)]);
            if (plan.IsFused)
            {
                using (writer.Begin("if (stack.HasMove)"))
                {
                    EmitChoice(writer, $"EvaluateMove({arguments})", returns: true);
                }

                writer.Line();
            }
            else
            {
                writer.Line(MakeMove);
            }

            EmitChoice(writer, $"Evaluate({arguments})", returns: true);
        }

        writer.Line();
        writer.Line("[Impl(ImplOptions.NoInlining)]");
        using (writer.Begin("private static void MakeMove(Stack stack)"))
        {
            EmitChoice(writer, $"{plan.Deferred.Name}(stack)", returns: false);
        }
    }

    /// <summary>A move waits for the evaluation, or for whatever else comes next.</summary>
    private static void EmitWait(CodeWriter writer, AccumulatorPlan plan, AccumulatorChange change)
    {
        AccumulatorChangeEmitter.EmitChecks(writer, plan, change, AccumulatorNames.Numbers);
        writer.Line(MakeMove);
        IEnumerable<string> numbers = change.Features.SelectMany(f => AccumulatorNames.Numbers(plan, f.Name).Concat(["0"]).Take(2));
        writer.Line($"stack.Wait({string.Join(", ", numbers)});");
    }

    /// <summary>A call with the widest vectors of the machine; the JIT knows the answer and keeps one branch.</summary>
    private static void EmitChoice(CodeWriter writer, string call, bool returns)
    {
        foreach (int width in s_widths)
        {
            string vector = $"{Names.Intrinsics}.Vector{width}";
            string condition = width == s_widths[0] ? $"if ({vector}.IsHardwareAccelerated)"
                : width == s_widths[s_widths.Length - 1] ? "else"
                : $"else if ({vector}.IsHardwareAccelerated)";
            using (writer.Begin(condition))
            {
                writer.Line($"{(returns ? "return " : "")}Kernels<{Names.Numerics}.Int16Simd{width}, {vector}<short>, {vector}<int>>.{call};");
            }
        }
    }
}
