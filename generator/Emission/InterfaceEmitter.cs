using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The static members of INetwork, explicit so that they take no names from the user.</summary>
internal static class InterfaceEmitter
{
    public static void Emit(CodeWriter writer, NetworkPlan plan)
    {
        string self = plan.Spec.Type.SelfReference;
        string network = $"global::Unrolled.INetwork<{self}>";
        string activations = string.Join(", ", plan.Spec.Activations.Select(a => $"global::Unrolled.Activation.{a}"));
        string[] members =
        [
            $"static int {network}.InputSize => InputSize;",
            $"static int {network}.OutputSize => OutputSize;",
            $"static int {network}.ParameterCount => ParameterCount;",
            $"static global::System.ReadOnlySpan<int> {network}.Layers => Layers;",
            $"static global::System.ReadOnlySpan<global::Unrolled.Activation> {network}.Activations => new global::Unrolled.Activation[] {{ {activations} }};",
            $"static global::Unrolled.Loss {network}.Loss => global::Unrolled.Loss.{plan.Spec.Loss};",
            $"static {self} {network}.Create(int seed) => new {self}(seed);",
        ];
        for (int i = 0; i < members.Length; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            writer.Line(Names.GeneratedCode);
            writer.Line(members[i]);
        }
    }
}
