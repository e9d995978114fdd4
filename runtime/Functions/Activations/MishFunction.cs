using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = z tanh(ln(1 + e^z)), and its derivative: one a may come from two z.</summary>
/// <remarks>
/// With w = e^-|z|, which does not overflow, tanh(ln(1 + e^z)) is n / d with n = 1 + 2 w and d = n + 2 w^2 where z &gt; 0, else
/// n = w (w + 2) and d = n + 2. The derivative is (n + z c (1 + w) / d) / d, where c is 4 w^2 or 4 w.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MishFunction : IDifferentiableFunction
{
    // Here and below e^z is 0 and so is its product with z, which for an infinite z would be NaN. At minus that f' is 1.
    private const float End = -104f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z)
    {
        TVector w = VectorMath<TSimd, TVector>.Exp(TSimd.Or(z, TSimd.Create(-0f)));
        TVector n = Fraction<TSimd, TVector>(z, w, out TVector d);
        return TSimd.Multiply(VectorMath<TSimd, TVector>.AtLeast(End, z), TSimd.Divide(n, d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector z, TVector delta)
    {
        TVector bounded = VectorMath<TSimd, TVector>.AtLeast(End, VectorMath<TSimd, TVector>.AtMost(-End, z));
        TVector w = VectorMath<TSimd, TVector>.Exp(TSimd.Or(bounded, TSimd.Create(-0f)));
        TVector n = Fraction<TSimd, TVector>(bounded, w, out TVector d);
        TVector c = TSimd.Multiply(w, TSimd.Select(TSimd.GreaterThan(bounded, TSimd.Zero), w, TSimd.Create(1f)));
        TVector slope = TSimd.Multiply(TSimd.Multiply(bounded, 4f), TSimd.Multiply(c, TSimd.Add(w, 1f)));
        return TSimd.Multiply(delta, TSimd.Divide(TSimd.Add(n, TSimd.Divide(slope, d)), d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Fraction<TSimd, TVector>(TVector z, TVector w, out TVector d)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector isPositive = TSimd.GreaterThan(z, TSimd.Zero);
        TVector n = TSimd.Select(isPositive, TSimd.MultiplyAdd(w, 2f, 1f), TSimd.Multiply(w, TSimd.Add(w, 2f)));
        TVector rest = TSimd.Select(isPositive, TSimd.Multiply(w, w), TSimd.Create(1f));
        d = TSimd.MultiplyAdd(rest, 2f, n);
        return n;
    }
}
