using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Forward, ForwardBatch and Predict.</summary>
internal static class InferenceEmitter
{
    private const string WrongLength = "<exception cref=\"global::System.ArgumentException\">A span has the wrong length.</exception>";

    public static void Emit(CodeWriter writer, NetworkPlan plan)
    {
        string inputs = Wording.Count(plan.Spec.InputSize, "number");
        string outputs = Wording.Count(plan.Spec.OutputSize, "number");
        writer.Doc(
            $"Computes the outputs for one sample: {Wording.Count(plan.MultiplyAdds, "multiply-add")}, no allocation. Safe on many threads at once.",
            $"<param name=\"input\">{inputs}.</param>",
            $"<param name=\"output\">Receives {outputs}; may overlap the input.</param>",
            WrongLength);
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"public void Forward({Names.Input} input, {Names.Output} output)"))
        {
            writer.Line($"{Names.Numerics}.Check.Length(input.Length, InputSize, \"input\");");
            writer.Line($"{Names.Numerics}.Check.Length(output.Length, OutputSize, \"output\");");
            EmitOneSample(writer, plan, "output", result => $"{result}.CopyTo(output);");
        }

        writer.Line();
        writer.Doc(
            "Computes the outputs for any number of samples, row after row. Safe on many threads at once.",
            $"<param name=\"inputs\">{inputs} per sample.</param>",
            $"<param name=\"outputs\">Receives {outputs} per sample. It may begin where the inputs begin, in place, but not overlap them elsewhere.</param>",
            "<exception cref=\"global::System.ArgumentException\">A span has the wrong length, or the spans overlap.</exception>");
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"public void ForwardBatch({Names.Input} inputs, {Names.Output} outputs)"))
        {
            EmitBatch(writer, plan);
        }

        writer.Line();
        string rule = plan.Spec.OutputSize == 1
            ? $"1 if the output is above {plan.OutputLayer.Activation.Midpoint.TrimEnd('f')}, else 0"
            : $"the index of the largest of the {plan.Spec.OutputSize} outputs";
        writer.Doc($"The class of one sample: {rule}.", $"<param name=\"input\">{inputs}.</param>", WrongLength);
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"public int Predict({Names.Input} input)"))
        {
            writer.Line($"{Names.Numerics}.Check.Length(input.Length, InputSize, \"input\");");
            if (plan.IsStraightLine)
            {
                writer.Line($"{Names.Output} output = stackalloc float[OutputSize];");
            }

            EmitOneSample(writer, plan, "output", result => $"return {Decide(plan, result)};");
            if (plan.IsStraightLine)
            {
                writer.Line($"return {Decide(plan, "output")};");
            }
        }

        if (plan.IsStraightLine)
        {
            writer.Line();
            EmitDispatch(writer, plan, "Single", "ref float parameters, ref float inputs, ref float outputs", "ref parameters, ref inputs, ref outputs", "void");
        }

        writer.Line();
        EmitDispatch(writer, plan, "Infer", "ref float parameters, ref float inputs, int count, ref float scratch", "ref parameters, ref inputs, count, ref scratch", "ref float");
    }

    /// <summary>A private method that picks the widest vectors the machine has; the JIT knows the answer and keeps one call.</summary>
    public static void EmitDispatch(CodeWriter writer, NetworkPlan plan, string method, string parameters, string arguments, string result)
    {
        string prefix = result switch { "void" => "", _ when result.StartsWith("ref ", StringComparison.Ordinal) => "return ref ", _ => "return " };
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin($"private static {result} {method}({parameters})"))
        {
            for (int w = 0; w < plan.Widths.Count; w++)
            {
                string call = $"{prefix}{plan.Widths[w].Width.ClassName}.{method}({arguments});";
                if (w == plan.Widths.Count - 1)
                {
                    writer.Line(call);
                    break;
                }

                using (writer.Begin($"if ({Names.Intrinsics}.Vector{plan.Widths[w].Width.Bits}.IsHardwareAccelerated)"))
                {
                    writer.Line(call);
                    if (result == "void")
                    {
                        writer.Line("return;");
                    }
                }

                writer.Line();
            }
        }
    }

    private static void EmitOneSample(CodeWriter writer, NetworkPlan plan, string output, Func<string, string> use)
    {
        const string First = $"ref {Names.Spans}.GetReference(input)";
        if (plan.IsStraightLine)
        {
            writer.Line($"Single(ref Parameters.Start, {First}, ref {Names.Spans}.GetReference({output}));");
            return;
        }

        string scratch;
        if (plan.FitsStack)
        {
            writer.Line($"{Names.Output} scratch = stackalloc float[{plan.ActivationFloats}];");
            scratch = $"ref {Names.Spans}.GetReference(scratch)";
        }
        else
        {
            writer.Line($"using {Names.Numerics}.Workspace workspace = {Names.Numerics}.Workspace.Rent({PassEmitter.Scratch(plan, "1", training: false)});");
            scratch = "ref workspace.Start";
        }

        writer.Line($"ref float result = ref Infer(ref Parameters.Start, {First}, 1, {scratch});");
        writer.Line(use($"{Names.Spans}.CreateReadOnlySpan(ref result, OutputSize)"));
    }

    private static void EmitBatch(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line($"int count = {Names.Numerics}.Check.Batch("
            + "inputs.Length, InputSize, \"inputs\", outputs.Length, OutputSize, \"outputs\");");
        writer.Line($"{Names.Numerics}.Check.ApartOrInPlace(inputs, \"inputs\", outputs, \"outputs\");");
        writer.Line($"using {Names.Numerics}.Workspace workspace = {Names.Numerics}.Workspace.Rent({PassEmitter.Scratch(plan, $"global::System.Math.Min(count, {plan.ChunkSize})", training: false)});");
        bool isBackward = plan.Spec.OutputSize > plan.Spec.InputSize;
        if (isBackward)
        {
            writer.Line("// From the last chunk to the first: in place, outputs that are more than the inputs would overwrite those of the chunks to come.");
        }

        using (writer.Begin(isBackward
            ? $"for (int start = ((count - 1) / {plan.ChunkSize}) * {plan.ChunkSize}; count > 0 && start >= 0; start -= {plan.ChunkSize})"
            : $"for (int start = 0; start < count; start += {plan.ChunkSize})"))
        {
            writer.Line($"int rows = global::System.Math.Min(count - start, {plan.ChunkSize});");
            writer.Line($"ref float result = ref Infer(ref Parameters.Start, ref {Names.Refs}.Add(ref {Names.Spans}.GetReference(inputs), (nint)start * InputSize), rows, ref workspace.Start);");
            writer.Line($"{Names.Numerics}.Panels.CopyRows(ref result, {plan.OutputLayer.Stride}, outputs.Slice(start * OutputSize, rows * OutputSize), OutputSize);");
        }
    }

    private static string Decide(NetworkPlan plan, string outputs) =>
        plan.Spec.OutputSize == 1
            ? $"{outputs}[0] > {plan.OutputLayer.Activation.Midpoint} ? 1 : 0"
            : $"{Names.Numerics}.Panels.IndexOfMax({outputs})";
}
