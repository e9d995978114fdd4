using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>Rosenblatt's criterion max(0, -y z) with y = -1 or 1, and -y where y z &lt;= 0, else 0.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PerceptronFunction : ILossFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> ILossFunction.Evaluate(Vector256<double> x, Vector256<double> y, out Vector256<double> slope)
    {
        Vector256<double> margin = x * y;
        slope = -y & Vector256.LessThanOrEqual(margin, Vector256<double>.Zero);
        return Vector256.Max(Vector256<double>.Zero, -margin);
    }
}
