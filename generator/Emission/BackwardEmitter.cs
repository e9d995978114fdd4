using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Backward; and, where units can be dropped, Backward and ForwardBatch with those of a training step.</summary>
internal static class BackwardEmitter
{
    private const string Spans = $"{Names.Input} inputs, {Names.Input} outputGradients, {Names.Output} gradient, {Names.Output} inputGradients";
    private const string State =
        "<param name=\"dropoutState\">Which units are left out: what DropoutState is before a step that leaves out the same.</param>";

    public static void Emit(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        string inputs = Wording.Count(plan.Shape.InputSize, "number");
        string outputs = Wording.Count(plan.Shape.OutputSize, "number");
        string[] elements =
        [
            $"<param name=\"inputs\">{inputs} per sample, row after row; one sample or more.</param>",
            $"<param name=\"outputGradients\">{outputs} per sample: the derivatives by the outputs after their activation.</param>",
            $"<param name=\"gradient\">Receives {Wording.Count(plan.ParameterCount, "partial derivative")} in the order of GetParameters, summed over the samples; or empty.</param>",
            $"<param name=\"inputGradients\">Receives {inputs} per sample: the derivatives by the inputs; or empty.</param>",
            "<exception cref=\"global::System.ArgumentException\">A span has the wrong length, the batch is empty, a result overlaps another span, or a number is "
            + "infinite or not a number. Nothing has been written.</exception>",
        ];
        writer.Doc(
            "Leads derivatives by the outputs back to the parameters and to the inputs (the vector-Jacobian product), no allocation. Safe on many threads at once.",
            elements);
        EmitMethod(writer, $"Backward({Spans})", Names.Batch(plan, "Backward", "inputs, outputGradients, gradient, inputGradients"));
        if (!plan.HasDropout)
        {
            return;
        }

        string dropout = Names.Dropout("dropoutState", "firstSample: 0");
        writer.Line();
        writer.Doc("The same with units left out as in training.", [.. elements.Take(4), State, elements[4]]);
        Names.MarkNotCompliant(writer, type, ClsMark.Members);
        EmitMethod(
            writer, $"Backward({Spans}, ulong dropoutState)", Names.Batch(plan, "Backward", $"inputs, outputGradients, gradient, inputGradients, {dropout}"));
        writer.Line();
        writer.Doc(
            "Computes the outputs for one sample or more with units left out as in training. Safe on many threads at once.",
            $"<param name=\"inputs\">{inputs} per sample.</param>",
            $"<param name=\"outputs\">Receives {outputs} per sample; apart from the inputs.</param>",
            State,
            "<exception cref=\"global::System.ArgumentException\">A span has the wrong length, the spans overlap, or an input is not finite.</exception>");
        Names.MarkNotCompliant(writer, type, ClsMark.Members);
        EmitMethod(
            writer, $"ForwardBatch({Names.Input} inputs, {Names.Output} outputs, ulong dropoutState)", Names.Batch(plan, "Forward", $"inputs, outputs, {dropout}"));
    }

    private static void EmitMethod(CodeWriter writer, string signature, string call)
    {
        writer.Line(Names.GeneratedCode);
        writer.Line(Names.SurfaceAttribute);
        writer.Line($"public void {signature} => {call};");
    }
}
