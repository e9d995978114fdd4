using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>A loss that is a sum over the outputs, each of which counts for itself.</summary>
internal interface ILossOperator
{
    /// <summary>One output's part of the loss and its derivative.</summary>
    /// <param name="x">Activations or pre-activations, whichever the loss is computed from.</param>
    /// <param name="y">Targets.</param>
    /// <param name="slope">Receives the derivative with respect to <paramref name="x"/>.</param>
    /// <returns>The losses.</returns>
    static abstract Vector256<double> Invoke(Vector256<double> x, Vector256<double> y, out Vector256<double> slope);
}

/// <summary>1/2 (a - y)^2</summary>
internal readonly struct SquaredErrorOperator : ILossOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> y, out Vector256<double> slope)
    {
        slope = x - y;
        return slope * slope * 0.5;
    }
}

/// <summary>|a - y|, with 0 as the derivative at 0</summary>
internal readonly struct AbsoluteErrorOperator : ILossOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> y, out Vector256<double> slope)
    {
        Vector256<double> one = Vector256<double>.One;
        slope = (one & Vector256.GreaterThan(x, y)) - (one & Vector256.LessThan(x, y));
        return Vector256.Abs(x - y);
    }
}

/// <summary>c (|a - y| - c / 2) with c the smaller of |a - y| and 1: half the square, and beyond 1 a line</summary>
internal readonly struct HuberOperator : ILossOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> y, out Vector256<double> slope)
    {
        Vector256<double> distance = Vector256.Abs(x - y);
        Vector256<double> bounded = Vector256.Min(distance, Vector256<double>.One);
        slope = Vector256.Max(Vector256.Min(x - y, Vector256<double>.One), Vector256.Create(-1d));
        return bounded * (distance - (bounded * 0.5));
    }
}

/// <summary>-[y ln a + (1 - y) ln(1 - a)] with a the sigmoid of z, and a - y</summary>
/// <remarks>
/// With u = e^-|z| it is |z| times the share of the wrong side, 1 - y or y, plus ln(1 + u): two terms that are never negative, so that
/// neither a confident answer nor a large z costs digits. The same of a - y over the common denominator 1 + u.
/// </remarks>
internal readonly struct BinaryCrossEntropyOperator : ILossOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> y, out Vector256<double> slope)
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

/// <summary>max(0, -y z), and -y where y z &lt;= 0, else 0</summary>
internal readonly struct PerceptronOperator : ILossOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x, Vector256<double> y, out Vector256<double> slope)
    {
        Vector256<double> margin = x * y;
        slope = -y & Vector256.LessThanOrEqual(margin, Vector256<double>.Zero);
        return Vector256.Max(Vector256<double>.Zero, -margin);
    }
}
