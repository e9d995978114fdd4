using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = z / (1 + e^-z), and s (1 + z (1 - s)) with s the sigmoid of z: one a may come from two z.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SiLUFunction : IDifferentiableFunction
{
    // Here and below the sigmoid is 0 and so is its product with z, which for an infinite z would be NaN. At minus that it is 1.
    private const float End = -89f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z) =>
        TSimd.Multiply(VectorMath<TSimd, TVector>.AtLeast(End, z), VectorMath<TSimd, TVector>.Sigmoid(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector z, TVector delta)
    {
        TVector bounded = VectorMath<TSimd, TVector>.AtLeast(End, VectorMath<TSimd, TVector>.AtMost(-End, z));
        TVector s = VectorMath<TSimd, TVector>.Sigmoid(bounded);
        TVector one = TSimd.Create(1f);
        return TSimd.Multiply(delta, TSimd.Multiply(s, TSimd.MultiplyAdd(bounded, TSimd.Subtract(one, s), one)));
    }
}
