using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>
/// Huber's loss with delta = 1: c (|a - y| - c / 2) with c the smaller of |a - y| and 1, half the square and beyond 1 a line; and a - y held
/// between -1 and 1.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HuberFunction : ILossFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> ILossFunction.Evaluate(Vector256<double> x, Vector256<double> y, out Vector256<double> slope)
    {
        Vector256<double> distance = Vector256.Abs(x - y);
        Vector256<double> bounded = Vector256.Min(distance, Vector256<double>.One);
        slope = Vector256.Max(Vector256.Min(x - y, Vector256<double>.One), Vector256.Create(-1d));
        return bounded * (distance - (bounded * 0.5));
    }
}
