using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The kernel of an evaluation: the layers behind the accumulators.</summary>
internal static class AccumulatorEvaluationEmitter
{
    public static string Parameters(AccumulatorPlan plan) => string.Join(", ", ["Stack stack", .. AccumulatorNames.Choices(plan).Select(c => c.Declaration)]);

    public static void Emit(CodeWriter writer, AccumulatorPlan plan)
    {
        EmitEvaluate(writer, plan);
        foreach (AccumulatorLayerPlan layer in plan.Layers)
        {
            writer.Line();
            EmitLayer(writer, plan, layer);
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
            if (shape.Perspectives == 2)
            {
                writer.Line("Check.Index(sideToMove, 2, \"sideToMove\");");
            }

            if (shape.OutputBuckets > 1)
            {
                writer.Line($"Check.Index(bucket, {shape.OutputBuckets}, \"bucket\");");
            }

            writer.Line("Parameters parameters = stack.Parameters;");
            writer.Line("ref short own = ref stack.Current;");
            if (shape.Perspectives == 2)
            {
                writer.Line($"ref short other = ref Refs.Add(ref own, (1 - sideToMove) * {plan.Sums.Stride});");
                writer.Line($"own = ref Refs.Add(ref own, sideToMove * {plan.Sums.Stride});");
            }

            EmitHidden(writer, plan);
            string inputs = plan.IsShallow ? Halves(plan) : $"ref activations{plan.Output.Index}[0]";
            string bucket = shape.OutputBuckets > 1 ? "bucket" : "0";
            writer.Line($"long sum = {Name(plan, plan.Output)}({inputs}, ref parameters.Output({bucket}));");
            if (shape.IsSquared)
            {
                using (writer.Begin("if (parameters.IsWide)"))
                {
                    writer.Line($"sum += 256 * HighOutput({inputs}, ref parameters.HighOutput({bucket}));");
                }

                writer.Line();
            }

            writer.Line($"return (int)(({Divided(shape, "sum")} + parameters.OutputBias({bucket})) * {Wording.Number(shape.EvaluationScale)} / ({shape.HiddenScale} * {shape.OutputScale}));");
        }

        if (shape.IsSquared)
        {
            // A call of its own, for few networks have weights beyond a byte.
            string parameters = OutputParameters(plan);
            string arguments = plan.IsShallow ? Halves(plan) : "ref activations";
            writer.Line();
            writer.Line(Names.KernelAttribute);
            writer.Line($"private static long HighOutput({parameters}) => {Name(plan, plan.Output)}({arguments}, ref weights);");
        }
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
        writer.Line("Clip(ref own, ref activations0[0]);");
        if (shape.Perspectives == 2)
        {
            writer.Line($"Clip(ref other, ref activations0[{plan.Sums.Stride}]);");
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
        bool isOutput = layer == plan.Output;
        string weight = isOutput ? "short" : "sbyte";
        string products = $"{Name(plan, layer)}Products";
        ProductRun run = plan.IsShallow ? ProductRun.Of(plan.Sums) : layer.Inputs;
        writer.Line(Names.InlinedAttribute);
        if (plan.IsShallow && plan.Shape.Perspectives == 2)
        {
            string halves = $"ref {Names.At("weights", plan.Sums.Stride)}";
            using (writer.Begin($"private static long {Name(plan, layer)}({OutputParameters(plan)})"))
            {
                writer.Line(layer.Inputs.IsCut
                    ? $"return {Total("own", "weights")} + {Total("other", halves.Substring("ref ".Length))};"
                    : $"return S.Total(S.Add({products}(ref own, ref weights), {products}(ref other, {halves})));");
            }
        }
        else
        {
            string inputs = plan.IsShallow ? "own" : "activations";
            writer.Line($"private static long {Name(plan, layer)}(ref short {inputs}, ref {weight} weights) => {Total(inputs, "weights")};");
        }

        writer.Line();
        if (run.IsCut)
        {
            EmitCut(writer, products, weight, run);
            writer.Line();
        }

        EmitProducts(writer, plan, products, weight, run, clips: plan.IsShallow);

        string Total(string inputs, string weights) =>
            run.IsCut ? $"{products}(ref {inputs}, ref {weights})" : $"S.Total({products}(ref {inputs}, ref {weights}))";
    }

    /// <summary>More than 32 bits may hold: a sum of 64 bits after every so many.</summary>
    private static void EmitCut(CodeWriter writer, string products, string weight, ProductRun run)
    {
        using (writer.Begin($"private static long {products}(ref short inputs, ref {weight} weights)"))
        {
            writer.Line("long total = 0;");
            using (writer.Begin($"for (int start = 0; start < {run.Length}; start += {ShortRun.LongestSum})"))
            {
                writer.Line($"total += S.Total({products}(ref inputs, ref weights, start, global::System.Math.Min(start + {ShortRun.LongestSum}, {run.Length})));");
            }

            writer.Line("return total;");
        }
    }

    private static void EmitProducts(CodeWriter writer, AccumulatorPlan plan, string name, string weight, ProductRun run, bool clips)
    {
        string parameters = $"ref short inputs, ref {weight} weights{(run.IsCut ? ", nint start, nint end" : "")}";
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin($"private static T {name}({parameters})"))
        {
            if (clips)
            {
                writer.Line($"V top = S.Create({plan.Shape.HiddenScale});");
            }

            string[] sums = [.. Enumerable.Range(0, run.Chains).Select(c => $"sum{c}")];
            writer.Line($"T {string.Join(", ", sums.Select(s => $"{s} = S.NoSum"))};");
            using (run.IsCut
                ? AccumulatorChangeEmitter.BeginWalk(writer, run, "start", "end")
                : AccumulatorChangeEmitter.BeginWalk(writer, run))
            {
                for (int v = 0; v < run.Unrolled; v++)
                {
                    string offset = AccumulatorChangeEmitter.Offset(v);
                    string load = $"S.Load(ref inputs, {offset})";
                    writer.Line($"V a{v} = {(clips ? $"S.Clip({load}, top)" : load)};");
                    string product = plan.Shape.IsSquared ? $"S.Multiply(a{v}, S.Load(ref weights, {offset}))" : $"S.Load(ref weights, {offset})";
                    writer.Line($"S.MultiplyAdd({product}, a{v}, ref {sums[v % sums.Length]});");
                }
            }

            // Pairwise, so that no addition waits for all others.
            while (sums.Length > 1)
            {
                sums = [.. Enumerable.Range(0, (sums.Length + 1) / 2).Select(i => 2 * i + 1 < sums.Length ? $"S.Add({sums[2 * i]}, {sums[2 * i + 1]})" : sums[2 * i])];
            }

            writer.Line($"return {sums[0]};");
        }
    }

