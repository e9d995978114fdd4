using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes the part of the user's class: the public surface of an accumulator network.</summary>
internal static class AccumulatorNetworkEmitter
{
    public static GeneratedFile Emit(AccumulatorNetworkSpec spec)
    {
        AccumulatorPlan plan = AccumulatorPlan.Of(spec.Shape);
        return ClassFile.Write(
            spec.Type,
            $"global::Unrolled.IAccumulatorNetwork<{spec.Type.SelfReference}>",
            writer =>
            {
                EmitClassDoc(writer, spec.Type, plan);
                Names.MarkNotCompliant(writer, spec.Type, ClsMark.Class);
            },
            [EmitShape, EmitParameters, EmitEvaluate, AccumulatorTypeEmitter.Emit],
            plan);
    }

    private static void EmitClassDoc(CodeWriter writer, TypeSpec type, AccumulatorPlan plan)
    {
        AccumulatorNetworkShape shape = plan.Shape;
        if (!type.Documentation.HasFlag(DocumentedParts.Summary))
        {
            writer.Doc($"A {shape.Topology} integer network over {Wording.Count(shape.Features, "feature")}, seen from "
                + $"{Wording.Count(shape.Perspectives, "side")}: {Wording.Count(shape.Units, "sum")} for each, kept and changed move by move.");
        }

        if (!type.Documentation.HasFlag(DocumentedParts.Remarks))
        {
            writer.Line("/// <remarks>");
            writer.Line($"/// {shape.Hidden}, {Names.Escape(ActivationRow.Of(shape.Hidden).Formula)}, where 1 is the integer {shape.HiddenScale}; behind the sums a weight of"
                + $" 1 is {shape.OutputScale}; an output of 1 is an evaluation of {Wording.Number(shape.EvaluationScale)}.");
            writer.Line($"/// Threads may share a network; each evaluates with an accumulator of its own.");
            writer.Line("/// </remarks>");
        }
    }

    private static void EmitShape(CodeWriter writer, TypeSpec type, AccumulatorPlan plan)
    {
        AccumulatorNetworkShape shape = plan.Shape;
        writer.Doc("The number of features of a perspective.");
        writer.Line(Names.GeneratedCode);
        writer.Line($"public const int FeatureCount = {shape.Features};");
        writer.Line();
        writer.Doc("The number of weights and biases.");
        writer.Line(Names.GeneratedCode);
        writer.Line($"public const int ParameterCount = {shape.CountParameters()};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        Names.MarkNotCompliant(writer, type, ClsMark.Members);
        writer.Line(Names.GeneratedCode);
        writer.Line("public static global::Unrolled.AccumulatorShape Shape { get; } = new(");
        using (writer.Indented())
        {
            writer.Line($"{shape.Features}, {shape.Units}, new int[] {{ {string.Concat(shape.Layers.Select(units => $"{units}, "))}}}, {shape.Perspectives}, global::Unrolled.Activation.{shape.Hidden},"
                + $" {shape.HiddenScale}, {shape.OutputScale}, {shape.EvaluationScale}, {shape.OutputBuckets}, {shape.MaxActiveFeatures});");
        }
    }

    private static void EmitParameters(CodeWriter writer, TypeSpec type, AccumulatorPlan plan)
    {
        writer.Line(Names.GeneratedCode);
        writer.Line($"private readonly {AccumulatorNames.Parameters} Parameters;");
        writer.Line();
        writer.Line(Names.GeneratedCode);
        writer.Line($"private {type.Name}({AccumulatorNames.Parameters} parameters) => Parameters = parameters;");
        Inherited($"public static {type.SelfReference} FromFloats({Names.Input} parameters) => new({AccumulatorNames.Parameters}.FromFloats(Shape, parameters));");
        Inherited($"public static {type.SelfReference} Load(string path) => new({AccumulatorNames.Parameters}.Load(Shape, path));");
        Inherited($"public static {type.SelfReference} Load(global::System.IO.Stream stream) => new({AccumulatorNames.Parameters}.Load(Shape, stream));");
        Inherited("public void Save(string path) => Parameters.Save(path);");
        Inherited("public void Save(global::System.IO.Stream stream) => Parameters.Save(stream);");

        void Inherited(string member)
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line(Names.GeneratedCode);
            writer.Line(member);
        }
    }

    private static void EmitEvaluate(CodeWriter writer, TypeSpec type, AccumulatorPlan plan)
    {
        (string Declaration, string Name)[] choices = [.. AccumulatorNames.Choices(plan)];
        List<string> elements = ["<param name=\"accumulator\">The position: an accumulator of this network.</param>"];
        if (plan.Shape.Perspectives == 2)
        {
            elements.Add("<param name=\"sideToMove\">The perspective whose sums come first, 0 or 1.</param>");
        }

        if (plan.Shape.OutputBuckets > 1)
        {
            elements.Add($"<param name=\"bucket\">The output layer, from 0 to {plan.Shape.OutputBuckets - 1}.</param>");
        }

        elements.Add($"<returns>The evaluation, where an output of 1 is {Wording.Number(plan.Shape.EvaluationScale)}, rounded towards 0.</returns>");
        elements.Add("<exception cref=\"global::System.ArgumentException\">The accumulator is another network's.</exception>");
        if (choices.Length > 0)
        {
            elements.Add("<exception cref=\"global::System.ArgumentOutOfRangeException\">There is no such side or bucket.</exception>");
        }

        writer.Doc(plan.Shape.Perspectives == 2 ? "The evaluation of a position, as the side to move sees it." : "The evaluation of a position.", [.. elements]);
        Names.MarkNotCompliant(writer, type, ClsMark.Members);
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"public int Evaluate({string.Join(", ", ["Accumulator accumulator", .. choices.Select(c => c.Declaration)])})"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(accumulator);");
            writer.Line($"{AccumulatorNames.Check}.Network(accumulator.Stack.Parameters, Parameters);");
            writer.Line($"return {AccumulatorNames.Kernels(plan)}.Evaluate({string.Join(", ", ["Parameters", "accumulator.Stack", .. choices.Select(c => c.Name)])});");
        }
    }
}
