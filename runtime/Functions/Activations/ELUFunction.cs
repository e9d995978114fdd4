using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = z where z &gt; 0, else e^z - 1, accurate also where it is tiny; and 1 or a + 1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ELUFunction : IDifferentiableFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z)
    {
        TVector below = VectorMath<TSimd, TVector>.ExpMinusOneOfNegative(z);
        return TSimd.Select(TSimd.GreaterThan(z, TSimd.Zero), z, below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta) =>
        TSimd.Select(TSimd.GreaterThan(a, TSimd.Zero), delta, TSimd.Multiply(delta, TSimd.Add(a, 1f)));
}

/// <summary>a = z where z &gt; 0, else alpha (e^z - 1); and 1 or a + alpha.</summary>
/// <typeparam name="TAlpha">alpha.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ELUFunction<TAlpha> : IDifferentiableFunction where TAlpha : struct, IAlpha
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z)
    {
        TVector below = TSimd.Multiply(VectorMath<TSimd, TVector>.ExpMinusOneOfNegative(z), TAlpha.Value);
        return TSimd.Select(TSimd.GreaterThan(z, TSimd.Zero), z, below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta) =>
        TSimd.Select(TSimd.GreaterThan(a, TSimd.Zero), delta, TSimd.Multiply(delta, TSimd.Add(a, TAlpha.Value)));
}
