using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The parameter block and the constructors that fill it.</summary>
internal static class ConstructorEmitter
{
    public static void Emit(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("// The panels of each layer's weights, then its biases, all padded to whole vectors and aligned to cache lines.");
        writer.Line(Names.GeneratedCode);
        writer.Line($"private {Names.Numerics}.AlignedBuffer Parameters = new({plan.ParameterFloats});");
        writer.Line();
        writer.Doc("A network with the random parameters of seed 0.");
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"public {plan.Spec.Type.Name}() : this(0)"))
        {
        }

        writer.Line();
        writer.Doc(
            "A network with random parameters: " + string.Join("; ", plan.Layers.Select(Distribution)) + "; biases 0.",
            "<param name=\"seed\">The same seed gives the same parameters.</param>");
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"public {plan.Spec.Type.Name}(int seed)"))
        {
            writer.Line("float[] initial = new float[ParameterCount];");
            writer.Line($"var initializer = new {Names.Numerics}.Initializer(seed);");
            int offset = 0;
            foreach (LayerPlan layer in plan.Layers)
            {
                string method = layer.Activation.Rectifier ? "He" : "LeCun";
                int weights = layer.FanIn * layer.FanOut;
                writer.Line($"initializer.{method}(global::System.MemoryExtensions.AsSpan(initial, {offset}, {weights}), fanIn: {layer.FanIn});");
                offset += weights + layer.FanOut;
            }

            writer.Line("SetParameters(initial);");
        }
    }

    private static string Distribution(LayerPlan layer) =>
        $"weights of layer {layer.Index} from N(0, {(layer.Activation.Rectifier ? "2" : "1")}/{layer.FanIn}) (variance)";
}
