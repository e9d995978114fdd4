using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The members of the interfaces that are not public on the class, explicit so that they take no names from the user.</summary>
internal static class InterfaceEmitter
{
    private const string Inference = "global::Unrolled.IInferenceNetwork";
    private const string Storage = $"{Names.Internal}.INetworkStorage";

    public static void Emit(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        EmitInference(writer, plan);
        EmitModel(writer, plan);
        writer.Line();
        EmitTraining(writer, type, plan);
        writer.Line();
        EmitStorage(writer, plan);
    }

    private static void EmitInference(CodeWriter writer, NetworkPlan plan)
    {
        string activations = string.Join(", ", plan.Shape.Activations.Select(a => $"global::Unrolled.Activation.{a}"));
        EmitLines(
            writer,
            $"static int {Inference}.InputSize => InputSize;",
            $"static int {Inference}.OutputSize => OutputSize;",
            $"static int {Inference}.ParameterCount => ParameterCount;",
            $"static global::System.ReadOnlySpan<int> {Inference}.Layers => Layers;",
            $"static global::System.ReadOnlySpan<global::Unrolled.Activation> {Inference}.Activations => new global::Unrolled.Activation[] {{ {activations} }};",
            $"static global::Unrolled.Loss {Inference}.Loss => global::Unrolled.Loss.{plan.Shape.Loss};",
            $"static int {Inference}.ChunkSize => {Names.Passes(plan)}.ChunkSize;",
            $"double {Inference}.SumLosses({Names.Input} inputs, {Names.Input} targets, {Names.Output} outputs) => {Names.Batch(plan, "SumLosses", "inputs, targets, outputs")};");
    }

    /// <summary>What a model may bring beyond layers and activations, where it does.</summary>
    private static void EmitModel(CodeWriter writer, NetworkPlan plan)
    {
        if (plan.Shape.Alphas.Count > 0)
        {
            string alphas = string.Join(", ", plan.Shape.Alphas.Select(Names.Number));
            EmitLines(writer, $"static {Names.Input} {Inference}.Alphas => new float[] {{ {alphas} }};");
        }

        EmitStage(writer, plan, plan.Shape.InputStage, PassPlanner.InputName);
        EmitStage(writer, plan, plan.Shape.OutputStage, PassPlanner.OutputName);
    }

    private static void EmitStage(CodeWriter writer, NetworkPlan plan, StageShape? stage, string name)
    {
        if (stage is not null)
        {
            string lists = string.Join(", ", StageEmitter.Lists(stage, $"{Names.Passes(plan)}.{name}"));
            EmitLines(writer, $"static global::Unrolled.Stage? {Inference}.{name}Stage => new({lists});");
        }
    }

    private static void EmitTraining(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        string self = type.SelfReference;
        string network = $"global::Unrolled.ITrainableNetwork<{self}>";
        EmitLines(
            writer,
            $"static {self} {network}.Create(int seed) => new {self}(seed);",
            $"static {self} {network}.Create(int seed, global::Unrolled.Initialization initialization) => new {self}(seed, initialization);",
            $"{self} global::Unrolled.INetwork<{self}>.ShallowCopy() => ({self})base.MemberwiseClone();");
        if (!plan.HasDropout)
        {
            writer.Line();
            writer.Line("// Nothing is dropped, so there is no state to keep.");
            EmitLines(writer, $"ulong {network}.DropoutState {{ get => 0; set {{ }} }}");
        }
    }

    private static void EmitStorage(CodeWriter writer, NetworkPlan plan)
    {
        EmitLines(
            writer,
            $"static int {Storage}.BlockSize => {Names.Passes(plan)}.BlockSize;",
            $"static int {Storage}.StackBytes => {plan.ForwardStackFloats * sizeof(float)};",
            $"static {Names.Internal}.NetworkPasses {Storage}.Passes => {Names.Internal}.NetworkPasses.Of<{Names.Passes(plan)}>();");
        writer.Line();
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"{Names.Internal}.AlignedBuffer {Storage}.Block"))
        {
            writer.Line("get => Parameters;");
            using (writer.Begin("set"))
            {
                writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
                writer.Line($"{Names.Internal}.Check.Length(value.Length, {Names.Passes(plan)}.BlockSize, \"value\");");
                writer.Line("Parameters = value;");
            }
        }

        writer.Line();
        writer.Line(Names.GeneratedCode);
        writer.Line($"static {Names.Internal}.BlockLayout {Storage}.Layout => new(new {Names.Internal}.BlockPart[]");
        writer.Line("{");
        foreach (ParameterPart part in plan.Layers.SelectMany(l => l.Parts))
        {
            writer.Line($"    new(start: {part.Start}, fanIn: {part.FanIn}, units: {part.Units}, width: {part.Width}, isBias: {(part.IsBias ? "true" : "false")}),");
        }

        writer.Line("});");
        writer.Line();
        writer.Line(Names.GeneratedCode);
        writer.Line($"double {Storage}.AccumulateGradient("
            + $"{Names.Input} inputs, {Names.Input} targets, {Names.Input} sampleWeights, int firstSample, float scale, {Names.Output} block) => "
            + $"{Names.Batch(plan, "Accumulate", $"inputs, targets, sampleWeights, scale, block{(plan.HasDropout ? $", {Names.Dropout("DropoutState", "firstSample")}" : "")}", Names.OwnLoss)};");
    }

    /// <summary>Members of a line each.</summary>
    private static void EmitLines(CodeWriter writer, params string[] members)
    {
        foreach (string member in members)
        {
            writer.Line($"{Names.GeneratedCode} {member}");
        }
    }
}
