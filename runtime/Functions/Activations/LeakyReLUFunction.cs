using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = z where z &gt; 0, else 0.01 z; and 1 or 0.01.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LeakyReLUFunction : IDifferentiableFunction
{
    private const float Slope = 0.01f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z) =>
        TSimd.Select(TSimd.GreaterThan(z, TSimd.Zero), z, TSimd.Multiply(z, Slope));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta) =>
        TSimd.Select(TSimd.GreaterThan(a, TSimd.Zero), delta, TSimd.Multiply(delta, Slope));
}
