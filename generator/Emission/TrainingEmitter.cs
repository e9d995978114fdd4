using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Gradient and Train, by the network's own loss and by any other.</summary>
internal static class TrainingEmitter
{
    private const string Rows = $"{Names.Input} inputs, {Names.Input} targets";
    private const string TypeArgument = "<TLoss>";
    private const string Constraint = "where TLoss : global::Unrolled.ILoss";

    public static void Emit(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        string drops = plan.HasDropout ? ", of all units: none is dropped" : "";
        var gradient = new Method(
            "Gradient",
            $"The mean loss over a mini-batch ({plan.Shape.Loss}) and its gradient by backpropagation{drops}. Safe on many threads at once.",
            "The same by another loss.",
            $"{Names.Output} gradient",
            "gradient",
            CountsSteps: false,
            [
                $"<param name=\"gradient\">Receives {Wording.Count(plan.ParameterCount, "partial derivative")} in the order of GetParameters.</param>",
                "<returns>The mean loss.</returns>",
            ]);
        drops = plan.HasDropout ? " with the units that DropoutState leaves; then that is counted up" : "";
        var train = new Method(
            "Train",
            $"One step of stochastic gradient descent on a mini-batch, W -= learningRate * dLoss/dW{drops}. Needs the network to itself.",
            "The same by another loss.",
            "float learningRate",
            plan.HasDropout ? $"learningRate, {Names.Dropout("DropoutState", "firstSample: 0")}" : "learningRate",
            CountsSteps: plan.HasDropout,
            [
                "<param name=\"learningRate\">The step size; finite.</param>",
                "<returns>The mean loss before the step.</returns>",
                "<exception cref=\"global::System.ArgumentOutOfRangeException\">The learning rate is infinite or not a number.</exception>",
            ]);
        EmitForms(writer, type, plan, gradient);
        writer.Line();
        EmitForms(writer, type, plan, train);
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
    }

    /// <summary>By the own loss and by another, each without weights of the samples and with them.</summary>
    private static void EmitForms(CodeWriter writer, TypeSpec type, NetworkPlan plan, Method method)
    {
        for (int form = 0; form < 4; form++)
        {
            if (form > 0)
            {
                writer.Line();
            }

            EmitForm(writer, type, plan, method, isChosen: form >= 2, hasWeights: form % 2 == 1);
        }
    }

    private static void EmitForm(CodeWriter writer, TypeSpec type, NetworkPlan plan, Method method, bool isChosen, bool hasWeights)
    {
        writer.Doc(isChosen ? method.ChosenSummary : method.Summary, Elements(plan, method, isChosen, hasWeights));
        if (isChosen)
        {
            Names.MarkNotCompliant(writer, type, ClsMark.Members);
        }

        writer.Line(Names.GeneratedCode);
        writer.Line(Names.SurfaceAttribute);
        string signature = $"public float {method.Name}{(isChosen ? TypeArgument : "")}({Rows}, {(hasWeights ? $"{Names.Input} sampleWeights, " : "")}{method.Parameter})";
        string call = Names.Batch(
            plan, method.Name, $"inputs, targets, {(hasWeights ? "sampleWeights, " : "")}{method.Arguments}", isChosen ? Names.ChosenLoss : Names.OwnLoss);
        string constraint = isChosen ? Constraint : "";
        if (isChosen && !plan.OutputLayer.Activation.IsDifferentiable)
        {
            call = $"throw new global::System.NotSupportedException(\"The derivative of {plan.OutputLayer.Activation.Activation} is 0: "
                + $"of all losses {plan.Shape.Loss} alone trains such outputs.\")";
        }

        if (!method.CountsSteps)
        {
            writer.Line($"{signature}{(isChosen ? $" {Constraint}" : "")} => {call};");
            return;
        }

        using (writer.Begin(signature, constraint))
        {
            writer.Line($"float loss = {call};");
            writer.Line("DropoutState++;");
            writer.Line("return loss;");
        }
    }

    private static string[] Elements(NetworkPlan plan, Method method, bool isChosen, bool hasWeights)
    {
        string weight = isChosen ? "finite and of any sign" : "at least 0 and finite";
        return
        [
            .. isChosen ? ["<typeparam name=\"TLoss\">The loss. It goes by the outputs after their activation.</typeparam>"] : Array.Empty<string>(),
            $"<param name=\"inputs\">{Wording.Count(plan.Shape.InputSize, "number")} per sample, row after row; one sample or more.</param>",
            $"<param name=\"targets\">{Wording.Count(plan.Shape.OutputSize, "number")} per sample, row after row.</param>",
            .. hasWeights
                ?
                [
                    $"<param name=\"sampleWeights\">One per sample, {weight}: what multiplies its loss before the mean over the samples. "
                    + "One of weight 0 is not looked at, but counts in the mean.</param>",
                ]
                : Array.Empty<string>(),
            .. method.Elements,
            hasWeights
                ? "<exception cref=\"global::System.ArgumentException\">The same, or a weight is no such number. Samples of weight 0 may hold anything.</exception>"
                : "<exception cref=\"global::System.ArgumentException\">A span has the wrong length, the batch is empty, or an input or a target is infinite or "
                + "not a number: the message says which one of which row, both counted from 0.</exception>",
            .. isChosen
                ? ["<exception cref=\"global::Unrolled.NotFiniteLossException\">The loss or a derivative is infinite or not a number for some sample.</exception>"]
                : Array.Empty<string>(),
        ];
    }

    /// <param name="Name">The method.</param>
    /// <param name="Summary">What it does by the own loss.</param>
    /// <param name="ChosenSummary">What it does by another.</param>
    /// <param name="Parameter">Its last parameter.</param>
    /// <param name="Arguments">What the call hands on in place of that.</param>
    /// <param name="CountsSteps">Whether it is a step that dropout counts.</param>
    /// <param name="Elements">What its documentation says of the parameter and the result.</param>
    private sealed record Method(
        string Name, string Summary, string ChosenSummary, string Parameter, string Arguments, bool CountsSteps, string[] Elements);
}
