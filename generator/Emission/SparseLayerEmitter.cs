using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Forward and update of a first layer whose inputs are mostly 0: tile by tile, each with its list of the others.</summary>
internal static class SparseLayerEmitter
{
    public static void Emit(CodeWriter writer, NetworkPlan plan, LayerPlan layer, IReadOnlyList<SparseFamily> families)
    {
        writer.Line();
        writer.Line($"// Layer {layer.Index}: z = W a + b for {Wording.Count(layer.FanOut, "unit")}, over those of {Wording.Count(layer.FanIn, "input")} that are not 0 in some sample of a tile.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private static void ForwardLayer{layer.Index}(ref float inputs, ref float parameters, ref float outputs, int count, ref int lists)"))
        {
            EmitTiles(writer, plan, layer, families[0], ("inputs", layer.InputStride), ("outputs", layer.Stride), (tile, samples) =>
            {
                writer.Line($"{Names.Numerics}.Sparsity.Collect(ref inputs, {samples}, {layer.InputStride}, {layer.FanIn}, left >= {2 * samples}, ref lists);");
                LayerEmitter.EmitRuns(writer, layer, r => families[r].Shape.Columns, (r, weights, unit) =>
                    writer.Line($"{families[r].Kernels[tile].Forward}(ref inputs, ref {Names.At("parameters", weights)}, "
                        + $"ref {Names.At("parameters", LayerEmitter.Sum(layer.BiasOffset, unit))}, ref {Names.At("outputs", unit)}, ref lists);"));
            });
        }

        writer.Line();
        writer.Line($"// Layer {layer.Index}: W += delta a^T and b += delta, with the lists of the forward pass.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private static void UpdateLayer{layer.Index}(ref float inputs, ref float deltas, ref float target, int count, ref int lists)"))
        {
            writer.Line($"{Names.Numerics}.Panels.AddRows(ref deltas, count, {layer.Stride}, ref {Names.At("target", layer.BiasOffset)});");
            EmitTiles(writer, plan, layer, families[0], ("inputs", layer.InputStride), ("deltas", layer.Stride), (tile, _) =>
                LayerEmitter.EmitRuns(writer, layer, r => families[r].Shape.Columns, (r, weights, unit) =>
                    writer.Line($"{families[r].Kernels[tile].Update}(ref inputs, ref {Names.At("deltas", unit)}, ref {Names.At("target", weights)}, ref lists);")));
        }
    }

    /// <summary>The same tiles in both passes, so that a tile finds the list that was made for it.</summary>
    private static void EmitTiles(
        CodeWriter writer, NetworkPlan plan, LayerPlan layer, SparseFamily family, (string Name, int Stride) from, (string Name, int Stride) to, Action<int, int> body)
    {
        writer.Line("int left = count;");
        for (int tile = 0; tile < family.Kernels.Count; tile++)
        {
            int samples = family.Kernels[tile].Samples;
            using (writer.Begin($"while (left >= {samples})"))
            {
                body(tile, samples);
                writer.Line($"{from.Name} = ref Refs.Add(ref {from.Name}, {samples * from.Stride});");
                writer.Line($"{to.Name} = ref Refs.Add(ref {to.Name}, {samples * to.Stride});");
                writer.Line($"lists = ref Refs.Add(ref lists, {plan.ListFloats});");
                writer.Line($"left -= {samples};");
            }
        }
    }
}
