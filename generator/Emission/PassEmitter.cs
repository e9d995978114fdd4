using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The passes over a chunk of samples: which layer's method runs when, and the runtime's activations and losses between them.</summary>
internal static class PassEmitter
{
    private const string Passes = $"{Names.Numerics}.ActivationPasses";
    private const string Losses = $"{Names.Numerics}.LossPasses";

    public static void Emit(CodeWriter writer, NetworkPlan plan)
    {
        LayerPlan output = plan.OutputLayer;
        writer.Line("// All layers' activations for some samples; the result refers to the outputs.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin("internal static ref float Infer(ref float parameters, ref float inputs, int count, ref float scratch)"))
        {
            writer.Line($"ref float a{output.Index} = ref Propagate(ref parameters, ref inputs, count, ref scratch);");
            EmitActivation(writer, output, training: false);
            writer.Line($"return ref a{output.Index};");
        }

        writer.Line();
        EmitPropagate(writer, plan);
        writer.Line();
        EmitOutput(writer, plan);
        writer.Line();
        EmitSumLosses(writer, plan);
        writer.Line();
        EmitAccumulate(writer, plan);
    }

    private static void EmitPropagate(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("// Activations of the hidden layers and pre-activations of the output layer, which the result refers to.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin("private static ref float Propagate(ref float parameters, ref float inputs, int count, ref float scratch)"))
        {
            EmitActivationBlocks(writer, plan);
            EmitLayers(writer, plan, training: false);
            writer.Line($"return ref a{plan.OutputLayer.Index};");
        }
    }

    private static void EmitLayers(CodeWriter writer, NetworkPlan plan, bool training)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            string from = layer.Index == 1 ? "inputs" : $"a{layer.Index - 1}";
            string lists = layer.Index == 1 && plan.IsSparse ? ", ref Refs.As<float, int>(ref scratch)" : "";
            writer.Line($"ForwardLayer{layer.Index}(ref {from}, ref parameters, ref a{layer.Index}, count{lists});");
            if (training && layer.Index == 1)
            {
                EmitInputCheck(writer, layer);
            }

            if (layer != plan.OutputLayer)
            {
                EmitActivation(writer, layer, training);
                if (training)
                {
                    EmitDropout(writer, layer, "a");
                }
            }
        }
    }

    /// <summary>
    /// An input that is not finite is in every sum of its sample, so that it costs nothing to look at these, where to look at all inputs
    /// would.
    /// </summary>
    private static void EmitInputCheck(CodeWriter writer, LayerPlan layer)
    {
        using (writer.Begin($"if (!{Names.Numerics}.Check.IsFinite({Block("a", layer)}) && "
            + $"!{Names.Numerics}.Check.IsFinite({Names.Spans}.CreateReadOnlySpan(ref inputs, {Names.PerSample(layer.FanIn)})))"))
        {
            writer.Line("// Nothing has changed so far. Whoever called says which input it is.");
            writer.Line("return double.NaN;");
        }

        writer.Line();
    }

