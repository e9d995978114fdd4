using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Forward, ForwardBatch and Predict.</summary>
internal static class InferenceEmitter
{
    private const string WrongLength = "<exception cref=\"global::System.ArgumentException\">A span has the wrong length.</exception>";

    public static void Emit(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        string inputs = Wording.Count(plan.Shape.InputSize, "number");
        string outputs = Wording.Count(plan.Shape.OutputSize, "number");
        writer.Doc(
            $"Computes the outputs for one sample: {Wording.Count(plan.MultiplyAdds, "multiply-add")}, no allocation. Safe on many threads at once.",
            $"<param name=\"input\">{inputs}.</param>",
            $"<param name=\"output\">Receives {outputs}; may overlap the input.</param>",
            WrongLength);
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.SurfaceAttribute);
        using (writer.Begin($"public void Forward({Names.Input} input, {Names.Output} output)"))
        {
            writer.Line($"{Names.Internal}.Check.Length(input.Length, InputSize, \"input\");");
            writer.Line($"{Names.Internal}.Check.Length(output.Length, OutputSize, \"output\");");
            EmitOneSample(writer, plan, "output", $"{Names.Internal}.Panels.CopyRows(ref result, {plan.OutputLayer.Stride}, output, OutputSize);");
        }

        writer.Line();
        writer.Doc(
            "Computes the outputs for any number of samples, row after row. Safe on many threads at once.",
            $"<param name=\"inputs\">{inputs} per sample.</param>",
            $"<param name=\"outputs\">Receives {outputs} per sample. It may begin where the inputs begin, in place, but not overlap them elsewhere.</param>",
            "<exception cref=\"global::System.ArgumentException\">A span has the wrong length, or the spans overlap.</exception>");
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.SurfaceAttribute);
        writer.Line($"public void ForwardBatch({Names.Input} inputs, {Names.Output} outputs) => {Names.Batch(plan, "Forward", "inputs, outputs")};");

        writer.Line();
        string rule = plan.Shape.OutputSize == 1
            ? $"1 if the output is above {Wording.Number(plan.Midpoint)}, else 0"
            : $"the index of the largest of the {plan.Shape.OutputSize} outputs";
        writer.Doc($"The class of one sample: {rule}.", $"<param name=\"input\">{inputs}.</param>", WrongLength);
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.SurfaceAttribute);
        using (writer.Begin($"public int Predict({Names.Input} input)"))
        {
            writer.Line($"{Names.Internal}.Check.Length(input.Length, InputSize, \"input\");");
            if (plan.IsStraightLine)
            {
                writer.Line($"{Names.Output} output = stackalloc float[OutputSize];");
            }

            EmitOneSample(writer, plan, "output", $"return {Decide(plan, $"{Names.Spans}.CreateReadOnlySpan(ref result, OutputSize)")};");
            if (plan.IsStraightLine)
            {
                writer.Line($"return {Decide(plan, "output")};");
            }
        }
    }

    private static void EmitOneSample(CodeWriter writer, NetworkPlan plan, string output, string use)
    {
        const string First = $"ref {Names.Spans}.GetReference(input)";
        if (plan.IsStraightLine)
        {
            writer.Line($"{Names.Passes(plan)}.Single(ref Parameters.Start, {First}, ref {Names.Spans}.GetReference({output}));");
            return;
        }

        string scratch;
        if (plan.FitsStack)
        {
            writer.Line($"{Names.Output} scratch = stackalloc float[{plan.ForwardStackFloats}];");
            scratch = $"ref {Names.Spans}.GetReference(scratch)";
        }
        else
        {
            writer.Line($"using {Names.Internal}.Workspace workspace = {Names.Internal}.Workspace.Rent({ScratchEmitter.Size(plan.Scratch, "1", BufferUse.Inference)});");
            scratch = "ref workspace.Start";
        }

        writer.Line($"ref float result = ref {Names.Passes(plan)}.Infer(ref Parameters.Start, {First}, 1, {scratch});");
        writer.Line(use);
    }

    private static string Decide(NetworkPlan plan, string outputs) =>
        plan.Shape.OutputSize == 1
            ? $"{outputs}[0] > {Wording.Number(plan.Midpoint)}f ? 1 : 0"
            : $"global::Unrolled.Prediction.IndexOfMax({outputs})";
}
