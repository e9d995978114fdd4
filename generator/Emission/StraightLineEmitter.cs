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

                writer.Line($"// Layer {layer.Index}: {Wording.Count(layer.FanIn, "input")}, {Wording.Count(layer.FanOut, "unit")}, {layer.Activation.Kind}.");
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
        if (previous is not null && Lanes(previous, width) > lanes)
        {
            EmitGrouped(writer, layer, previous, width);
        }
        else
        {
            for (int k = 0; k < layer.FanIn; k++)
            {
                writer.Line($"Float{lanes} x{layer.Index}_{k} = {Broadcast(k, lanes, previous, width)};");
            }

            for (int v = 0; v < layer.Stride / lanes; v++)
            {
                string bias = Load(lanes, layer.BiasOffset + (v * lanes));
                int column = v * lanes;
                EmitSum(writer, layer.FanIn, lanes, $"z{layer.Index}_{v}", bias, k => Load(lanes, layer.WeightOffset + (k * layer.Stride) + column), k => $"x{layer.Index}_{k}");
            }
        }

        for (int v = 0; v < layer.Stride / lanes; v++)
        {
            string activation = layer.Activation.Inline!.Replace("{z}", $"z{layer.Index}_{v}").Replace("{Simd}", $"Simd{lanes}").Replace("{Float}", $"Float{lanes}");
            writer.Line($"Float{lanes} a{layer.Index}_{v} = {activation};");
        }
    }

    /// <summary>
    /// A narrow layer behind a wide one: one vector holds the weights of several inputs, each input is spread over its group of lanes,
    /// and the groups are summed at the end. Missing inputs of the last group meet weights of 0.
    /// </summary>
    private static void EmitGrouped(CodeWriter writer, LayerPlan layer, LayerPlan previous, VectorWidth width)
    {
        int from = Lanes(previous, width);
        int group = from / layer.Stride;
        string z = $"z{layer.Index}_0";
        EmitSum(
            writer, (layer.FanIn + group - 1) / group, from, $"{z}_{from}", null,
            j => Load(from, layer.WeightOffset + (j * from)),
            j =>
            {
                IEnumerable<int> indices = Enumerable.Range(0, from).Select(lane => ((j * group) + (lane / layer.Stride)) % from);
                return $"Simd{from}.Shuffle(a{previous.Index}_{j * group / from}, Simd{from}.Create({string.Join(", ", indices)}))";
            });
        for (int lanes = from; lanes > layer.Stride; lanes /= 2)
        {
            string half = lanes / 2 == layer.Stride ? z : $"{z}_{lanes / 2}";
            string bias = lanes / 2 == layer.Stride ? $" + {Load(layer.Stride, layer.BiasOffset)}" : "";
            writer.Line($"Float{lanes / 2} {half} = Simd{lanes}.GetLower({z}_{lanes}) + Simd{lanes}.GetUpper({z}_{lanes}){bias};");
        }
    }

    /// <summary>The sum of weights times inputs, and a bias if there is one, in chains that are added pairwise.</summary>
    private static void EmitSum(CodeWriter writer, int count, int lanes, string result, string? bias, Func<int, string> weights, Func<int, string> x)
    {
        string[] chains = [.. Enumerable.Range(0, Math.Min(Chains, count)).Select(c => $"{result}_chain{c}")];
        for (int k = 0; k < count; k++)
        {
            string chain = chains[k % chains.Length];
            writer.Line(k >= chains.Length
                ? $"{chain} = Simd{lanes}.MultiplyAddEstimate({weights(k)}, {x(k)}, {chain});"
                : k == 0 && bias is not null
                    ? $"Float{lanes} {chain} = Simd{lanes}.MultiplyAddEstimate({weights(k)}, {x(k)}, {bias});"
                    : $"Float{lanes} {chain} = {weights(k)} * {x(k)};");
        }

        writer.Line($"Float{lanes} {result} = {Pairwise(chains)};");
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
            return $"Simd{lanes}.Create({Names.At("inputs", k)})";
        }

        int from = Lanes(previous, width);
        string source = $"a{previous.Index}_{k / from}";
        return from == lanes
            ? $"Simd{lanes}.Shuffle({source}, Simd{lanes}.Create({k % from}))"
            : $"Simd{lanes}.Create(Simd{from}.GetElement({source}, {k % from}))";
    }

    private static string Load(int lanes, int offset) => $"Simd{lanes}.LoadUnsafe(ref {Names.At("parameters", offset)})";

    private static void EmitOutputs(CodeWriter writer, LayerPlan layer, VectorWidth width)
    {
        int lanes = Lanes(layer, width);
        for (int v = 0; v * lanes < layer.FanOut; v++)
        {
            int units = Math.Min(lanes, layer.FanOut - (v * lanes));
            string source = $"a{layer.Index}_{v}";
            if (units == lanes)
            {
                writer.Line($"Simd{lanes}.StoreUnsafe({source}, ref {Names.At("outputs", v * lanes)});");
                continue;
            }

            for (int i = 0; i < units; i++)
            {
                writer.Line($"{Names.At("outputs", (v * lanes) + i)} = Simd{lanes}.GetElement({source}, {i});");
            }
        }
    }
}
