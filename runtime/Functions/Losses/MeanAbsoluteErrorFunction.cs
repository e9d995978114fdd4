using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>|a - y|, and its sign, with 0 at 0.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MeanAbsoluteErrorFunction : ILossFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> ILossFunction.Evaluate(Vector256<double> x, Vector256<double> y, out Vector256<double> slope)
    {
        Vector256<double> one = Vector256<double>.One;
        slope = (one & Vector256.GreaterThan(x, y)) - (one & Vector256.LessThan(x, y));
        return Vector256.Abs(x - y);
    }
}
