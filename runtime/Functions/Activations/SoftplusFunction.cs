using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = ln(1 + e^z), and 1 - e^-a, which is the sigmoid of z.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SoftplusFunction : IDifferentiableFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z) =>
        VectorMath<TSimd, TVector>.Softplus(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta) =>
        TSimd.Multiply(delta, TSimd.Negate(VectorMath<TSimd, TVector>.ExpMinusOneOfNegative(TSimd.Negate(a))));
}
