using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = z, at least 0 and at most 1; and 1 between its ends.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ClippedReLUFunction : IDifferentiableFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z) =>
        VectorMath<TSimd, TVector>.AtLeast(0f, VectorMath<TSimd, TVector>.AtMost(1f, z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta) =>
        TSimd.And(delta, TSimd.And(TSimd.GreaterThan(a, TSimd.Zero), TSimd.LessThan(a, TSimd.Create(1f))));
}
