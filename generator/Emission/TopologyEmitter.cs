using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The class comment and the constants that say what the network is.</summary>
internal static class TopologyEmitter
{
    /// <summary>What the user's own documentation does not say already: two summaries of one class are one too many.</summary>
    public static void EmitClassDoc(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        string layers = string.Join("-", plan.Shape.Layers);
        string units = string.Join(", ", plan.Layers.Select(l =>
            $"{Wording.Count(l.FanOut, "unit")} {l.Activation.Activation} (a = {Names.Escape(l.Activation.Formula)})"));
        long bytes = plan.ParameterFloats * (long)sizeof(float);
        string stack = plan.ForwardStackFloats > 0
            ? $"{Wording.Count(plan.ForwardStackFloats * sizeof(float), "byte")} of stack"
            : plan.FitsStack ? "no memory but registers" : "a workspace of the thread's";
        if (!type.Documentation.HasFlag(DocumentedParts.Summary))
        {
            writer.Line("/// <summary>");
            writer.Line($"/// A {layers} feed-forward network: {Wording.Count(plan.Shape.InputSize, "input")}; {units}.");
            writer.Line("/// </summary>");
        }

        if (type.Documentation.HasFlag(DocumentedParts.Remarks))
        {
            return;
        }

        writer.Line("/// <remarks>");
        writer.Line($"/// {Wording.Count(plan.ParameterCount, "parameter")} in {Wording.Grouped(bytes)} bytes, padding included;"
            + $" {Wording.Count(plan.MultiplyAdds, "multiply-add")} and {stack} per forward pass of one sample.");
        writer.Line($"/// Loss: {plan.Shape.Loss}, {Names.Escape(LossRow.Of(plan.Shape.Loss).Formula)} per sample, the mean over a mini-batch.");
        foreach (LayerPlan layer in plan.Layers.Where(l => l.Dropout > 0))
        {
            writer.Line($"/// Training drops units of layer {layer.Index} with probability {Names.Number(layer.Dropout)}.");
        }

        EmitModel(writer, type, plan);
        writer.Line("/// </remarks>");
    }

    /// <summary>What a user would have written of a model, as far as that can be written: analyzers go by it.</summary>
    public static void EmitAttribute(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        if (type.Parameters is { IsModel: true } model)
        {
            string activations = string.Join(", ", plan.Shape.Activations.Select(a => $"global::Unrolled.Activation.{a}"));
            writer.Line($"[global::Unrolled.Network({string.Join(", ", plan.Shape.Layers)}, Activations = new global::Unrolled.Activation[] {{ {activations} }}, "
                + $"Loss = global::Unrolled.Loss.{plan.Shape.Loss}, Weights = {Names.Literal(model.File)})]");
        }
    }

    /// <summary>Where the parameters come from, and what is done to inputs and outputs.</summary>
    private static void EmitModel(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        IEnumerable<string> stages = new[] { ("Inputs", plan.Shape.InputStage), ("Outputs", plan.Shape.OutputStage) }
            .Where(pair => pair.Item2 is not null)
            .Select(pair => pair.Item1 + (pair.Item2!.IsClamped ? " are scaled and clamped, element by element." : " are scaled, element by element."));
        IEnumerable<string> file = type.Parameters is { } parameters
            ? parameters.Remarks.Prepend($"Made of {parameters.File}.")
            : [];
        foreach (string line in stages.Concat(file))
        {
            writer.Line($"/// <para>{Names.Escape(line)}</para>");
        }
    }

    public static void Emit(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        writer.Doc("The number of inputs of a sample.");
        writer.Line(Names.GeneratedCode);
        writer.Line($"public const int InputSize = {plan.Shape.InputSize};");
        writer.Line();
        writer.Doc("The number of outputs.");
        writer.Line(Names.GeneratedCode);
        writer.Line($"public const int OutputSize = {plan.Shape.OutputSize};");
        writer.Line();
        string sum = string.Join(" + ", plan.Layers.Select(l => $"({Wording.Grouped(l.FanIn)} + 1) x {Wording.Grouped(l.FanOut)}"));
        writer.Doc($"The number of weights and biases: {sum}.");
        writer.Line(Names.GeneratedCode);
        writer.Line($"public const int ParameterCount = {plan.ParameterCount};");
        writer.Line();
        writer.Doc("The number of units of each layer, from the inputs to the outputs.");
        writer.Line(Names.GeneratedCode);
        writer.Line($"public static global::System.ReadOnlySpan<int> Layers => new int[] {{ {string.Join(", ", plan.Shape.Layers)} }};");
    }
}
