using Unrolled.Generator.Planning;
using Buffer = Unrolled.Generator.Planning.Buffer;

namespace Unrolled.Generator.Emission;

/// <summary>The passes over a chunk of samples: each operation of the plan as a call of a layer or of the runtime.</summary>
internal static class PassEmitter
{
    private const string Activations = $"{Names.Internal}.ActivationPasses";
    private const string Losses = $"{Names.Internal}.LossPasses";
    private const string LossSum = $"ref {Names.Internal}.LossSum losses";
    private const string OfLoss = $"where TLoss : struct, {Names.Internal}.ILossPass";

    public static void Emit(CodeWriter writer, NetworkPlan plan)
    {
        string outputs = $"a{plan.OutputLayer.Index}";
        writer.Line("// All layers' activations for some samples; the result refers to the outputs.");
        writer.Line(Names.PassAttribute);
        const string Infer = "public static ref float Infer(ref float parameters, ref float inputs, int count, ref float scratch)";
        const string Propagate = "ref Propagate(ref parameters, ref inputs, count, ref scratch);";
        Buffer results = plan.Passes.Results;
        if (plan.Passes.Outputs.Count == 0)
        {
            writer.Line($"{Infer} => {Propagate}");
        }
        else
        {
            using (writer.Begin(Infer))
            {
                writer.Line($"ref float {outputs} = {Propagate}");
                ScratchEmitter.EmitBuffers(writer, plan.Scratch, Staged(plan));
                EmitOperations(writer, plan.Passes.Outputs);
                writer.Line($"return ref {results.Name};");
            }
        }

        writer.Line();
        writer.Line("// Activations of the hidden layers and pre-activations of the output layer, which the result refers to.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin("private static ref float Propagate(ref float parameters, ref float inputs, int count, ref float scratch)"))
        {
            ScratchEmitter.EmitBuffers(writer, plan.Scratch, plan.Scratch.Of(BufferUse.Inference).Except(Staged(plan)));
            EmitOperations(writer, plan.Passes.Forward);
            writer.Line($"return ref {outputs};");
        }

        writer.Line();
        EmitLoss(writer, plan);
        writer.Line();
        EmitSumLosses(writer, plan);
        writer.Line();
        EmitBackpropagate(writer, plan);
        writer.Line();
        EmitInputGradient(writer, plan);
        writer.Line();
        EmitUpdate(writer, plan);
        if (plan.Passes.TrainingForward.OfType<ForwardOperation>().First() is { Layer.IsDivided: true } first)
        {
            writer.Line();
            EmitFirstLayer(writer, plan, first);
        }
    }

    /// <summary>The buffer behind an output stage, if there is one.</summary>
    private static IEnumerable<Buffer> Staged(NetworkPlan plan) =>
        plan.Passes.Outputs.OfType<StageOperation>().Select(stage => stage.To);

    private static void EmitFirstLayer(CodeWriter writer, NetworkPlan plan, ForwardOperation first)
    {
        PanelRun run = first.Layer.Panels[0];
        KernelShape kernel = first.Layer.ForwardKernels[0];
        writer.Line($"public static int FirstLayerParts => {(kernel.IsDivided ? $"{kernel.Name}.Parts" : $"{run.Count}")};");
        writer.Line();
        writer.Line("// Pre-activations of a share of the first layer's units, for all samples of the scratch.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin(
            $"public static void SumFirstLayer(ref float parameters, ref float inputs, int count, ref float scratch, {Names.Share} share)"))
        {
            ScratchEmitter.EmitBuffers(writer, plan.Scratch, [first.Outputs]);
            writer.Line(Forward(first, "share"));
        }
    }

    private static void EmitLoss(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("// From the output layer's pre-activations to the losses and the deltas.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private static void Loss({References(LossBuffers(plan))}, int count, float scale, {LossSum})"))
        {
            EmitOperations(writer, plan.Passes.Loss);
        }

