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
            if (layer != plan.OutputLayer)
            {
                EmitActivation(writer, layer, training);
            }
        }
    }

    private static void EmitAccumulate(CodeWriter writer, NetworkPlan plan)
    {
        LayerPlan output = plan.OutputLayer;
        int last = output.Index;
        writer.Line("// Adds scale times the gradient summed over the samples to the target, which may be the parameters themselves:");
        writer.Line("// a layer's weights are stepped only after its deltas have passed through them. Returns the summed loss.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin("internal static double Accumulate(ref float parameters, ref float target, ref float inputs, ref float targets, int count, float scale, ref float scratch)"))
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
                writer.Line($"ref float z{layer.Index} = {end};");
                end = $"ref Refs.Add(ref z{layer.Index}, (nint)count * {layer.KeptFloats})";
            }

            if (last > 1)
            {
                writer.Line($"ref float transposed = {end};");
            }

            writer.Line();
            if (plan.HasTrainingPass)
            {
                EmitLayers(writer, plan, training: true);
            }
            else
            {
                writer.Line("Propagate(ref parameters, ref inputs, count, ref scratch);");
            }

            EmitLoss(writer, plan.Spec.Loss, output);
            foreach (LayerPlan layer in plan.Layers.Reverse())
            {
                int l = layer.Index;
                writer.Line();
                if (l > 1)
                {
                    writer.Line($"BackwardLayer{l}(ref d{l}, ref parameters, ref d{l - 1}, ref transposed, count);");
                    EmitDerivative(writer, plan.Layers[l - 2]);
                }

                string lists = l == 1 && plan.IsSparse ? ", ref Refs.As<float, int>(ref scratch)" : "";
                writer.Line($"UpdateLayer{l}(ref {(l == 1 ? "inputs" : $"a{l - 1}")}, ref d{l}, ref target, count{lists});");
            }

            writer.Line();
            writer.Line("return loss;");
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
        if (training && layer.Activation.NeedsZ)
        {
            writer.Line($"{Block("a", layer)}.CopyTo({Block("z", layer)});");
        }

        if (kind == ActivationKind.Softmax)
        {
            writer.Line($"{Passes}.SoftmaxRows({Block("a", layer)}, count, {layer.Stride}, {layer.FanOut});");
        }
        else if (kind != ActivationKind.Identity)
        {
            writer.Line($"{Passes}.{kind}({Block("a", layer)});");
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
            writer.Line($"{Passes}.MultiplyBy{kind}Derivative({Block(layer.KeptFloats > 0 ? "z" : "a", layer)}, {Block("d", layer)});");
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

            // The losses of probabilities are taken from z, where nothing has saturated yet; then z becomes a.
            case LossKind.BinaryCrossEntropy:
            case LossKind.CrossEntropy:
                writer.Line($"double loss = {Losses}.{loss}({a}, {targets}, {shape});");
                EmitActivation(writer, output, training: true);
                writer.Line($"{Losses}.{loss}Delta({a}, {targets}, {shape}, scale, {d});");
                break;

            case LossKind.Perceptron:
                writer.Line($"double loss = {Losses}.Perceptron({a}, {targets}, {shape}, scale, {d});");
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(loss), loss, null);
        }
    }
}
