using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The parameter block and the constructors that fill it.</summary>
internal static class ConstructorEmitter
{
    public static void Emit(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        writer.Line("// The panels of each layer's weights, then its biases, all padded to whole vectors and aligned to cache lines.");
        writer.Line(Names.GeneratedCode);
        writer.Line($"private {Names.Internal}.AlignedBuffer Parameters = new({plan.ParameterFloats});");
        writer.Line();
        EmitParameterless(writer, type, plan);

        writer.Line();
        writer.Doc(
            "A network with random parameters: " + string.Join("; ", plan.Layers.Select(Distribution)) + "; biases 0.",
            "<param name=\"seed\">The same seed gives the same parameters.</param>");
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"public {type.Name}(int seed)"))
        {
            writer.Line("float[] initial = new float[ParameterCount];");
            writer.Line($"{Names.Internal}.Initializer initializer = new(seed);");
            long offset = 0;
            foreach (LayerPlan layer in plan.Layers)
            {
                var dense = new DenseLayer(layer.FanIn, layer.FanOut);
                string method = layer.Activation.IsRectifier ? "He" : "LeCun";
                writer.Line($"initializer.{method}(global::System.MemoryExtensions.AsSpan(initial, {offset}, {dense.Weights}), fanIn: {layer.FanIn});");
                offset += dense.Parameters;
            }

            writer.Line("SetParameters(initial);");
            EmitDropoutSeed(writer, plan);
        }

        writer.Line();
        writer.Doc(
            "A network with random weights drawn as one likes; biases 0.",
            "<param name=\"seed\">The same seed gives the same parameters.</param>",
            "<param name=\"initialization\">How the weights are drawn.</param>");
        Names.MarkNotCompliant(writer, type, ClsMark.Members);
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"public {type.Name}(int seed, global::Unrolled.Initialization initialization)"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(initialization);");
            writer.Line("SetParameters(initialization.Draw(Layers, seed));");
            EmitDropoutSeed(writer, plan);
        }
    }

    private static void EmitParameterless(CodeWriter writer, TypeSpec type, NetworkPlan plan)
    {
        if (type.Parameters is not { } parameters)
        {
            writer.Doc("A network with the random parameters of seed 0: the same each time. Give each of several networks a seed of its own.");
            writer.Line(Names.GeneratedCode);
            using (writer.Begin($"public {type.Name}() : this(0)"))
            {
            }

            return;
        }

        writer.Doc($"A network with the parameters of {Names.Escape(parameters.File)}, which are in the assembly.");
        writer.Line(Names.GeneratedCode);
        writer.Line($"public {type.Name}() => {Names.Internal}.BakedParameters.Read<{Names.Passes(plan)}>("
            + $"typeof({type.SelfReference}), {Names.Literal(parameters.Resource)}, Parameters);");
    }

    private static void EmitDropoutSeed(CodeWriter writer, NetworkPlan plan)
    {
        if (plan.HasDropout)
        {
            writer.Line("DropoutState = (ulong)(uint)seed << 32;");
        }
    }

    private static string Distribution(LayerPlan layer) =>
        $"weights of layer {layer.Index} from N(0, {(layer.Activation.IsRectifier ? "2" : "1")}/{layer.FanIn}) (variance)";
}