    private static void EmitAccumulate(CodeWriter writer, NetworkPlan plan)
    {
        LayerPlan output = plan.OutputLayer;
        int last = output.Index;
        writer.Line("// Adds scale times the gradient summed over the samples to the target, which may be the parameters themselves:");
        writer.Line("// a layer's weights are stepped only after its deltas have passed through them. Returns the summed loss, and NaN and");
        writer.Line("// adds nothing where an input is not finite.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"internal static double Accumulate({AccumulateParameters(plan)})"))
        {
            EmitActivationBlocks(writer, plan);
            writer.Line($"ref float d1 = ref Refs.Add(ref a{last}, (nint)count * {output.Stride});");
            for (int l = 2; l <= last; l++)
            {
                writer.Line($"ref float d{l} = ref Refs.Add(ref d{l - 1}, (nint)count * {plan.Layers[l - 2].Stride});");
            }

            string end = $"ref Refs.Add(ref d{last}, (nint)count * {output.Stride})";
            foreach (LayerPlan layer in plan.Layers.Where(l => l.KeptFloats > 0))
            {
                writer.Line($"ref float kept{layer.Index} = {end};");
                end = $"ref Refs.Add(ref kept{layer.Index}, (nint)count * {layer.KeptFloats})";
            }

            if (last > 1)
            {
                writer.Line($"ref float transposed = {end};");
            }

            writer.Line();
            EmitLayers(writer, plan, training: true);
            EmitOutputCall(writer, output);
            foreach (LayerPlan layer in plan.Layers.Reverse())
            {
                int l = layer.Index;
                writer.Line();
                if (l > 1)
                {
                    writer.Line($"BackwardLayer{l}(ref d{l}, ref parameters, ref d{l - 1}, ref transposed, count);");
                    EmitDropout(writer, plan.Layers[l - 2], "d");
                    EmitDerivative(writer, plan.Layers[l - 2]);
                }

                string lists = l == 1 && plan.IsSparse ? ", ref Refs.As<float, int>(ref scratch)" : "";
                writer.Line($"UpdateLayer{l}(ref {(l == 1 ? "inputs" : $"a{l - 1}")}, ref d{l}, ref target, count{lists});");
            }

            writer.Line();
            writer.Line("return loss;");
        }
    }

    /// <summary>The parameters of SumLosses, which each vector width and the choice between them declare alike.</summary>
    public const string LossParameters =
        "ref float parameters, ref float inputs, ref float targets, ref float outputs, int count, ref float scratch";

    /// <summary>The parameters of Accumulate, which each vector width and the choice between them declare alike.</summary>
    public static string AccumulateParameters(NetworkPlan plan) =>
        "ref float parameters, ref float target, ref float inputs, ref float targets, "
        + $"{Names.Input} sampleWeights, int count, float scale, ref float scratch{(plan.HasDropout ? $", {Names.Numerics}.DropoutMask dropout" : "")}";

    private static void EmitOutput(CodeWriter writer, NetworkPlan plan)
    {
        LayerPlan output = plan.OutputLayer;
        int last = output.Index;
        string kept = output.KeptFloats > 0 ? $", ref float kept{last}" : "";
        writer.Line("// From pre-activations to outputs, their summed loss and their deltas.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private static double Loss(ref float a{last}, ref float targets, ref float d{last}{kept}, int count, float scale)"))
        {
            EmitLoss(writer, plan.Spec.Loss, output);
            writer.Line("return loss;");
        }
    }

