using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = z where z &gt; 0, else 0.01 z; and 1 or 0.01.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LeakyReLUFunction : IDifferentiableFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z) => LeakyReLUFunction<Usual>.Apply<TSimd, TVector>(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta) =>
        LeakyReLUFunction<Usual>.MultiplyByDerivative<TSimd, TVector>(a, delta);

    private readonly struct Usual : IAlpha
    {
        public static float Value => 0.01f;
    }
}

/// <summary>a = z where z &gt; 0, else alpha z; and 1 or alpha.</summary>
/// <typeparam name="TAlpha">alpha.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LeakyReLUFunction<TAlpha> : IDifferentiableFunction where TAlpha : struct, IAlpha
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z) => Apply<TSimd, TVector>(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta) =>
        MultiplyByDerivative<TSimd, TVector>(a, delta);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Apply<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Select(TSimd.GreaterThan(z, TSimd.Zero), z, TSimd.Multiply(z, TAlpha.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Select(TSimd.GreaterThan(a, TSimd.Zero), delta, TSimd.Multiply(delta, TAlpha.Value));
}
