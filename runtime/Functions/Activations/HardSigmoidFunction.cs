using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>a = z / 6 + 1/2, at least 0 and at most 1, a sigmoid of straight lines; and 1/6 between its ends.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HardSigmoidFunction : IDifferentiableFunction
{
    private const float Slope = 1f / 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivationFunction.Apply<TSimd, TVector>(TVector z)
    {
        TVector line = TSimd.MultiplyAdd(z, Slope, 0.5f);
        return VectorMath<TSimd, TVector>.AtLeast(0f, VectorMath<TSimd, TVector>.AtMost(1f, line));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IDifferentiableFunction.MultiplyByDerivative<TSimd, TVector>(TVector a, TVector delta)
    {
        TVector isBetween = TSimd.And(TSimd.GreaterThan(a, TSimd.Zero), TSimd.LessThan(a, TSimd.Create(1f)));
        return TSimd.And(TSimd.Multiply(delta, Slope), isBetween);
    }
}