    private static void EmitSumLosses(CodeWriter writer, NetworkPlan plan)
    {
        LayerPlan output = plan.OutputLayer;
        int last = output.Index;
        writer.Line("// The summed loss, and the outputs in rows without padding; the deltas that come with them are not used.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"internal static double SumLosses({LossParameters})"))
        {
            writer.Line($"ref float a{last} = ref Propagate(ref parameters, ref inputs, count, ref scratch);");
            writer.Line($"ref float d{last} = ref Refs.Add(ref a{last}, (nint)count * {output.Stride});");
            string kept = "";
            if (output.KeptFloats > 0)
            {
                writer.Line($"ref float kept{last} = ref Refs.Add(ref d{last}, (nint)count * {output.Stride});");
                kept = $", ref kept{last}";
            }

            writer.Line($"double loss = Loss(ref a{last}, ref targets, ref d{last}{kept}, count, 1f);");
            if (IsFromPreActivations(plan.Spec.Loss))
            {
                EmitActivation(writer, output, training: false);
            }

            writer.Line($"{Names.Numerics}.Panels.CopyRows(ref a{last}, {output.Stride}, "
                + $"{Names.Spans}.CreateSpan(ref outputs, {Names.PerSample(output.FanOut)}), {output.FanOut});");
            writer.Line("return loss;");
        }
    }

    /// <summary>Whether a loss is computed where nothing has saturated yet, and leaves z in the place of the outputs.</summary>
    private static bool IsFromPreActivations(LossKind loss) =>
        loss is LossKind.BinaryCrossEntropy or LossKind.CrossEntropy or LossKind.Perceptron;

    /// <summary>All samples at once, or one by one where each has its own weight.</summary>
    private static void EmitOutputCall(CodeWriter writer, LayerPlan output)
    {
        int last = output.Index;
        string Row(string name, int stride) => $"ref Refs.Add(ref {name}, {(stride == 1 ? "s" : $"(nint)s * {stride}")})";
        writer.Line("double loss = 0;");
        using (writer.Begin("if (sampleWeights.IsEmpty)"))
        {
            string kept = output.KeptFloats > 0 ? $", ref kept{last}" : "";
            writer.Line($"loss = Loss(ref a{last}, ref targets, ref d{last}{kept}, count, scale);");
        }

        writer.Line();
        using (writer.Begin("for (int s = 0; s < sampleWeights.Length; s++)"))
        {
            string kept = output.KeptFloats > 0 ? $", {Row($"kept{last}", output.Stride)}" : "";
            writer.Line("float weight = sampleWeights[s];");
            writer.Line($"loss += weight * Loss({Row($"a{last}", output.Stride)}, {Row("targets", output.FanOut)}, "
                + $"{Row($"d{last}", output.Stride)}{kept}, 1, scale * weight);");
        }
    }

    private static void EmitActivationBlocks(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line(plan.IsSparse ? $"ref float a1 = ref Refs.Add(ref scratch, {Lists(plan, "count")});" : "ref float a1 = ref scratch;");
        foreach (LayerPlan layer in plan.Layers.Skip(1))
        {
            writer.Line($"ref float a{layer.Index} = ref Refs.Add(ref a{layer.Index - 1}, (nint)count * {layer.InputStride});");
        }
    }

    /// <summary>Floats of scratch for some samples, as code: lists of inputs, then activations, then what training needs besides.</summary>
    public static string Scratch(NetworkPlan plan, string count, bool training)
    {
        string lists = plan.IsSparse ? $"{Lists(plan, count)} + " : "";
        return training
            ? $"{lists}({count} * {plan.TrainingFloats}) + {plan.TransposedFloats}"
            : $"{lists}({count} * {plan.ActivationFloats})";
    }

    /// <summary>The smallest tiles divide by 5, and at most four more follow the largest ones.</summary>
    private static string Lists(NetworkPlan plan, string count) => $"((({count}) / 5) + 4) * {plan.ListFloats}";

    private static string Block(string name, LayerPlan layer) =>
        $"{Names.Spans}.CreateSpan(ref {name}{layer.Index}, {Names.PerSample(layer.Stride)})";

    private static void EmitActivation(CodeWriter writer, LayerPlan layer, bool training)
    {
        ActivationKind kind = layer.Activation.Kind;
        bool keeps = training && layer.KeptFloats > 0;
        string keep = $"{Block("a", layer)}.CopyTo({Block("kept", layer)});";
        if (keeps && layer.Activation.NeedsZ)
        {
            writer.Line(keep);
        }

        if (kind == ActivationKind.Softmax)
        {
            writer.Line($"{Passes}.SoftmaxRows({Block("a", layer)}, count, {layer.Stride}, {layer.FanOut});");
        }
        else if (kind != ActivationKind.Identity)
        {
            writer.Line($"{Passes}.{kind}({Block("a", layer)});");
        }

        if (keeps && !layer.Activation.NeedsZ)
        {
            writer.Line(keep);
        }
    }

    /// <summary>The same mask for activations and deltas, drawn anew each time: that is cheaper than to store it.</summary>
    private static void EmitDropout(CodeWriter writer, LayerPlan layer, string block)
    {
        if (layer.Dropout > 0)
        {
            writer.Line($"dropout.Apply({Block(block, layer)}, {layer.Stride}, layer: {layer.Index}, probability: {Names.Number(layer.Dropout)});");
        }
    }

    private static void EmitDerivative(CodeWriter writer, LayerPlan layer)
    {
        ActivationKind kind = layer.Activation.Kind;
        if (kind == ActivationKind.Softmax)
        {
            writer.Line($"{Losses}.MultiplyBySoftmaxJacobian({Block("a", layer)}, {Block("d", layer)}, {layer.Stride});");
        }
        else if (kind != ActivationKind.Identity)
        {
            writer.Line($"{Passes}.MultiplyBy{kind}Derivative({Block(layer.KeptFloats > 0 ? "kept" : "a", layer)}, {Block("d", layer)});");
        }
    }

    private static void EmitLoss(CodeWriter writer, LossKind loss, LayerPlan output)
    {
        string targets = $"{Names.Spans}.CreateReadOnlySpan(ref targets, {Names.PerSample(output.FanOut)})";
        string a = Block("a", output);
        string d = Block("d", output);
        string shape = $"{output.FanOut}, {output.Stride}";
        switch (loss)
        {
            case LossKind.MeanSquaredError:
            case LossKind.MeanAbsoluteError:
            case LossKind.Huber:
                EmitActivation(writer, output, training: true);
                writer.Line($"double loss = {Losses}.{loss}({a}, {targets}, {shape}, scale, {d});");
                EmitDerivative(writer, output);
                break;

            // From z, where nothing has saturated yet; the derivative of the output is in the delta.
            case LossKind.BinaryCrossEntropy:
            case LossKind.CrossEntropy:
            case LossKind.Perceptron:
                writer.Line($"double loss = {Losses}.{loss}({a}, {targets}, {shape}, scale, {d});");
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(loss), loss, null);
        }
    }
}
