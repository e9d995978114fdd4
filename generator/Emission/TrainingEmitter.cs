using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Gradient and Train.</summary>
internal static class TrainingEmitter
{
    private const string Batch = $"{Names.Input} inputs, {Names.Input} targets, {Names.Input} sampleWeights";

    public static void Emit(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        string[] batch =
        [
            $"<param name=\"inputs\">{Wording.Count(plan.Shape.InputSize, "number")} per sample, row after row; one sample or more.</param>",
            $"<param name=\"targets\">{Wording.Count(plan.Shape.OutputSize, "number")} per sample, row after row.</param>",
        ];
        const string Weights =
            "<param name=\"sampleWeights\">One per sample, at least 0 and finite: what multiplies its loss before the mean over the samples. "
            + "One of weight 0 is not looked at, but counts in the mean.</param>";
        const string Wrong =
            "<exception cref=\"global::System.ArgumentException\">A span has the wrong length, the batch is empty, or an input or a target is infinite or "
            + "not a number: the message says which one of which row, both counted from 0.</exception>";
        const string WrongWeight =
            "<exception cref=\"global::System.ArgumentException\">The same, or a weight is no such number. Samples of weight 0 may hold anything.</exception>";

        string drops = plan.HasDropout ? ", of all units: none is dropped" : "";
        string gradientSummary =
            $"The mean loss over a mini-batch ({plan.Shape.Loss}) and its gradient by backpropagation{drops}. Safe on many threads at once.";
        string[] gradient =
        [
            $"<param name=\"gradient\">Receives {Wording.Count(plan.ParameterCount, "partial derivative")} in the order of GetParameters.</param>",
            "<returns>The mean loss.</returns>",
        ];
        EmitPublic(writer, gradientSummary, [.. batch, .. gradient, Wrong], weighted: false, "Gradient", $"{Names.Output} gradient");
        writer.Line();
        EmitPublic(writer, gradientSummary, [.. batch, Weights, .. gradient, WrongWeight], weighted: true, "Gradient", $"{Names.Output} gradient");
        writer.Line();
        EmitGradient(writer, plan);

        drops = plan.HasDropout ? " with the units that DropoutState leaves; then that is counted up" : "";
        string trainSummary = $"One step of stochastic gradient descent on a mini-batch, W -= learningRate * dLoss/dW{drops}. Needs the network to itself.";
        string[] rate =
        [
            "<param name=\"learningRate\">The step size; finite.</param>",
            "<returns>The mean loss before the step.</returns>",
            "<exception cref=\"global::System.ArgumentOutOfRangeException\">The learning rate is infinite or not a number.</exception>",
        ];
        writer.Line();
        EmitPublic(writer, trainSummary, [.. batch, .. rate, Wrong], weighted: false, "Train", "float learningRate");
        writer.Line();
        EmitPublic(writer, trainSummary, [.. batch, Weights, .. rate, WrongWeight], weighted: true, "Train", "float learningRate");
        writer.Line();
        EmitTrain(writer, plan);

        if (plan.HasDropout)
        {
            writer.Line();
            writer.Doc(
                "Which units the next step leaves out: the seed in the upper 32 bits, the number of steps so far in the lower ones. A network "
                + "with the same parameters and the same state trains alike, so it belongs into a checkpoint.");
            Names.MarkNotCompliant(writer, type, ClsMark.Members);
            writer.Line(Names.GeneratedCode);
            writer.Line("public ulong DropoutState { get; set; }");
        }

        writer.Line();
        writer.Line("// The parameter block in floats, padding included, and the most samples that are computed together.");
        writer.Line($"private const int ParameterBlock = {plan.ParameterFloats};");
        writer.Line($"private const int ChunkSize = {plan.ChunkSize};");
        writer.Line();
        writer.Line("// Adds the scaled gradient of a batch of any size to a block that lies like the parameters. Returns the summed loss.");
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.SurfaceAttribute);
        using (writer.Begin(
            $"private double AccumulateChunks({Batch}, int count, float scale, ref float block, ref float scratch"
            + (plan.HasDropout ? $", {Names.Numerics}.DropoutMask dropout)" : ")")))
        {
            writer.Line("double loss = 0;");
            using (writer.Begin($"for (int start = 0; {Names.Numerics}.PresentSamples.Next(sampleWeights, count, ChunkSize, ref start, out int rows); start += rows)"))
            {
                writer.Line($"loss += {Names.Passes(plan)}.Accumulate(ref Parameters.Start, ref block, {Names.Row("inputs", "InputSize")}, {Names.Row("targets", "OutputSize")}, "
                    + $"sampleWeights.IsEmpty ? default : sampleWeights.Slice(start, rows), rows, scale, ref scratch{(plan.HasDropout ? ", dropout.From(start)" : "")});");
            }

            writer.Line();
            writer.Line("return loss;");
        }
    }

    /// <summary>A public method that checks the batch, and its weights if it takes any, and hands over to the private one of its name.</summary>
    private static void EmitPublic(CodeWriter writer, string summary, string[] elements, bool weighted, string name, string last)
    {
        string argument = last.Substring(last.LastIndexOf(' ') + 1);
        writer.Doc(summary, elements);
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.SurfaceAttribute);
        using (writer.Begin($"public float {name}({Names.Input} inputs, {Names.Input} targets, {(weighted ? $"{Names.Input} sampleWeights, " : "")}{last})"))
        {
            EmitCheck(writer);
            if (weighted)
            {
                writer.Line($"{Names.Numerics}.Check.SampleWeights(sampleWeights, count, \"sampleWeights\");");
            }

            string weights = weighted ? "sampleWeights" : "default";
            writer.Line($"{Names.Numerics}.Check.FiniteRows(targets, OutputSize, {weights}, \"target\", \"targets\");");
            writer.Line($"return {name}(inputs, targets, {weights}, count, {argument});");
        }
    }

    private static void EmitGradient(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.SurfaceAttribute);
        using (writer.Begin($"private float Gradient({Batch}, int count, {Names.Output} gradient)"))
        {
            writer.Line($"{Names.Numerics}.Check.Length(gradient.Length, ParameterCount, \"gradient\");");
            EmitRent(writer, plan, withBlock: true);
            EmitBlockLoss(writer, plan, "1f / count", "default", "double loss");
            EmitInputCheck(writer);
            writer.Line($"{Names.Passes(plan)}.ToCanonical(ref workspace.Start, gradient);");
            writer.Line("return (float)(loss / count);");
        }
    }

    private static void EmitTrain(CodeWriter writer, NetworkPlan plan)
    {
        string dropout = plan.HasDropout ? ", dropout" : "";
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.SurfaceAttribute);
        using (writer.Begin($"private float Train({Batch}, int count, float learningRate)"))
        {
            writer.Line($"{Names.Numerics}.Check.Finite(learningRate, \"learningRate\");");
            writer.Line($"{Names.Numerics}.Check.Apart(inputs, \"inputs\", Parameters.Span, \"the parameters\");");
            writer.Line($"{Names.Numerics}.Check.Apart(targets, \"targets\", Parameters.Span, \"the parameters\");");
            writer.Line("float scale = -learningRate / count;");
            writer.Line("ref float parameters = ref Parameters.Start;");
            if (plan.HasDropout)
            {
                writer.Line($"{Names.Numerics}.DropoutMask dropout = new(DropoutState, firstSample: 0);");
            }

            writer.Line("double loss;");
            using (writer.Begin("if (count <= ChunkSize && !global::System.MemoryExtensions.Contains(sampleWeights, 0f))"))
            {
                writer.Line("// One pass over the samples goes straight into the weights: each is read and written once, and there is no gradient.");
                EmitRent(writer, plan, withBlock: false);
                writer.Line($"loss = {Names.Passes(plan)}.Accumulate(ref parameters, ref parameters, ref {Names.Spans}.GetReference(inputs), "
                    + $"ref {Names.Spans}.GetReference(targets), sampleWeights, count, scale, ref workspace.Start{dropout});");
                EmitInputCheck(writer);
            }

            using (writer.Begin("else"))
            {
                EmitRent(writer, plan, withBlock: true);
                EmitBlockLoss(writer, plan, "scale", "dropout", "loss");
                EmitInputCheck(writer);
                writer.Line($"{Names.Numerics}.Panels.Add(ref parameters, ref workspace.Start, ParameterBlock);");
            }

            writer.Line();
            if (plan.HasDropout)
            {
                writer.Line("DropoutState++;");
            }

            writer.Line("return (float)(loss / count);");
        }
    }

    private static void EmitBlockLoss(CodeWriter writer, NetworkPlan plan, string scale, string dropout, string loss)
    {
        writer.Line($"{Names.Spans}.CreateSpan(ref workspace.Start, ParameterBlock).Clear();");
        writer.Line($"{loss} = AccumulateChunks(inputs, targets, sampleWeights, count, {scale}, ref workspace.Start, "
            + $"ref {Names.Refs}.Add(ref workspace.Start, ParameterBlock){(plan.HasDropout ? $", {dropout}" : "")});");
    }

    private static void EmitInputCheck(CodeWriter writer) =>
        writer.Line($"{Names.Numerics}.Check.InputsOf(loss, inputs, InputSize, sampleWeights, \"inputs\");");

    public static void EmitCheck(CodeWriter writer) =>
        writer.Line($"int count = {Names.Numerics}.Check.Batch("
            + "inputs.Length, InputSize, \"inputs\", targets.Length, OutputSize, \"targets\", atLeast: 1);");

    public static void EmitRent(CodeWriter writer, NetworkPlan plan, bool withBlock) =>
        writer.Line($"using {Names.Numerics}.Workspace workspace = {Names.Numerics}.Workspace.Rent({(withBlock ? "ParameterBlock + " : "")}"
            + $"{ScratchEmitter.Size(plan.Scratch, "global::System.Math.Min(count, ChunkSize)", BufferUse.Training)});");
}
