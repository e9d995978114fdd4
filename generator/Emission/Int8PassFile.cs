using Unrolled.Generator.Planning;
using Buffer = Unrolled.Generator.Planning.Buffer;

namespace Unrolled.Generator.Emission;

/// <summary>The file with what all integer networks of one shape compute: layer after layer, each by the one kernel that the library has.</summary>
internal static class Int8PassFile
{
    private const string Layer = $"{Names.Internal}.Int8Layer";

    /// <summary>Units that a row of activations is padded to a multiple of.</summary>
    private const int Padding = 16;

    /// <summary>The type.</summary>
    public static string Name(NetworkPlan plan) => $"global::{SharedFile.Namespace}.{ShortName(plan)}";

    public static GeneratedFile Emit(NetworkPlan plan) => SharedFile.Write(
        ShortName(plan),
        writer =>
        {
            writer.Line($"// What every {string.Join("-", plan.Shape.Layers)} network with these activations and this loss computes in integers.");
            writer.Line(Names.GeneratedCode);
            using (writer.Begin($"internal readonly struct {ShortName(plan)} : {Names.Internal}.IInt8Passes"))
            {
                EmitSizes(writer, plan);
                writer.Line();
                EmitInference(writer, plan);
                writer.Line();
                EmitActivations(writer, plan);
                writer.Line();
                EmitOutputs(writer, plan);
                writer.Line();
                EmitLosses(writer, plan);
            }
        },
        SharedFile.Spans,
        SharedFile.NativeInteger);

    private static string ShortName(NetworkPlan plan) => $"{plan.Shape.Name}_Int8";

    private static IEnumerable<LayerPlan> Hidden(NetworkPlan plan) => plan.Layers.Where(layer => layer != plan.OutputLayer);

    private static int Row(LayerPlan layer) => (layer.FanOut + Padding - 1) / Padding * Padding;

    private static void EmitSizes(CodeWriter writer, NetworkPlan plan)
    {
        string activations = string.Join(", ", plan.Shape.Activations.Select(a => $"global::Unrolled.Activation.{a}"));
        writer.Line($"public static global::System.ReadOnlySpan<int> Layers => new int[] {{ {string.Join(", ", plan.Shape.Layers)} }};");
        writer.Line($"public static global::System.ReadOnlySpan<global::Unrolled.Activation> Activations => new global::Unrolled.Activation[] {{ {activations} }};");
        writer.Line($"public static int OutputStride => {plan.OutputLayer.Stride};");
        writer.Line($"public static int ActivationBytes => {Hidden(plan).Sum(Row)};");
    }

    private static void EmitInference(CodeWriter writer, NetworkPlan plan)
    {
        string outputs = $"a{plan.OutputLayer.Index}";
        writer.Line("// Bytes from layer to layer; the last one's sums become pre-activations.");
        writer.Line(Names.PassAttribute);
        using (writer.Begin(
            $"public static void Infer(global::System.ReadOnlySpan<{Layer}> layers, ref byte inputs, int count, ref int integers, ref byte scratch, ref float {outputs})"))
        {
            int before = 0;
            foreach (LayerPlan layer in Hidden(plan))
            {
                writer.Line($"ref byte a{layer.Index} = ref {(before == 0 ? "scratch" : $"Refs.Add(ref scratch, (nint)count * {before})")};");
                before += Row(layer);
            }

            foreach (LayerPlan layer in plan.Layers)
            {
                string inputs = layer.Index == 1 ? "inputs" : $"a{layer.Index - 1}";
                string call = $"layers[{layer.Index - 1}].";
                writer.Line($"// {Wording.Count(layer.FanIn, "input")}, {Wording.Count(layer.FanOut, "unit")}");
                writer.Line(layer == plan.OutputLayer
                    ? $"{call}Numbers(ref {inputs}, count, ref integers, ref {outputs}, OutputStride);"
                    : $"{call}Activate(ref {inputs}, count, ref integers, ref a{layer.Index});");
            }
        }
    }

    private static void EmitActivations(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("// What the table of a hidden layer is made of.");
        using (writer.Begin("public static void Activate(int layer, global::System.Span<float> z)"))
        {
            LayerPlan[] curved = [.. Hidden(plan).Where(layer => !layer.Activation.IsIdentity)];
            if (curved.Length == 0)
            {
                return;
            }

            using (writer.Begin("switch (layer)"))
            {
                foreach (LayerPlan layer in curved)
                {
                    writer.Line($"case {layer.Index}:");
                    using (writer.Indented())
                    {
                        writer.Line($"{Names.Internal}.ActivationPasses.Apply<{Names.Function(layer)}>(z);");
                        writer.Line("break;");
                    }
                }
            }
        }
    }

    private static void EmitOutputs(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("// From pre-activations to outputs.");
        using (writer.Begin($"public static void ActivateOutputs(ref float a{plan.OutputLayer.Index}, int count)"))
        {
            PassEmitter.EmitOperations(writer, plan.Passes.Outputs);
        }
    }

    private static void EmitLosses(CodeWriter writer, NetworkPlan plan)
    {
        LossOperation loss = plan.Passes.Loss.OfType<LossOperation>().Single();
        Buffer deltas = loss.Deltas;
        writer.Line("// The same, and the losses; the deltas that come with them are not used.");
        using (writer.Begin(
            $"public static void SumLosses(ref float {loss.Values.Name}, ref float {loss.Targets.Name}, ref float {deltas.Name}, int count, ref {Names.Internal}.LossSum losses)"))
        {
            writer.Line("const float scale = 1;");
            PassEmitter.EmitOperations(writer, plan.Passes.Loss.TakeWhile(o => o != loss).OfType<ActivateOperation>());
            PassEmitter.EmitOperations(writer, [loss]);
            PassEmitter.EmitOperations(writer, plan.Passes.OutputsAfterLoss);
        }
    }
}