    private static void EmitClip(CodeWriter writer, AccumulatorPlan plan)
    {
        writer.Line(Names.InlinedAttribute);
        using (writer.Begin("private static void Clip(ref short sums, ref short activations)"))
        {
            writer.Line($"V top = S.Create({plan.Shape.HiddenScale});");
            using (AccumulatorChangeEmitter.BeginWalk(writer, ProductRun.Of(plan.Sums)))
            {
                for (int v = 0; v < plan.Sums.Unrolled; v++)
                {
                    string offset = AccumulatorChangeEmitter.Offset(v);
                    writer.Line($"S.Store(S.Clip(S.Load(ref sums, {offset}), top), ref activations, {offset});");
                }
            }
        }
    }

    private static string Name(AccumulatorPlan plan, AccumulatorLayerPlan layer) => layer == plan.Output ? "Output" : $"Layer{layer.Index}";

    /// <summary>What the output layer reads where it stands behind the accumulators.</summary>
    private static string Halves(AccumulatorPlan plan) => plan.Shape.Perspectives == 2 ? "ref own, ref other" : "ref own";

    private static string OutputParameters(AccumulatorPlan plan) =>
        !plan.IsShallow ? "ref short activations, ref short weights"
        : plan.Shape.Perspectives == 2 ? "ref short own, ref short other, ref short weights"
        : "ref short own, ref short weights";

    /// <summary>A sum of squared activations has the hidden scale once more than one of activations.</summary>
    private static string Divided(AccumulatorNetworkShape shape, string sum) => shape.IsSquared ? $"({sum} / {shape.HiddenScale})" : sum;

    private static string Scales(AccumulatorNetworkShape shape) =>
        shape.IsSquared ? $"{shape.HiddenScale} x {shape.HiddenScale} x {shape.OutputScale}" : $"{shape.HiddenScale} x {shape.OutputScale}";
}
