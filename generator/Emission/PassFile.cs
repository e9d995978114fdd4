using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The file with what all networks of one shape share: passes, layers, the straight line, the order of parameters.</summary>
internal static class PassFile
{
    public static GeneratedFile Emit(NetworkPlan plan) => SharedFile.Write(plan.Shape.Name, writer =>
    {
        writer.Line($"// {Description(plan)}");
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"internal static class {plan.Shape.Name}"))
        {
            if (plan.IsStraightLine)
            {
                StraightLineEmitter.Emit(writer, plan);
                writer.Line();
            }

            PassEmitter.Emit(writer, plan);
            foreach (LayerPlan layer in plan.Layers)
            {
                writer.Line();
                LayerEmitter.Emit(writer, plan, layer);
            }

            writer.Line();
            ParameterOrderEmitter.Emit(writer, plan);
        }
    }, [SharedFile.NativeInteger, .. StraightLineEmitter.Aliases(plan)]);

    private static string Description(NetworkPlan plan) =>
        $"What every {string.Join("-", plan.Shape.Layers)} network with these activations and this loss computes.";
}
