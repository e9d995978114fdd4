using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Gradient and Train.</summary>
internal static class TrainingEmitter
{
    public static void Emit(CodeWriter writer, NetworkPlan plan)
    {
        string[] batch =
        [
            $"<param name=\"inputs\">{Names.Count(plan.Spec.InputSize, "number")} per sample, row after row; one sample or more.</param>",
            $"<param name=\"targets\">{Names.Count(plan.Spec.OutputSize, "number")} per sample, row after row.</param>",
        ];
        const string WrongLength = "<exception cref=\"global::System.ArgumentException\">A span has the wrong length, or the batch is empty.</exception>";

        writer.Doc(
            $"The mean loss over a mini-batch ({plan.Spec.Loss}) and its gradient by backpropagation. Safe on many threads at once.",
            [.. batch, $"<param name=\"gradient\">Receives {Names.Count(plan.ParameterCount, "partial derivative")} in the order of GetParameters.</param>",
            "<returns>The mean loss.</returns>", WrongLength]);
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"public float Gradient({Names.Input} inputs, {Names.Input} targets, {Names.Output} gradient)"))
        {
            EmitCheck(writer);
            writer.Line($"{Names.Numerics}.Check.Length(gradient.Length, ParameterCount, nameof(gradient));");
            EmitRent(writer, plan, withBlock: true);
            writer.Line($"{Names.Spans}.CreateSpan(ref workspace.Start, ParameterBlock).Clear();");
            writer.Line("double loss = AccumulateChunks(inputs, targets, count, 1f / count, ref workspace.Start, ref Refs.Add(ref workspace.Start, ParameterBlock));");
            writer.Line("ToCanonical(ref workspace.Start, gradient);");
            writer.Line("return (float)(loss / count);");
        }

        writer.Line();
        writer.Doc(
            "One step of stochastic gradient descent on a mini-batch, W -= learningRate * dLoss/dW. Needs the network to itself.",
            [.. batch, "<param name=\"learningRate\">The step size; finite.</param>", "<returns>The mean loss before the step.</returns>", WrongLength,
            "<exception cref=\"global::System.ArgumentOutOfRangeException\">The learning rate is infinite or not a number.</exception>"]);
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"public float Train({Names.Input} inputs, {Names.Input} targets, float learningRate)"))
        {
            EmitCheck(writer);
            writer.Line($"{Names.Numerics}.Check.Finite(learningRate, nameof(learningRate));");
            writer.Line("float scale = -learningRate / count;");
            writer.Line("ref float parameters = ref Parameters.Start;");
            using (writer.Begin("if (count <= ChunkSize)"))
            {
                writer.Line("// The step goes straight into the weights: each is read and written once, and there is no gradient.");
                EmitRent(writer, plan, withBlock: false);
                writer.Line($"return (float)(Accumulate(ref parameters, ref parameters, ref {Names.Spans}.GetReference(inputs), "
                    + $"ref {Names.Spans}.GetReference(targets), count, scale, ref workspace.Start) / count);");
            }

            writer.Line();
            using (writer.Begin("else"))
            {
                EmitRent(writer, plan, withBlock: true);
                writer.Line($"{Names.Spans}.CreateSpan(ref workspace.Start, ParameterBlock).Clear();");
                writer.Line("double loss = AccumulateChunks(inputs, targets, count, scale, ref workspace.Start, ref Refs.Add(ref workspace.Start, ParameterBlock));");
                writer.Line($"{Names.Numerics}.Panels.Add(ref parameters, ref workspace.Start, ParameterBlock);");
                writer.Line("return (float)(loss / count);");
            }
        }

        writer.Line();
        writer.Line("// The parameter block in floats, padding included, and the most samples that are computed together.");
        writer.Line($"private const int ParameterBlock = {plan.ParameterFloats};");
        writer.Line($"private const int ChunkSize = {plan.ChunkSize};");
        writer.Line();
        writer.Line("// Adds the scaled gradient of a batch of any size to a block that lies like the parameters. Returns the summed loss.");
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private double AccumulateChunks({Names.Input} inputs, {Names.Input} targets, int count, float scale, ref float block, ref float scratch)"))
        {
            writer.Line("double loss = 0;");
            using (writer.Begin("for (int start = 0; start < count; start += ChunkSize)"))
            {
                writer.Line("int rows = global::System.Math.Min(count - start, ChunkSize);");
                writer.Line($"loss += Accumulate(ref Parameters.Start, ref block, ref {Names.Refs}.Add(ref {Names.Spans}.GetReference(inputs), (nint)start * InputSize), "
                    + $"ref {Names.Refs}.Add(ref {Names.Spans}.GetReference(targets), (nint)start * OutputSize), rows, scale, ref scratch);");
            }

            writer.Line();
            writer.Line("return loss;");
        }

        writer.Line();
        InferenceEmitter.EmitDispatch(
            writer, plan, "Accumulate",
            "ref float parameters, ref float target, ref float inputs, ref float targets, int count, float scale, ref float scratch",
            "ref parameters, ref target, ref inputs, ref targets, count, scale, ref scratch", "double");
    }

    public static void EmitCheck(CodeWriter writer) =>
        writer.Line($"int count = {Names.Numerics}.Check.Batch(inputs.Length, InputSize, nameof(inputs), targets.Length, OutputSize, nameof(targets), atLeast: 1);");

    public static void EmitRent(CodeWriter writer, NetworkPlan plan, bool withBlock) =>
        writer.Line($"using {Names.Numerics}.Workspace workspace = {Names.Numerics}.Workspace.Rent({(withBlock ? "ParameterBlock + " : "")}"
            + $"{PassEmitter.Scratch(plan, "global::System.Math.Min(count, ChunkSize)", training: true)});");
}
