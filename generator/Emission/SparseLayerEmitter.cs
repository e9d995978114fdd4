using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Forward and update of a first layer whose inputs are mostly 0: tile by tile, each with its list of the others.</summary>
internal static class SparseLayerEmitter
{
    public static void Emit(CodeWriter writer, NetworkPlan plan, DenseLayerPlan layer)
    {
        writer.Line($"// Layer {layer.Index}: z = W a + b for {Wording.Count(layer.FanOut, "unit")}, over those of {Wording.Count(layer.FanIn, "input")} that are not 0 in some sample of a tile.");
        writer.Line(Names.KernelAttribute);
        using (writer.Begin($"private static void ForwardLayer{layer.Index}(ref float inputs, ref float parameters, ref float outputs, int count, ref int lists)"))
        {
            EmitTiles(writer, plan, layer, "outputs", samples =>
            {
                writer.Line($"{Names.Internal}.Sparsity.Collect(ref inputs, {samples}, {layer.InputStride}, {layer.FanIn}, {layer.Order.Blocks}, count >= {2 * samples}, ref lists);");
                DenseLayerEmitter.EmitPanels(writer, layer, (r, weights, unit) => writer.Line(
                    $"{layer.ForwardKernels[r].Name}.Forward({samples}, ref inputs, ref {Names.At("parameters", weights)}, "
                    + $"ref {Names.At("parameters", DenseLayerEmitter.Sum(layer.BiasOffset, unit))}, ref {Names.At("outputs", unit)}, ref lists);"));
            });
        }

        writer.Line();
        DenseLayerEmitter.EmitBackward(writer, layer);
        writer.Line();
        writer.Line($"// Layer {layer.Index}: W += delta a^T and b += delta, with the lists of the forward pass.");
        writer.Line(Names.KernelAttribute);
        using (writer.Begin($"private static void UpdateLayer{layer.Index}(ref float inputs, ref float deltas, ref float target, int count, ref int lists, {Names.Share} share)"))
        {
            DenseLayerEmitter.EmitBiases(writer, layer);
            EmitTiles(writer, plan, layer, "deltas", samples =>
            {
                writer.Line($"ref int list = ref {Names.Internal}.Sparsity.Part(ref lists, {layer.FanIn}, {layer.Order.Blocks}, share, out int length);");
                DenseLayerEmitter.EmitPanels(writer, layer, (r, weights, unit) => writer.Line(
                    $"{layer.ParameterGradientKernels[r].Name}.Update({samples}, ref inputs, ref {Names.At("deltas", unit)}, "
                    + $"ref {Names.At("target", weights)}, ref list, length);"));
            });
        }
    }

    /// <summary>The samples of the largest tile, which have a list together, as code.</summary>
    public static string SamplesTogether()
    {
        (int samples, int registers) = TileTable.SparseSamples[0];
        return $"{HasRegisters(registers)} ? {samples} : {TileTable.SparseSamples[1].Samples}";
    }

    private static string HasRegisters(int registers) => $"{Names.Numerics}.Simd256.Registers >= {registers}";

    /// <summary>The same tiles in both passes, so that a tile finds the list that was made for it.</summary>
    private static void EmitTiles(CodeWriter writer, NetworkPlan plan, DenseLayerPlan layer, string outputs, Action<int> body)
    {
        foreach ((int samples, int registers) in TileTable.SparseSamples)
        {
            string machine = registers == 0 ? "" : $"{HasRegisters(registers)} && ";
            using (writer.Begin($"for (; {machine}count >= {samples}; count -= {samples})"))
            {
                body(samples);
                writer.Line($"inputs = ref Refs.Add(ref inputs, {samples * layer.InputStride});");
                writer.Line($"{outputs} = ref Refs.Add(ref {outputs}, {samples * layer.Stride});");
                writer.Line($"lists = ref Refs.Add(ref lists, {plan.Scratch.PerList});");
            }
        }
    }
}
