using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The kernel of an evaluation: the layers behind the accumulators.</summary>
internal static class AccumulatorEvaluationEmitter
{
    public static string Parameters(AccumulatorPlan plan) => string.Join(", ", ["Parameters parameters", "Stack stack", .. AccumulatorNames.Choices(plan).Select(c => c.Declaration)]);

    public static void Emit(CodeWriter writer, AccumulatorPlan plan)
    {
        EmitEvaluate(writer, plan);
        foreach (AccumulatorLayerPlan layer in plan.Layers)
        {
            writer.Line();
            EmitLayer(writer, plan, layer);
        }

        if (plan.IsFused)
        {
            writer.Line();
            EmitEvaluateMove(writer, plan);
        }

        if (!plan.IsShallow)
        {
            writer.Line();
            EmitClip(writer, plan);
        }
    }

    private static void EmitEvaluate(CodeWriter writer, AccumulatorPlan plan)
    {
        AccumulatorNetworkShape shape = plan.Shape;
        writer.Line($"// The output layer's sum of f(a) w, at scales of {Scales(shape)}; then an evaluation, rounded towards 0.");
        writer.Line(Names.KernelAttribute);
        using (writer.Begin($"internal static int Evaluate({Parameters(plan)})"))
        {
            EmitChoiceChecks(writer, shape);
            writer.Line("ref short own = ref stack.Current;");
            if (shape.Perspectives == 2)
            {
                writer.Line($"ref short other = ref Refs.Add(ref own, (1 - sideToMove) * {plan.Sums.Stride});");
                writer.Line($"own = ref Refs.Add(ref own, sideToMove * {plan.Sums.Stride});");
            }

            EmitHidden(writer, plan);
            string inputs = plan.IsShallow ? $"parameters, {Halves(plan)}" : $"ref activations{plan.Output.Index}[0]";
            string bucket = shape.OutputBuckets > 1 ? "bucket" : "0";
            string low = $"{Name(plan, plan.Output)}({inputs}, ref parameters.Output({bucket}))";
            if (shape.IsSquared)
            {
                // A kernel without a call saves no registers, and few networks have weights beyond a byte.
                using (writer.Begin("if (parameters.IsWide)"))
                {
                    writer.Line($"return Scale(WideOutput({inputs}, ref parameters.Output({bucket}), ref parameters.HighOutput({bucket})), parameters.OutputBias({bucket}));");
                }

                writer.Line();
            }

            writer.Line($"long sum = {low};");
            writer.Line("global::System.GC.KeepAlive(stack);");
            writer.Line($"return Scale(sum, parameters.OutputBias({bucket}));");
        }

        writer.Line();
        writer.Line(Names.InlinedAttribute);
        writer.Line($"private static int Scale(long sum, int bias) => (int)(({Divided(shape, "sum")} + bias) * {Wording.Number(shape.EvaluationScale)} / ({shape.HiddenScale} * {shape.OutputScale}));");
        if (shape.IsSquared)
        {
            string arguments = plan.IsShallow ? $"parameters, {Halves(plan)}" : "ref activations";
            string output = Name(plan, plan.Output);
            writer.Line();
            writer.Line(Names.KernelAttribute);
            using (writer.Begin($"private static long WideOutput({Inputs(plan, plan.Output)}, ref short high)"))
            {
                writer.Line($"return {output}({arguments}, ref weights) + 256 * {output}({arguments}, ref high);");
            }
        }
    }

