using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes the forward pass of one sample through a small network as one method without loops, every activation in a register.</summary>
internal static class StraightLineEmitter
{
    /// <summary>Partial sums per vector: a chain of k dependent multiply-adds takes 4 k cycles, four chains take k.</summary>
    private const int Chains = 4;

    public static void Emit(CodeWriter writer, NetworkPlan plan, VectorWidth width)
    {
        writer.Line("// One sample through all layers, without a loop and without memory between the layers.");
        writer.Line(Names.KernelAttribute);
        using (writer.Begin("internal static void Single(ref float parameters, ref float inputs, ref float outputs)"))
        {
            for (int l = 0; l < plan.Layers.Count; l++)
            {
                LayerPlan layer = plan.Layers[l];
                if (l > 0)
                {
                    writer.Line();
                }

                writer.Line($"// Layer {layer.Index}: {Names.Count(layer.FanIn, "input")}, {Names.Count(layer.FanOut, "unit")}, {layer.Activation.Kind}.");
                EmitLayer(writer, layer, l == 0 ? null : plan.Layers[l - 1], width);
            }

            writer.Line();
            EmitOutputs(writer, plan.OutputLayer, width);
        }
    }

    private static int Lanes(LayerPlan layer, VectorWidth width) => Math.Min(width.Lanes, layer.Stride);

    private static void EmitLayer(CodeWriter writer, LayerPlan layer, LayerPlan? previous, VectorWidth width)
    {
        int lanes = Lanes(layer, width);
        for (int k = 0; k < layer.FanIn; k++)
        {
            writer.Line($"var x{layer.Index}_{k} = {Broadcast(k, lanes, previous, width)};");
        }

        for (int v = 0; v < layer.Stride / lanes; v++)
        {
            string[] chains = [.. Enumerable.Range(0, Math.Min(Chains, layer.FanIn)).Select(c => $"z{layer.Index}_{v}_{c}")];
            for (int k = 0; k < layer.FanIn; k++)
            {
                string weights = $"Simd{lanes}.LoadUnsafe(ref Refs.Add(ref parameters, {layer.WeightOffset + (k * layer.Stride) + (v * lanes)}))";
                string chain = chains[k % chains.Length];
                string bias = $"Simd{lanes}.LoadUnsafe(ref Refs.Add(ref parameters, {layer.BiasOffset + (v * lanes)}))";
                string x = $"x{layer.Index}_{k}";
                writer.Line(k == 0
                    ? $"var {chain} = Simd{lanes}.MultiplyAddEstimate({weights}, {x}, {bias});"
                    : k < chains.Length
                        ? $"var {chain} = {weights} * {x};"
                        : $"{chain} = Simd{lanes}.MultiplyAddEstimate({weights}, {x}, {chain});");
            }

            writer.Line($"var z{layer.Index}_{v} = {Pairwise(chains)};");
            string activation = layer.Activation.Inline!.Replace("{z}", $"z{layer.Index}_{v}").Replace("{Simd}", $"Simd{lanes}").Replace("{Float}", $"Float{lanes}");
            writer.Line($"var a{layer.Index}_{v} = {activation};");
        }
    }

    private static string Pairwise(string[] terms) => terms.Length switch
    {
        1 => terms[0],
        2 => $"{terms[0]} + {terms[1]}",
        3 => $"{terms[0]} + ({terms[1]} + {terms[2]})",
        _ => $"({terms[0]} + {terms[1]}) + ({terms[2]} + {terms[3]})",
    };

    /// <summary>Input k in all lanes: from memory for the first layer, from the previous layer's register for the others.</summary>
    private static string Broadcast(int k, int lanes, LayerPlan? previous, VectorWidth width)
    {
        if (previous is null)
        {
            return $"Simd{lanes}.Create({(k == 0 ? "inputs" : $"Refs.Add(ref inputs, {k})")})";
        }

        int from = Lanes(previous, width);
        string source = $"a{previous.Index}_{k / from}";
        return from == lanes
            ? $"Simd{lanes}.Shuffle({source}, Simd{lanes}.Create({k % from}))"
            : $"Simd{lanes}.Create(Simd{from}.GetElement({source}, {k % from}))";
    }

    private static void EmitOutputs(CodeWriter writer, LayerPlan layer, VectorWidth width)
    {
        int lanes = Lanes(layer, width);
        for (int v = 0; v * lanes < layer.FanOut; v++)
        {
            int units = Math.Min(lanes, layer.FanOut - (v * lanes));
            string source = $"a{layer.Index}_{v}";
            if (units == lanes)
            {
                writer.Line($"Simd{lanes}.StoreUnsafe({source}, ref {Reference(v * lanes)});");
                continue;
            }

            for (int i = 0; i < units; i++)
            {
                writer.Line($"{Reference((v * lanes) + i)} = Simd{lanes}.GetElement({source}, {i});");
            }
        }
    }

    private static string Reference(int offset) => offset == 0 ? "outputs" : $"Refs.Add(ref outputs, {offset})";
}
