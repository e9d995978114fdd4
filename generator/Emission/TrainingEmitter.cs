using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Gradient and Train.</summary>
internal static class TrainingEmitter
{
    private const string Rows = $"{Names.Input} inputs, {Names.Input} targets";

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
        EmitBoth("Gradient", gradientSummary, gradient, $"{Names.Output} gradient", "gradient");
        writer.Line();
        drops = plan.HasDropout ? " with the units that DropoutState leaves; then that is counted up" : "";
        string[] rate =
        [
            "<param name=\"learningRate\">The step size; finite.</param>",
            "<returns>The mean loss before the step.</returns>",
            "<exception cref=\"global::System.ArgumentOutOfRangeException\">The learning rate is infinite or not a number.</exception>",
        ];
        EmitBoth(
            "Train",
            $"One step of stochastic gradient descent on a mini-batch, W -= learningRate * dLoss/dW{drops}. Needs the network to itself.",
            rate,
            "float learningRate",
            plan.HasDropout ? $"learningRate, new {Names.Internal}.DropoutMask(DropoutState, firstSample: 0)" : "learningRate");
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

        // Without weights of the samples and with them.
        void EmitBoth(string name, string summary, string[] elements, string parameter, string arguments)
        {
            bool counts = name == "Train" && plan.HasDropout;
            EmitCall(writer, plan, summary, [.. batch, .. elements, Wrong], $"float {name}({Rows}, {parameter})", name, $"inputs, targets, {arguments}", counts);
            writer.Line();
            EmitCall(
                writer, plan, summary, [.. batch, Weights, .. elements, WrongWeight], $"float {name}({Rows}, {Names.Input} sampleWeights, {parameter})", name,
                $"inputs, targets, sampleWeights, {arguments}", counts);
        }
    }

    private static void EmitCall(
        CodeWriter writer, NetworkPlan plan, string summary, string[] elements, string signature, string method, string arguments, bool countsSteps)
    {
        string call = Names.Batch(plan, method, arguments);
        writer.Doc(summary, elements);
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.SurfaceAttribute);
        if (!countsSteps)
        {
            writer.Line($"public {signature} => {call};");
            return;
        }

        using (writer.Begin($"public {signature}"))
        {
            writer.Line($"float loss = {call};");
            writer.Line("DropoutState++;");
            writer.Line("return loss;");
        }
    }
}