    /// <summary>The same where a move waits: sums are changed, stored and evaluated in one walk.</summary>
    private static void EmitEvaluateMove(CodeWriter writer, AccumulatorPlan plan)
    {
        AccumulatorNetworkShape shape = plan.Shape;
        ProductRun run = ProductRun.Of(plan.Sums);
        AccumulatorChange move = plan.Deferred;
        string bucket = shape.OutputBuckets > 1 ? "bucket" : "0";
        string sums = string.Join(", ", Enumerable.Range(0, run.Chains).Select(c => $"ref sum{c}"));
        writer.Line("// The move that waits, and the evaluation, in one walk over the sums.");
        writer.Line(Names.KernelAttribute);
        using (writer.Begin($"internal static int EvaluateMove({Parameters(plan)})"))
        {
            EmitChoiceChecks(writer, shape);
            if (shape.IsSquared)
            {
                using (writer.Begin("if (parameters.IsWide)"))
                {
                    writer.Line($"{move.Name}(stack);");
                    writer.Line($"return Evaluate({string.Join(", ", ["parameters", "stack", .. AccumulatorNames.Choices(plan).Select(c => c.Name)])});");
                }

                writer.Line();
            }

            writer.Line("ref short rows = ref stack.Rows;");
            writer.Line("ref short sums = ref stack.Current;");
            writer.Line($"ref short own = ref stack.Own({shape.Perspectives * plan.Sums.Stride});");
            writer.Line($"ref short weights = ref parameters.Output({bucket});");
            EmitEnds(writer, plan);
            EmitSum(writer, run, "long sum = ", () =>
            {
                for (int p = 0; p < shape.Perspectives; p++)
                {
                    int start = p * plan.Sums.Stride;
                    string half = shape.Perspectives == 1 ? "weights" : Names.At("weights", $"{(p == 0 ? "sideToMove" : "(1 - sideToMove)")} * {plan.Sums.Stride}");
                    IEnumerable<string> rows = move.Features.Select(f => AccumulatorChangeEmitter.Row(plan, move, f, p));
                    writer.Line($"MoveProducts(ref {Names.At("sums", start)}, ref {Names.At("own", start)}, {string.Join(", ", rows)}, ref {half}, least, greatest, {sums});");
                }
            });
            writer.Line("global::System.GC.KeepAlive(stack);");
            writer.Line($"return Scale(sum, parameters.OutputBias({bucket}));");
        }

        writer.Line();
        writer.Line(Names.InlinedAttribute);
        IEnumerable<string> changed = move.Features.Select(f => $"ref short {f.Name}");
        IEnumerable<string> totals = Enumerable.Range(0, run.Chains).Select(c => $"ref T sum{c}");
        using (writer.Begin($"private static void MoveProducts({string.Join(", ", ["ref short sums", "ref short own", .. changed, "ref short weights", "V least", "V greatest", .. totals])})"))
        {
            AccumulatorChangeEmitter.EmitWalk(writer, run, () =>
            {
                for (int v = 0; v < run.Unrolled; v++)
                {
                    string offset = AccumulatorChangeEmitter.Offset(v);
                    writer.Line($"V a{v} = {AccumulatorChangeEmitter.Changed(move, offset)};");
                    writer.Line($"S.Store(a{v}, ref own, {offset});");
                    writer.Line($"a{v} = S.Clip(a{v}, least, greatest);");
                    writer.Line($"S.MultiplyAdd({Product(plan, v, offset)}, a{v}, ref sum{v % run.Chains});");
                }
            });
        }
    }

    private static void EmitChoiceChecks(CodeWriter writer, AccumulatorNetworkShape shape)
    {
        if (shape.Perspectives == 2)
        {
            writer.Line("Check.Side(sideToMove);");
        }

        if (shape.OutputBuckets > 1)
        {
            writer.Line($"Check.Bucket(bucket, {shape.OutputBuckets});");
        }
    }

    /// <summary>What an activation is multiplied with: a weight, or with squares itself times a weight.</summary>
    private static string Product(AccumulatorPlan plan, int vector, string offset)
    {
        string weights = $"S.Load(ref weights, {offset})";
        return plan.Shape.IsSquared ? $"S.Multiply(a{vector}, {weights})" : weights;
    }

