using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>1/2 (a - y)^2, and a - y.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MeanSquaredErrorFunction : ILossFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> ILossFunction.Evaluate(Vector256<double> x, Vector256<double> y, out Vector256<double> slope)
    {
        slope = x - y;
        return slope * slope * 0.5;
    }
}
