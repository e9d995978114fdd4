using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The file with what all networks of one shape share: passes, layers, the straight line, the order of parameters.</summary>
internal static class PassFile
{
    /// <summary>The tiles of machines with 16 registers: two threads have one each of a mini-batch of ten.</summary>
    private const string SamplesTogether = "5";

    public static GeneratedFile Emit(NetworkPlan plan) => SharedFile.Write(plan.Shape.Name, writer =>
    {
        writer.Line($"// {Description(plan)}");
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"internal readonly struct {plan.Shape.Name} : {Names.Internal}.INetworkPasses"))
        {
            EmitSizes(writer, plan);
            writer.Line();
            if (plan.IsStraightLine)
            {
                StraightLineEmitter.Emit(writer, plan);
                writer.Line();
            }

            PassEmitter.Emit(writer, plan);
            foreach (LayerPlan layer in plan.Layers)
            {
                writer.Line();
                EmitLayer(writer, plan, layer);
            }

            writer.Line();
            ParameterOrderEmitter.Emit(writer, plan);
            StageEmitter.EmitNumbers(writer, plan);
        }
    }, [SharedFile.Spans, SharedFile.NativeInteger, .. StraightLineEmitter.Aliases(plan)]);

    private static void EmitLayer(CodeWriter writer, NetworkPlan plan, LayerPlan layer)
    {
        switch (layer)
        {
            case DenseLayerPlan { IsSparse: true } sparse:
                SparseLayerEmitter.Emit(writer, plan, sparse);
                break;

            case DenseLayerPlan dense:
                DenseLayerEmitter.Emit(writer, plan, dense);
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(layer), layer, null);
        }
    }

    private static void EmitSizes(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line($"public static int InputSize => {plan.Shape.InputSize};");
        writer.Line($"public static int OutputSize => {plan.Shape.OutputSize};");
        writer.Line($"public static int OutputStride => {plan.OutputLayer.Stride};");
        writer.Line($"public static global::System.ReadOnlySpan<int> Strides => new int[] {{ {string.Join(", ", plan.Layers.Select(l => l.Stride))} }};");
        writer.Line($"public static int ParameterCount => {plan.ParameterCount};");
        writer.Line($"public static int BlockSize => {plan.ParameterFloats};");
        writer.Line($"public static int ChunkSize => {plan.ChunkSize};");
        writer.Line($"public static int SamplesTogether => {(plan.IsSparse ? SparseLayerEmitter.SamplesTogether() : SamplesTogether)};");
        writer.Line($"public static int InferenceScratch(int count) => {ScratchEmitter.Size(plan.Scratch, "count", BufferUse.Inference)};");
        writer.Line($"public static int LossScratch(int count) => {ScratchEmitter.Size(plan.Scratch, "count", BufferUse.Loss)};");
        writer.Line($"public static int TrainingScratch(int count) => {ScratchEmitter.Size(plan.Scratch, "count", BufferUse.Training)};");
        writer.Line($"public static int InputGradientScratch(int count) => {ScratchEmitter.Size(plan.Scratch, "count", BufferUse.InputGradient)};");
        writer.Line($"public static int OwnScratch => {plan.Scratch.Own};");
    }

    private static string Description(NetworkPlan plan) =>
        $"What every {string.Join("-", plan.Shape.Layers)} network with these activations and this loss computes.";
}