    /// <summary>Activations of further hidden layers, on the stack.</summary>
    private static void EmitHidden(CodeWriter writer, AccumulatorPlan plan)
    {
        if (plan.IsShallow)
        {
            return;
        }

        AccumulatorNetworkShape shape = plan.Shape;
        writer.Line($"global::System.Span<short> activations0 = stackalloc short[{plan.Layers[0].Inputs.Length}];");
        writer.Line("Clip(parameters, ref own, ref activations0[0]);");
        if (shape.Perspectives == 2)
        {
            writer.Line($"Clip(parameters, ref other, ref activations0[{plan.Sums.Stride}]);");
        }

        foreach (AccumulatorLayerPlan layer in plan.Layers.Take(plan.Layers.Count - 1))
        {
            int length = plan.Layers[layer.Index + 1].Inputs.Length;
            string next = $"activations{layer.Index + 1}";
            writer.Line($"global::System.Span<short> {next} = stackalloc short[{length}];");
            using (writer.Begin($"for (int unit = 0; unit < {layer.Units}; unit++)"))
            {
                writer.Line($"long z = {Name(plan, layer)}(ref activations{layer.Index}[0], ref Refs.Add(ref parameters.Weights({layer.Index}), unit * {layer.Inputs.Length}));");
                writer.Line($"z = {Divided(shape, "z")} + parameters.Biases({layer.Index})[unit];");
                writer.Line($"{next}[unit] = (short)global::System.Math.Clamp(z / {shape.OutputScale}, 0, {shape.HiddenScale});");
            }
        }
    }

    /// <summary>The sum of a layer's products, for one unit.</summary>
    private static void EmitLayer(CodeWriter writer, AccumulatorPlan plan, AccumulatorLayerPlan layer)
    {
        bool clips = plan.IsShallow;
        ProductRun run = clips ? ProductRun.Of(plan.Sums) : layer.Inputs;
        (string Inputs, string Weights)[] parts = clips && plan.Shape.Perspectives == 2
            ? [("own", "weights"), ("other", Names.At("weights", plan.Sums.Stride))]
            : [(clips ? "own" : "activations", "weights")];
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin($"private static long {Name(plan, layer)}({Inputs(plan, layer)})"))
        {
            if (clips)
            {
                EmitEnds(writer, plan);
            }

            if (layer.Inputs.IsCut)
            {
                EmitCut(writer, plan, layer, run, parts);
            }
            else
            {
                EmitSum(writer, run, "return ", () =>
                {
                    foreach ((string inputs, string weights) in parts)
                    {
                        writer.Line(Call(plan, layer, run, $"ref {inputs}, ref {weights}"));
                    }
                });
            }
        }

