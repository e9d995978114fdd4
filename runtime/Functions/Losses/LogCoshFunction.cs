using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>ln cosh(a - y), and tanh(a - y).</summary>
/// <remarks>
/// With m = e^(-2 |d|) - 1, which does not overflow, tanh |d| is -m / (2 + m), and ln cosh d is |d| - ln 2 + ln(2 + m). Near 0, where that
/// would cancel, it is half of ln(1 + sinh^2 d), with sinh^2 d = m^2 / (4 (1 + m)).
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LogCoshFunction : ILossFunction
{
    private const double Ln2 = 0.6931471805599453;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> ILossFunction.Evaluate(Vector256<double> x, Vector256<double> y, out Vector256<double> slope)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> distance = Vector256.Abs(x - y);
        Vector256<double> m = Doubles.ExpMinusOneOfNegative(distance * -2);
        slope = Vector256.CopySign(m / (m + Vector256.Create(2d)), x - y);

        Vector256<double> isNear = Vector256.LessThan(distance, one);
        Vector256<double> u = m + one;
        Vector256<double> log = Doubles.LogOnePlus(Vector256.ConditionalSelect(isNear, m * m / (u * 4), u));
        return Vector256.ConditionalSelect(isNear, log * 0.5, distance - Vector256.Create(Ln2) + log);
    }
}
