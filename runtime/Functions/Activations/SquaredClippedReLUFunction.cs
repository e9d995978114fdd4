using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = c^2 with c = z, at least 0 and at most 1; and 2 z between the ends, told from z: a root of a would be one more rounding.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SquaredClippedReLUFunction : IDifferentiableFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z)
    {
        TVector clipped = VectorMath<TSimd, TVector>.AtLeast(0f, VectorMath<TSimd, TVector>.AtMost(1f, z));
        return TSimd.Multiply(clipped, clipped);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector z, TVector delta)
    {
        TVector isBetween = TSimd.And(TSimd.GreaterThan(z, TSimd.Zero), TSimd.LessThan(z, TSimd.Create(1f)));
        return TSimd.And(TSimd.Multiply(delta, TSimd.Add(z, z)), isBetween);
    }
}
