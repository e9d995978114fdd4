using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = 1 / (1 + e^-z), and a (1 - a).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SigmoidFunction : IDifferentiableFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z) =>
        VectorMath<TSimd, TVector>.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta) =>
        TSimd.Multiply(delta, TSimd.Multiply(a, TSimd.Subtract(TSimd.Create(1f), a)));
}
