using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = z / 2 (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3))), the tanh form, and its own derivative: one a may come from two z.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GELUFunction : IDifferentiableFunction
{
    // The argument of the sigmoid: 2 sqrt(2 / pi) z + 2 sqrt(2 / pi) 0.044715 z^3.
    private const float Linear = 1.59576912f;
    private const float Cubic = 0.0713548163f;

    // Here and below the sigmoid is 0 and so is its product with z, which for an infinite z would be NaN. At minus that it is 1.
    private const float End = -11f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z)
    {
        // (1 + tanh t) / 2 is the sigmoid of 2 t.
        TVector slope = TSimd.MultiplyAdd(TSimd.Multiply(z, z), Cubic, Linear);
        return TSimd.Multiply(VectorMath<TSimd, TVector>.AtLeast(End, z), VectorMath<TSimd, TVector>.Sigmoid(TSimd.Multiply(z, slope)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector z, TVector delta)
    {
        // With s the sigmoid of u = z (linear + cubic z^2): s + z s (1 - s) u'. Beyond its end it is 0 or 1, and z^2 need not overflow.
        TVector bounded = VectorMath<TSimd, TVector>.AtLeast(End, VectorMath<TSimd, TVector>.AtMost(-End, z));
        TVector square = TSimd.Multiply(bounded, bounded);
        TVector argument = TSimd.Multiply(bounded, TSimd.MultiplyAdd(square, Cubic, Linear));
        TVector s = VectorMath<TSimd, TVector>.Sigmoid(argument);
        TVector slope = TSimd.MultiplyAdd(square, 3 * Cubic, Linear);
        TVector one = TSimd.Create(1f);
        TVector derivative = TSimd.Multiply(s, TSimd.MultiplyAdd(TSimd.Multiply(bounded, slope), TSimd.Subtract(one, s), one));
        return TSimd.Multiply(delta, derivative);
    }
}
