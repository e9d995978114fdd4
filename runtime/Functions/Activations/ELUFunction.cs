using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = z where z &gt; 0, else e^z - 1, accurate also where it is tiny; and 1 or a + 1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ELUFunction : IDifferentiableFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z) => ELUFunction<Usual>.Apply<TSimd, TVector>(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta) =>
        ELUFunction<Usual>.MultiplyByDerivative<TSimd, TVector>(a, delta);

    private readonly struct Usual : IAlpha
    {
        public static float Value => 1;
    }
}

/// <summary>a = z where z &gt; 0, else alpha (e^z - 1); and 1 or a + alpha.</summary>
/// <typeparam name="TAlpha">alpha.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ELUFunction<TAlpha> : IDifferentiableFunction where TAlpha : struct, IAlpha
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z) => Apply<TSimd, TVector>(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta) =>
        MultiplyByDerivative<TSimd, TVector>(a, delta);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Apply<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // Known when it is compiled: by 1 nothing is multiplied.
        TVector below = VectorMath<TSimd, TVector>.ExpMinusOneOfNegative(z);
        return TSimd.Select(TSimd.GreaterThan(z, TSimd.Zero), z, TAlpha.Value == 1 ? below : TSimd.Multiply(below, TAlpha.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Select(TSimd.GreaterThan(a, TSimd.Zero), delta, TSimd.Multiply(delta, TSimd.Add(a, TAlpha.Value)));
}
