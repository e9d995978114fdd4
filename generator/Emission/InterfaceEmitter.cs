using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The members of the interfaces that are not public on the class, explicit so that they take no names from the user.</summary>
internal static class InterfaceEmitter
{
    private const string Inference = "global::Unrolled.IInferenceNetwork";
    private const string Storage = "global::Unrolled.Internal.INetworkStorage";

    public static void Emit(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        EmitInference(writer, plan);
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

    private static void EmitTraining(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        string self = type.SelfReference;
        string network = $"global::Unrolled.ITrainableNetwork<{self}>";
        EmitLines(
            writer,
            $"static {self} {network}.Create(int seed) => new {self}(seed);",
            $"static {self} {network}.Create(int seed, global::Unrolled.Initialization initialization) => new {self}(seed, initialization);");
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
            $"static int {Storage}.StackBytes => {plan.ForwardStackFloats * sizeof(float)};");
        writer.Line();
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"{Names.Numerics}.AlignedBuffer {Storage}.Block"))
        {
            writer.Line("get => Parameters;");
            using (writer.Begin("set"))
            {
                writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
                writer.Line($"{Names.Numerics}.Check.Length(value.Length, {Names.Passes(plan)}.BlockSize, \"value\");");
                writer.Line("Parameters = value;");
            }
        }

        writer.Line();
        writer.Line(Names.GeneratedCode);
        writer.Line($"static {Names.Numerics}.BlockLayout {Storage}.Layout => new(new {Names.Numerics}.BlockPart[]");
        writer.Line("{");
        foreach (LayerPlan layer in plan.Layers)
        {
            int start = layer.WeightOffset;
            foreach (PanelRun run in layer.Panels)
            {
                EmitPart(writer, start, layer.FanIn, run.Units, run.Width, isBias: false);
                start += run.Floats(layer.FanIn);
            }

            EmitPart(writer, layer.BiasOffset, 1, layer.FanOut, layer.Stride, isBias: true);
        }

        writer.Line("});");
        writer.Line();
        writer.Line(Names.GeneratedCode);
        writer.Line($"double {Storage}.AccumulateGradient("
            + $"{Names.Input} inputs, {Names.Input} targets, {Names.Input} sampleWeights, int firstSample, float scale, {Names.Output} block) => "
            + $"{Names.Batch(plan, "Accumulate", $"inputs, targets, sampleWeights, scale, block{(plan.HasDropout ? $", new {Names.Numerics}.DropoutMask(DropoutState, firstSample)" : "")}")};");
    }

    /// <summary>Members of a line each.</summary>
    private static void EmitLines(CodeWriter writer, params string[] members)
    {
        for (int i = 0; i < members.Length; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            writer.Line(Names.GeneratedCode);
            writer.Line(members[i]);
        }
    }

    private static void EmitPart(CodeWriter writer, int start, int fanIn, int units, int width, bool isBias) =>
        writer.Line($"    new(start: {start}, fanIn: {fanIn}, units: {units}, width: {width}, isBias: {(isBias ? "true" : "false")}),");
}
