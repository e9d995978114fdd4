using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes the forward pass of one sample through a small network as one method without loops, every activation in a register.</summary>
internal static class StraightLineEmitter
{
    /// <summary>Short names, by the floats in a register, for its operations, for what moves its lanes and for its type.</summary>
    public static IEnumerable<string> Aliases(NetworkPlan plan)
    {
        int most = plan.StraightLines.SelectMany(l => l.Layers).Select(l => l.Lanes).DefaultIfEmpty(0).Max();
        foreach (VectorWidth width in VectorWidth.All)
        {
            int lanes = width.Lanes(plan.Shape.Element);
            if (lanes <= most)
            {
                yield return $"Simd{lanes} = {Names.Numerics}.Simd{width.Bits}";
                yield return $"Lanes{lanes} = {Names.Intrinsics}.Vector{width.Bits}";
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
            string inputs = EmitInputStage(writer, plan);
            for (int i = 0; i < plan.StraightLines.Count; i++)
            {
                int bits = plan.StraightLines[i].Width.Bits;
                string call = $"Single{bits}(ref parameters, ref {inputs}, ref outputs);";
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

            if (plan.Shape.OutputStage is { } stage)
            {
                string place = $"ref outputs, {plan.Shape.OutputSize}";
                writer.Line($"{StageEmitter.Apply(stage, PassPlanner.OutputName, $"{place}, {place}", "1")};");
            }
        }

        foreach (StraightLinePlan line in plan.StraightLines)
        {
            writer.Line();
            EmitLine(writer, line);
        }
    }

    /// <summary>The variable with the first layer's inputs.</summary>
    private static string EmitInputStage(CodeWriter writer, NetworkPlan plan)
    {
        if (plan.Shape.InputStage is not { } stage)
        {
            return "inputs";
        }

        int size = plan.Shape.InputSize;
        writer.Line($"{Names.Output} room = stackalloc float[{size}];");
        writer.Line("ref float staged = ref Spans.GetReference(room);");
        writer.Line($"{StageEmitter.Apply(stage, PassPlanner.InputName, $"ref inputs, {size}, ref staged, {size}", "1")};");
        return "staged";
    }

    private static void EmitLine(CodeWriter writer, StraightLinePlan line)
    {
        writer.Line(Names.KernelAttribute);
        using (writer.Begin($"private static void Single{line.Width.Bits}(ref float parameters, ref float inputs, ref float outputs)"))
        {
            StraightLayer? previous = null;
            foreach (StraightLayer straight in line.Layers)
            {
                DenseLayerPlan layer = straight.Layer;
                if (previous is not null)
                {
                    writer.Line();
                }

                writer.Line($"// Layer {layer.Index}: {Wording.Count(layer.FanIn, "input")}, {Wording.Count(layer.FanOut, "unit")}, {layer.Activation.Activation}.");
                EmitLayer(writer, straight, previous);
                previous = straight;
            }

            writer.Line();
            EmitOutputs(writer, previous!);
        }
    }

    private static void EmitLayer(CodeWriter writer, StraightLayer straight, StraightLayer? previous)
    {
        DenseLayerPlan layer = straight.Layer;
        int lanes = straight.Lanes;
        if (straight.IsGrouped)
        {
            EmitGrouped(writer, straight, previous!);
        }
        else
        {
            for (int v = 0; v < straight.Vectors; v += straight.VectorsPerStep)
            {
                EmitSum(writer, straight, first: v, k => Input(k, lanes, previous));
            }
        }

        for (int v = 0; v < straight.Vectors && !layer.Activation.IsIdentity; v++)
        {
            writer.Line($"Float{lanes} {Output(layer, v)} = "
                + $"{Names.Internal}.ActivationPasses.Apply<{Names.Function(layer)}, Simd{lanes}, Float{lanes}>(z{layer.Index}_{v});");
        }
    }

    /// <summary>The variable with a vector of a layer's activations.</summary>
    private static string Output(LayerPlan layer, int vector) => $"{(layer.Activation.IsIdentity ? "z" : "a")}{layer.Index}_{vector}";

    /// <summary>The sums of weights times inputs and a bias for some vectors of outputs.</summary>
    private static void EmitSum(CodeWriter writer, StraightLayer straight, int first, Func<int, string> x)
    {
        DenseLayerPlan layer = straight.Layer;
        TileWriter lines = Tile(writer, straight, straight.Lanes, straight.VectorsPerStep, v => $"z{layer.Index}_{first + v}");
        int column = first * straight.Lanes;
        lines.Start("parameters", $"{layer.BiasOffset + column}");
        EmitWalk(lines, straight.Order, layer.WeightOffset + column, layer.Stride, x);
        lines.AddBlocks();
    }

    /// <summary>All blocks at once, a vector of weights after the other.</summary>
    private static void EmitWalk(TileWriter lines, SumOrder order, int weights, int stride, Func<int, string> x)
    {
        lines.StartFurther();
        for (int place = 0; place < order.Longest(0, order.Blocks); place++)
        {
            for (int block = 0; block < order.Blocks; block++)
            {
                if (place < order.LengthOf(block))
                {
                    int k = order.Input(block, place);
                    lines.StepFromMemory(block, Names.Place("parameters", weights + (k * stride)), x(k));
                }
            }
        }
    }

    /// <summary>In place of missing inputs of the last group stands -1, which meets weights of 0: what is added then is -0, and that is nothing.</summary>
    private static void EmitGrouped(CodeWriter writer, StraightLayer straight, StraightLayer previous)
    {
        DenseLayerPlan layer = straight.Layer;
        int from = straight.GroupedLanes;
        int group = straight.InputsPerVector;
        string z = $"z{layer.Index}_0";
        string groups = $"{z}_of{from}";
        TileWriter lines = Tile(writer, straight, from, 1, _ => groups);
        writer.Line($"Float{from} {groups} = {Widened($"Simd{layer.Stride}.Load({Names.Place("parameters", layer.BiasOffset)})", layer.Stride, from)};");
        EmitWalk(lines, straight.Order, layer.WeightOffset, from, j =>
        {
            IEnumerable<int> indices = Enumerable.Range(0, from).Select(lane => ((j * group) + (lane / layer.Stride)) % from);
            string x = $"Lanes{from}.Shuffle({Output(previous.Layer, j * group / from)}, Lanes{from}.Create({string.Join(", ", indices)}))";
            IEnumerable<string> there = Enumerable.Range(0, from).Select(lane => (j * group) + (lane / layer.Stride) < layer.FanIn ? "-1" : "0");
            return (j + 1) * group <= layer.FanIn ? x
                : $"Lanes{from}.ConditionalSelect(Lanes{from}.AsSingle(Lanes{from}.Create({string.Join(", ", there)})), {x}, Lanes{from}.Create(-1f))";
        });
        IEnumerable<string> blocks = Enumerable.Range(0, straight.Order.Blocks)
            .SelectMany(vector => Split(vector == 0 ? groups : $"{groups}_{vector}", from, layer.Stride));
        writer.Line($"Float{layer.Stride} {z} = {string.Join(" + ", blocks)};");
    }

    /// <summary>The parts of a vector, from the lowest lanes on.</summary>
    private static IEnumerable<string> Split(string vector, int lanes, int part) => lanes == part ? [vector]
        : Split($"Lanes{lanes}.GetLower({vector})", lanes / 2, part).Concat(Split($"Lanes{lanes}.GetUpper({vector})", lanes / 2, part));

    /// <summary>A vector with zeros behind it.</summary>
    private static string Widened(string vector, int lanes, int to) =>
        lanes == to ? vector : Widened($"Lanes{lanes}.ToVector{8 * ElementType.Float32.Bytes * 2 * lanes}({vector})", 2 * lanes, to);

    /// <summary>A layer of one sample is a tile of one row.</summary>
    private static TileWriter Tile(CodeWriter writer, StraightLayer straight, int lanes, int vectors, Func<int, string> sum) => new(
        writer, new Tile(1, vectors, straight.Order, straight.Order.Blocks, straight.Order.Length), (_, vector) => sum(vector), $"Simd{lanes}", $"Float{lanes}");

    /// <summary>Input k: from memory for the first layer, from the previous layer's register for the others.</summary>
    private static string Input(int k, int lanes, StraightLayer? previous)
    {
        if (previous is null)
        {
            return Names.Place("inputs", k);
        }

        int from = previous.Lanes;
        string source = Output(previous.Layer, k / from);
        return from == lanes
            ? $"Lanes{lanes}.Shuffle({source}, Lanes{lanes}.Create({k % from}))"
            : $"Lanes{lanes}.Create(Lanes{from}.GetElement({source}, {k % from}))";
    }

    private static void EmitOutputs(CodeWriter writer, StraightLayer straight)
    {
        DenseLayerPlan layer = straight.Layer;
        int lanes = straight.Lanes;
        for (int v = 0; v * lanes < layer.FanOut; v++)
        {
            int units = Math.Min(lanes, layer.FanOut - (v * lanes));
            string source = $"Simd{lanes}.OneNaN({Output(layer, v)})";
            if (units == lanes)
            {
                writer.Line($"Simd{lanes}.Store({source}, {Names.Place("outputs", v * lanes)});");
                continue;
            }

            string numbers = $"outputs{v}";
            writer.Line($"Float{lanes} {numbers} = {source};");
            for (int i = 0; i < units; i++)
            {
                writer.Line($"{Names.At("outputs", (v * lanes) + i)} = Lanes{lanes}.GetElement({numbers}, {i});");
            }
        }
    }
}
