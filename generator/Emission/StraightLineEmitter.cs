using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes the forward pass of one sample through a small network as one method without loops, every activation in a register.</summary>
internal static class StraightLineEmitter
{
    /// <summary>Short names for some floats in a register and for what is done with them.</summary>
    public static IEnumerable<string> Aliases(NetworkPlan plan)
    {
        int most = plan.StraightLines.SelectMany(l => l.Layers).Select(l => l.Lanes).DefaultIfEmpty(0).Max();
        foreach (VectorWidth width in VectorWidth.All)
        {
            int lanes = width.Lanes(plan.Shape.Element);
            if (lanes <= most)
            {
                yield return $"Simd{lanes} = {Names.Intrinsics}.Vector{width.Bits}";
                yield return $"Float{lanes} = {Names.Intrinsics}.Vector{width.Bits}<{plan.Shape.Element.Keyword}>";
            }
        }
    }

    public static void Emit(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("// One sample through all layers, without a loop and without memory between the layers.");
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin("internal static void Single(ref float parameters, ref float inputs, ref float outputs)"))
        {
            for (int i = 0; i < plan.StraightLines.Count; i++)
            {
                int bits = plan.StraightLines[i].Width.Bits;
                string call = $"Single{bits}(ref parameters, ref inputs, ref outputs);";
                if (plan.StraightLines.Count == 1)
                {
                    writer.Line(call);
                    continue;
                }

                string condition = $"if ({Names.Intrinsics}.Vector{bits}.IsHardwareAccelerated)";
                using (writer.Begin(i == plan.StraightLines.Count - 1 ? "else" : i == 0 ? condition : "else " + condition))
                {
                    writer.Line(call);
                }
            }
        }

        foreach (StraightLinePlan line in plan.StraightLines)
        {
            writer.Line();
            EmitLine(writer, line);
        }
    }

    private static void EmitLine(CodeWriter writer, StraightLinePlan line)
    {
        writer.Line(Names.KernelAttribute);
        using (writer.Begin($"private static void Single{line.Width.Bits}(ref float parameters, ref float inputs, ref float outputs)"))
        {
            StraightLayer? previous = null;
            foreach (StraightLayer straight in line.Layers)
            {
                LayerPlan layer = straight.Layer;
                if (previous is not null)
                {
                    writer.Line();
                }

                writer.Line($"// Layer {layer.Index}: {Wording.Count(layer.FanIn, "input")}, {Wording.Count(layer.FanOut, "unit")}, {layer.Activation.Kind}.");
                EmitLayer(writer, straight, previous);
                previous = straight;
            }

            writer.Line();
            EmitOutputs(writer, previous!);
        }
    }

    private static void EmitLayer(CodeWriter writer, StraightLayer straight, StraightLayer? previous)
    {
        LayerPlan layer = straight.Layer;
        int lanes = straight.Lanes;
        if (straight.IsGrouped)
        {
            EmitGrouped(writer, straight, previous!);
        }
        else
        {
            for (int k = 0; k < layer.FanIn; k++)
            {
                writer.Line($"Float{lanes} x{layer.Index}_{k} = {Broadcast(k, lanes, previous)};");
            }

            for (int v = 0; v < straight.Vectors; v++)
            {
                string bias = Load(lanes, layer.BiasOffset + (v * lanes));
                int column = v * lanes;
                EmitSum(writer, straight, lanes, $"z{layer.Index}_{v}", bias, k => Load(lanes, layer.WeightOffset + (k * layer.Stride) + column), k => $"x{layer.Index}_{k}");
            }
        }

        for (int v = 0; v < straight.Vectors; v++)
        {
            string activation = layer.Activation.Inline!.Replace("{z}", $"z{layer.Index}_{v}").Replace("{Simd}", $"Simd{lanes}").Replace("{Float}", $"Float{lanes}");
            writer.Line($"Float{lanes} a{layer.Index}_{v} = {activation};");
        }
    }

    /// <summary>Missing inputs of the last group meet weights of 0.</summary>
    private static void EmitGrouped(CodeWriter writer, StraightLayer straight, StraightLayer previous)
    {
        LayerPlan layer = straight.Layer;
        int from = straight.GroupedLanes;
        int group = straight.InputsPerVector;
        string z = $"z{layer.Index}_0";
        EmitSum(
            writer, straight, from, $"{z}_{from}", null,
            j => Load(from, layer.WeightOffset + (j * from)),
            j =>
            {
                IEnumerable<int> indices = Enumerable.Range(0, from).Select(lane => ((j * group) + (lane / layer.Stride)) % from);
                return $"Simd{from}.Shuffle(a{previous.Layer.Index}_{j * group / from}, Simd{from}.Create({string.Join(", ", indices)}))";
            });
        for (int lanes = from; lanes > layer.Stride; lanes /= 2)
        {
            string half = lanes / 2 == layer.Stride ? z : $"{z}_{lanes / 2}";
            string bias = lanes / 2 == layer.Stride ? $" + {Load(layer.Stride, layer.BiasOffset)}" : "";
            writer.Line($"Float{lanes / 2} {half} = Simd{lanes}.GetLower({z}_{lanes}) + Simd{lanes}.GetUpper({z}_{lanes}){bias};");
        }
    }

    /// <summary>The sum of weights times inputs, and a bias if there is one, in chains that are added pairwise.</summary>
    private static void EmitSum(CodeWriter writer, StraightLayer straight, int lanes, string result, string? bias, Func<int, string> weights, Func<int, string> x)
    {
        string[] chains = [.. Enumerable.Range(0, straight.Chains).Select(c => $"{result}_chain{c}")];
        for (int k = 0; k < straight.Steps; k++)
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
    private static string Broadcast(int k, int lanes, StraightLayer? previous)
    {
        if (previous is null)
        {
            return $"Simd{lanes}.Create({Names.At("inputs", k)})";
        }

        int from = previous.Lanes;
        string source = $"a{previous.Layer.Index}_{k / from}";
        return from == lanes
            ? $"Simd{lanes}.Shuffle({source}, Simd{lanes}.Create({k % from}))"
            : $"Simd{lanes}.Create(Simd{from}.GetElement({source}, {k % from}))";
    }

    private static string Load(int lanes, int offset) => $"Simd{lanes}.LoadUnsafe(ref {Names.At("parameters", offset)})";

    private static void EmitOutputs(CodeWriter writer, StraightLayer straight)
    {
        LayerPlan layer = straight.Layer;
        int lanes = straight.Lanes;
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
