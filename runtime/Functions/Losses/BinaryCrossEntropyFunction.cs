using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>
/// -[y ln a + (1 - y) ln(1 - a)] with a the sigmoid of z, and a - y: the sigmoid's derivative has cancelled against the loss's.
/// </summary>
/// <remarks>
/// With u = e^-|z| it is |z| times the share of the wrong side, 1 - y or y, plus ln(1 + u): two terms that are never negative, so that
/// neither a confident answer nor a large z costs digits. The same of a - y over the common denominator 1 + u.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BinaryCrossEntropyFunction : ILossFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> ILossFunction.Evaluate(Vector256<double> x, Vector256<double> y, out Vector256<double> slope)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> isPositive = Vector256.GreaterThan(x, Vector256<double>.Zero);
        Vector256<double> distance = Vector256.Abs(x);
        Vector256<double> u = Doubles.ExpOfNegative(-distance);
        Vector256<double> no = one - y;
        slope = Vector256.ConditionalSelect(isPositive, no - (y * u), (no * u) - y) / (one + u);

        // A share of 0 counts as nothing also at an infinite z.
        Vector256<double> wrong = Vector256.ConditionalSelect(isPositive, no, y);
        return Vector256.AndNot(distance * wrong, Vector256.Equals(wrong, Vector256<double>.Zero)) + Doubles.LogOnePlus(u);
    }
}