        writer.Line();
        EmitProducts(writer, plan, layer, run);
    }

    /// <summary>Where 32 bits may not hold all, a sum of 64 bits after every so many.</summary>
    private static void EmitCut(
        CodeWriter writer, AccumulatorPlan plan, AccumulatorLayerPlan layer, ProductRun run, (string Inputs, string Weights)[] parts)
    {
        writer.Line("long total = 0;");
        using (writer.Begin($"for (int start = 0; start < {run.Length}; start += {ShortRun.LongestSum})"))
        {
            writer.Line($"int end = global::System.Math.Min(start + {ShortRun.LongestSum}, {run.Length});");
            foreach ((string inputs, string weights) in parts)
            {
                using (writer.Begin(""))
                {
                    EmitSum(writer, run, "total += ", () => writer.Line(Call(plan, layer, run, $"ref {inputs}, ref {weights}, start, end")));
                }
            }
        }

        writer.Line("return total;");
    }

    private static void EmitSum(CodeWriter writer, ProductRun run, string use, Action products)
    {
        string[] sums = [.. Enumerable.Range(0, run.Chains).Select(c => $"sum{c}")];
        writer.Line($"T {string.Join(", ", sums.Select(s => $"{s} = S.NoSum"))};");
        products();

        // Pairwise, so that no addition waits for all others.
        while (sums.Length > 1)
        {
            sums = [.. Enumerable.Range(0, (sums.Length + 1) / 2).Select(i => 2 * i + 1 < sums.Length ? $"S.Add({sums[2 * i]}, {sums[2 * i + 1]})" : sums[2 * i])];
        }

        writer.Line($"{use}S.Total({sums[0]});");
    }

    private static string Call(AccumulatorPlan plan, AccumulatorLayerPlan layer, ProductRun run, string arguments)
    {
        IEnumerable<string> sums = Enumerable.Range(0, run.Chains).Select(c => $"ref sum{c}");
        return $"{Name(plan, layer)}Products({string.Join(", ", [arguments, .. plan.IsShallow ? ["least", "greatest"] : Array.Empty<string>(), .. sums])});";
    }

    /// <summary>Adds the products of activations and weights to sums in turn.</summary>
    private static void EmitProducts(CodeWriter writer, AccumulatorPlan plan, AccumulatorLayerPlan layer, ProductRun run)
    {
        bool clips = plan.IsShallow, isCut = layer.Inputs.IsCut;
        IEnumerable<string> parameters =
        [
            "ref short inputs", $"ref {Weight(plan, layer)} weights",
            .. isCut ? ["nint start", "nint end"] : Array.Empty<string>(),
            .. clips ? ["V least", "V greatest"] : Array.Empty<string>(),
            .. Enumerable.Range(0, run.Chains).Select(c => $"ref T sum{c}"),
        ];
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin($"private static void {Name(plan, layer)}Products({string.Join(", ", parameters)})"))
        {
            AccumulatorChangeEmitter.EmitWalk(
                writer, run, () => EmitTurn(writer, plan, run, clips), isCut ? "start" : "0", isCut ? "end" : null);
        }
    }

    private static void EmitTurn(CodeWriter writer, AccumulatorPlan plan, ProductRun run, bool clips)
    {
        for (int v = 0; v < run.Unrolled; v++)
        {
            string offset = AccumulatorChangeEmitter.Offset(v);
            string load = $"S.Load(ref inputs, {offset})";
            writer.Line($"V a{v} = {(clips ? $"S.Clip({load}, least, greatest)" : load)};");
            writer.Line($"S.MultiplyAdd({Product(plan, v, offset)}, a{v}, ref sum{v % run.Chains});");
        }
    }

    private static void EmitEnds(CodeWriter writer, AccumulatorPlan plan) =>
        writer.Line($"V least = S.Create(parameters.Least), greatest = S.Create({plan.Shape.HiddenScale});");

    private static void EmitClip(CodeWriter writer, AccumulatorPlan plan)
    {
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin("private static void Clip(Parameters parameters, ref short sums, ref short activations)"))
        {
            EmitEnds(writer, plan);
            AccumulatorChangeEmitter.EmitWalk(writer, ProductRun.Of(plan.Sums), () =>
            {
                for (int v = 0; v < plan.Sums.Unrolled; v++)
                {
                    string offset = AccumulatorChangeEmitter.Offset(v);
                    writer.Line($"S.Store(S.Clip(S.Load(ref sums, {offset}), least, greatest), ref activations, {offset});");
                }
            });
        }
    }

    private static string Name(AccumulatorPlan plan, AccumulatorLayerPlan layer) => layer == plan.Output ? "Output" : $"Layer{layer.Index}";

    /// <summary>What the output layer reads where it stands behind the accumulators.</summary>
    private static string Halves(AccumulatorPlan plan) => plan.Shape.Perspectives == 2 ? "ref own, ref other" : "ref own";

    /// <summary>The parameters of a layer's sum.</summary>
    private static string Inputs(AccumulatorPlan plan, AccumulatorLayerPlan layer)
    {
        string inputs = !plan.IsShallow ? "ref short activations"
            : plan.Shape.Perspectives == 2 ? "Parameters parameters, ref short own, ref short other"
            : "Parameters parameters, ref short own";
        return $"{inputs}, ref {Weight(plan, layer)} weights";
    }

    private static string Weight(AccumulatorPlan plan, AccumulatorLayerPlan layer) => layer == plan.Output ? "short" : "sbyte";

    /// <summary>A sum of squared activations has the hidden scale once more than one of activations.</summary>
    private static string Divided(AccumulatorNetworkShape shape, string sum) => shape.IsSquared ? $"({sum} / {shape.HiddenScale})" : sum;

    private static string Scales(AccumulatorNetworkShape shape) =>
        shape.IsSquared ? $"{shape.HiddenScale} x {shape.HiddenScale} x {shape.OutputScale}" : $"{shape.HiddenScale} x {shape.OutputScale}";
}
