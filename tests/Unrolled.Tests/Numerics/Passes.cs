using System.Reflection;
using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled.Tests.Numerics;

/// <summary>The passes of an activation or a loss, found as the generator finds them: by the struct that is named after it.</summary>
internal static class Passes
{
    public delegate void Pass(Span<float> z);

    public delegate void DerivativePass(ReadOnlySpan<float> values, Span<float> delta);

    public delegate void LossPass(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, int outputs, int stride, float scale, Span<float> delta, ref LossSum losses);

    /// <summary>The activations that take each unit for itself.</summary>
    public static IEnumerable<Activation> Elementwise => Select(row => !row.IsRowwise && !row.IsIdentity);

    /// <summary>Those that have a derivative.</summary>
    public static IEnumerable<Activation> Differentiable => Select(row => !row.IsRowwise && !row.IsIdentity && row.IsDifferentiable);

    public static IEnumerable<Loss> Losses => LossRow.All.Where(row => row.IsElementwise).Select(row => row.Loss);

    public static Pass Apply(Activation activation) => Of<Pass>(typeof(ActivationPasses), "Apply", $"{activation}Function");

    public static DerivativePass Derivative(Activation activation) =>
        Of<DerivativePass>(typeof(ActivationPasses), "MultiplyByDerivative", $"{activation}Function");

    public static LossPass Sum(Loss loss) => Of<LossPass>(typeof(LossPasses), "Sum", $"{loss}Function");

    /// <summary>What training keeps for the derivative at z: a, or z itself where a does not tell it.</summary>
    public static float[] Kept(Activation activation, float[] z)
    {
        float[] kept = [.. z];
        if (!ActivationRow.Of(activation).NeedsZ)
        {
            Apply(activation)(kept);
        }

        return kept;
    }

    private static IEnumerable<Activation> Select(Func<ActivationRow, bool> isWanted) =>
        ActivationRow.All.Where(isWanted).Select(row => row.Activation);

    private static TDelegate Of<TDelegate>(Type passes, string method, string function) where TDelegate : Delegate
    {
        string name = $"{typeof(IActivationFunction).Namespace}.{function}";
        Type type = passes.Assembly.GetType(name) ?? throw new TypeLoadException($"A struct {name} is needed.");
        MethodInfo generic = passes.GetMethods().Single(m => m.Name == method && m.GetGenericArguments().Length == 1);
        return generic.MakeGenericMethod(type).CreateDelegate<TDelegate>();
    }
}