        writer.Line();
        writer.Line("// The same for a loss that goes by the outputs.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private static void Loss<TLoss>({References(ChosenLossBuffers(plan))}, int count, float scale, {LossSum})", OfLoss))
        {
            EmitOperations(writer, plan.Passes.ChosenLoss);
        }
    }

    private static string References(IEnumerable<Buffer> buffers) => string.Join(", ", buffers.Select(b => $"ref float {b.Name}"));

    /// <summary>What the operations of the loss read and write, in the order of the parameters: the output layer's activations first.</summary>
    private static Buffer[] LossBuffers(NetworkPlan plan)
    {
        LossOperation loss = plan.Passes.Loss.OfType<LossOperation>().Single();
        return [.. Before(plan.Passes.Loss), loss.Values, loss.Targets, loss.Deltas, .. Kept(plan.Passes.Loss)];
    }

    /// <inheritdoc cref="LossBuffers"/>
    private static Buffer[] ChosenLossBuffers(NetworkPlan plan)
    {
        ChosenLossOperation loss = plan.Passes.ChosenLoss.OfType<ChosenLossOperation>().Single();
        return [.. Before(plan.Passes.ChosenLoss), loss.Outputs, loss.Targets, loss.Deltas, .. Kept(plan.Passes.ChosenLoss)];
    }

    /// <summary>What an output stage makes the outputs of.</summary>
    private static IEnumerable<Buffer> Before(IReadOnlyList<Operation> operations) => operations.OfType<StageOperation>().Select(stage => stage.From);

    private static IEnumerable<Buffer> Kept(IReadOnlyList<Operation> operations) => operations.OfType<KeepOperation>().Select(keep => keep.To);

    private static void EmitSumLosses(CodeWriter writer, NetworkPlan plan)
    {
        LayerPlan output = plan.OutputLayer;
        Buffer[] buffers = LossBuffers(plan);
        Buffer a = buffers[0];
        Buffer results = plan.Passes.Results;
        writer.Line("// The losses, and the outputs in rows without padding; the deltas that come with them are not used.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin(
            "public static void SumLosses(ref float parameters, ref float inputs, ref float targets, ref float outputs, int count, ref float scratch, "
            + $"{LossSum})"))
        {
            writer.Line($"ref float {a.Name} = ref Propagate(ref parameters, ref inputs, count, ref scratch);");
            ScratchEmitter.EmitBuffers(writer, plan.Scratch, plan.Scratch.Of(BufferUse.Loss).Where(b => b.Use == BufferUse.Loss || Staged(plan).Contains(b)));
            EmitLossCall(writer, buffers, "1f");
            EmitOperations(writer, plan.Passes.OutputsAfterLoss);
            writer.Line($"{Names.Internal}.Panels.CopyRows(ref {results.Name}, {output.Stride}, "
                + $"Spans.CreateSpan(ref outputs, {Names.PerSample(output.FanOut)}), {output.FanOut});");
        }
    }

    private static void EmitBackpropagate(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("// Activations, losses and deltas of some samples, from the first row on, in scratch that is laid out for so many rows. False, and");
        writer.Line("// no losses, where an input is not finite. The compiler knows which loss it is.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin(
            "public static bool Backpropagate<TLoss>(ref float parameters, ref float inputs, ref float targets, int first, int count, int rows, "
            + $"float scale, ref float scratch, ref float transposed, {Names.Internal}.DropoutMask dropout, {LossSum}, bool hasSums)", OfLoss))
        {
            ScratchEmitter.EmitBuffers(writer, plan.Scratch, plan.Scratch.Of(BufferUse.Training), "rows", "first");
            writer.Line();
            using (writer.BeginIfAny(plan.Passes.TrainingForward[0] is ForwardOperation { Layer.IsDivided: true } ? "if (!hasSums)" : ""))
            {
                Emit(writer, plan.Passes.TrainingForward[0]);
            }

            EmitOperations(writer, plan.Passes.TrainingForward.Skip(1));
            using (writer.Begin($"if (typeof(TLoss) == typeof({Names.OwnLoss}))"))
            {
                EmitLossCall(writer, LossBuffers(plan), "scale");
            }

            using (writer.Begin("else"))
            {
                EmitLossCall(writer, ChosenLossBuffers(plan), "scale", "<TLoss>");
                using (writer.Begin("if (!TLoss.HasDeltas)"))
                {
                    writer.Line("return true;");
                }
            }

            writer.Line();
            EmitOperations(writer, plan.Passes.Backward);
            writer.Line("return true;");
        }
    }

    private static void EmitInputGradient(CodeWriter writer, NetworkPlan plan)
    {
        InputGradientOperation operation = plan.Passes.InputGradient.OfType<InputGradientOperation>().Single();
        Buffer result = operation.InputDeltas;
        writer.Line("// The gradients of the inputs of some samples, in rows without padding, once all deltas are there.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin(
            "public static void InputGradient(ref float parameters, int first, int count, int rows, ref float scratch, ref float transposed, "
            + "ref float gradients)"))
        {
            IEnumerable<Buffer> staged = plan.Passes.InputGradient.OfType<StageGradientOperation>().Select(stage => stage.Results);
            ScratchEmitter.EmitBuffers(writer, plan.Scratch, [operation.Deltas, result, .. staged], "rows", "first");
            EmitOperations(writer, plan.Passes.InputGradient);
            writer.Line($"{Names.Internal}.Panels.CopyRows(ref {result.Name}, {result.PerSample}, "
                + $"Spans.CreateSpan(ref gradients, {Names.PerSample(plan.Shape.InputSize)}), {plan.Shape.InputSize});");
        }
    }

    private static void EmitUpdate(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("// Adds the gradient, summed over all samples of the scratch, to a share of the target, which may be the parameters themselves:");
        writer.Line("// all deltas have passed through them by now.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin(
            $"public static void Update(ref float target, ref float inputs, int count, ref float scratch, {Names.Share} share)"))
        {
            IEnumerable<Buffer> read = plan.Passes.Update.OfType<ParameterGradientOperation>().SelectMany(o => new[] { o.Inputs, o.Deltas });
            ScratchEmitter.EmitBuffers(writer, plan.Scratch, plan.Scratch.Buffers.Where(b => b.PerList > 0 || read.Contains(b)));
            EmitOperations(writer, plan.Passes.Update);
        }
    }

    private static void EmitLossCall(CodeWriter writer, Buffer[] buffers, string scale, string typeArgument = "") =>
        writer.Line($"Loss{typeArgument}({string.Join(", ", buffers.Select(b => $"ref {b.Name}"))}, count, {scale}, ref losses);");

    public static void EmitOperations(CodeWriter writer, IEnumerable<Operation> operations)
    {
        foreach (Operation operation in operations)
        {
            Emit(writer, operation);
        }
    }

    private static void Emit(CodeWriter writer, Operation operation)
    {
        switch (operation)
        {
            case ForwardOperation forward:
                writer.Line(Forward(forward, $"{Names.Share}.All"));
                break;
            case CheckInputsOperation check:
                EmitInputCheck(writer, check);
                break;
            case ActivateOperation activate:
                EmitActivation(writer, activate);
                break;
            case KeepOperation keep:
                writer.Line($"{Block(keep.From)}.CopyTo({Block(keep.To)});");
                break;
            case DropOperation { Layer: LayerPlan layer } drop:
                writer.Line($"dropout.Apply({Block(drop.Values)}, {layer.Stride}, layer: {layer.Index}, probability: {Names.Number(layer.Dropout)});");
                break;
            case LossOperation loss:
                EmitLoss(writer, loss);
                break;
            case StageOperation stage:
                StageEmitter.EmitApply(writer, stage);
                break;
            case StageGradientOperation stage:
                StageEmitter.EmitGradient(writer, stage);
                break;
            case ChosenLossOperation { Layer: LayerPlan layer } loss:
                writer.Line($"TLoss.Run({Block(loss.Outputs)}, ref {loss.Targets.Name}, {layer.FanOut}, {layer.Stride}, scale, {Block(loss.Deltas)}, ref losses);");
                break;
            case ClearOperation clear:
                writer.Line($"{Block(clear.Values)}.Clear();");
                break;
            case InputGradientOperation { Layer: DenseLayerPlan layer } gradient:
                writer.Line($"BackwardLayer{layer.Index}(ref {gradient.Deltas.Name}, ref parameters, ref {gradient.InputDeltas.Name}, ref {gradient.Transposed.Name}, count);");
                break;
            case DifferentiateOperation differentiate:
                EmitDerivative(writer, differentiate);
                break;
            case ParameterGradientOperation { Layer: DenseLayerPlan layer } gradient:
                writer.Line();
                using (writer.Begin($"if (share.Includes({layer.Index - 1}))"))
                {
                    writer.Line($"UpdateLayer{layer.Index}(ref {gradient.Inputs.Name}, ref {gradient.Deltas.Name}, ref target, count{Lists(layer)}, share);");
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, null);
        }
    }

    private static string Forward(ForwardOperation forward, string units)
    {
        DenseLayerPlan layer = forward.Layer;
        string share = layer.IsDivided ? $", {units}" : "";
        return $"ForwardLayer{layer.Index}(ref {forward.Inputs.Name}, ref parameters, ref {forward.Outputs.Name}, count{Lists(layer)}{share});";
    }

    private static string Lists(DenseLayerPlan layer) => layer.IsSparse ? ", ref lists" : "";

    private static string Block(Buffer buffer) => $"Spans.CreateSpan(ref {buffer.Name}, {Names.PerSample(buffer.PerSample)})";

    private static void EmitInputCheck(CodeWriter writer, CheckInputsOperation check)
    {
        string inputs = $"Spans.CreateReadOnlySpan(ref {check.Inputs.Name}, {Names.PerSample(check.Inputs.PerSample)})";
        string sums = check.Sums is null ? "" : $"!{Names.Internal}.Check.IsFinite({Block(check.Sums)}) && ";
        using (writer.Begin($"if ({sums}!{Names.Internal}.Check.IsFinite({inputs}))"))
        {
            writer.Line("// Whoever called says which input it is.");
            writer.Line("return false;");
        }

        writer.Line();
    }

    private static void EmitLoss(CodeWriter writer, LossOperation operation)
    {
        LayerPlan layer = operation.Layer;
        LossRow loss = operation.Loss;
        string pass = loss.IsElementwise ? $"Sum<{Names.Numerics}.{loss.Loss}Function>" : $"{loss.Loss}";
        string targets = $"Spans.CreateReadOnlySpan(ref {operation.Targets.Name}, {Names.PerSample(operation.Targets.PerSample)})";
        writer.Line($"{Losses}.{pass}("
            + $"{Block(operation.Values)}, {targets}, {layer.FanOut}, {layer.Stride}, scale, {Block(operation.Deltas)}, ref losses);");
    }

    private static void EmitActivation(CodeWriter writer, ActivateOperation activate)
    {
        LayerPlan layer = activate.Layer;
        ActivationRow activation = layer.Activation;
        if (activation.IsRowwise)
        {
            writer.Line($"{Activations}.{activation.Activation}Rows({Block(activate.Values)}, count, {layer.Stride}, {layer.FanOut});");
        }
        else
        {
            writer.Line($"{Activations}.Apply<{Names.Function(layer)}>({Block(activate.Values)});");
        }
    }

    private static void EmitDerivative(CodeWriter writer, DifferentiateOperation differentiate)
    {
        LayerPlan layer = differentiate.Layer;
        ActivationRow activation = layer.Activation;
        string blocks = $"{Block(differentiate.Values)}, {Block(differentiate.Deltas)}";
        if (activation.IsRowwise)
        {
            writer.Line($"{Activations}.MultiplyBy{activation.Activation}Jacobian({blocks}, {layer.Stride});");
        }
        else
        {
            writer.Line($"{Activations}.MultiplyByDerivative<{Names.Function(layer)}>({blocks});");
        }
    }
}
