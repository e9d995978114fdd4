using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = tanh z, and 1 - a^2.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TanhFunction : IDifferentiableFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z) =>
        VectorMath<TSimd, TVector>.Tanh(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta) =>
        TSimd.Multiply(delta, TSimd.Subtract(TSimd.Create(1f), TSimd.Multiply(a, a)));
}
