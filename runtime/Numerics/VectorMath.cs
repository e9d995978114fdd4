using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>
/// Elementary functions of single floats: the code for whole vectors, <see cref="VectorMath{TSimd, TVector}"/>, at its narrowest.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class VectorMath
{
    /// <summary>e^x, within 1.05 ulp: infinity above 88.7228, subnormal (not flushed) below -87.3365, 0 below -103.9721.</summary>
    /// <param name="x">The exponent.</param>
    /// <returns>e^x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => VectorMath<Simd128, Vector128<float>>.Exp(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <summary>ln x, within 0.9 ulp, also for subnormal x: -infinity for 0, NaN for negative x.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>ln x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => VectorMath<Simd128, Vector128<float>>.Log(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <summary>1 / (1 + e^-x), within 2.6 ulp also where it is tiny; flushed to 0 below -88.38, where it would be subnormal.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logistic function of x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => VectorMath<Simd128, Vector128<float>>.Sigmoid(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <summary>tanh x, within 2.6 ulp also where it is tiny; odd (-0 stays -0), 1 above 9.02.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The hyperbolic tangent of x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => VectorMath<Simd128, Vector128<float>>.Tanh(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <summary>ln(1 + e^x), within 1.7 ulp, without overflow: x itself for large x, e^x for very negative x.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The softplus of x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softplus(float x) => VectorMath<Simd128, Vector128<float>>.Softplus(Vector128.CreateScalarUnsafe(x)).ToScalar();
}

/// <summary>
/// Elementary functions on whole vectors of floats. Every function is straight-line code that is inlined completely: no branch, no table,
/// no call.
/// </summary>
/// <remarks>
/// <para>
/// The vector types' own <c>Exp</c> and <c>Log</c> are calls, and a call in a method that holds accumulators in registers
/// spills all of them; these are not. Each is one sequence of operations that IEEE 754 defines to the bit, the fused multiply-add among
/// them, so that a result is the same on every machine and at every width.
/// </para>
/// <para>
/// NaN in gives NaN out. Largest errors found over the whole float range, relative to the result however small it is:
/// <c>Exp</c> 1.01 ulp (8.4e-8), <c>Log</c> 0.85 ulp (8.1e-8), <c>Sigmoid</c> 2.5 ulp (1.5e-7), <c>Tanh</c> 2.5 ulp (1.8e-7),
/// <c>Softplus</c> 1.64 ulp (1.4e-7).
/// </para>
/// <para>
/// Algorithms: argument reduction by Cody and Waite's two-part ln 2 (J.-M. Muller, <i>Elementary Functions: Algorithms and
/// Implementation</i>, ch. 11), then a minimax polynomial. The coefficients were computed for this library with the Remez exchange
/// algorithm: relative error as the weight, each coefficient rounded to float in turn and the remaining ones fitted again.
/// </para>
/// </remarks>
/// <typeparam name="TSimd">What can be done with the vector.</typeparam>
/// <typeparam name="TVector">The vector.</typeparam>
internal static class VectorMath<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const float Log2E = 1.44269504f;

    // ln 2 = Ln2High + Ln2Low. Ln2High has 9 significant bits, so its product with an exponent (8 bits) is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    // Adding 1.5 * 2^23 to a small number rounds it to an integer, which is then found in the low bits of the sum's significand.
    // The shift left by 23 moves it to the exponent field and drops everything else. The bias of the exponent is added on the way:
    // once for one factor 2^n, twice where the factor is split in two halves.
    private const float RoundToExponent = 12582912f + 127f;
    private const float RoundToTwoExponents = 12582912f + 254f;

    // Between these bounds Exp goes from 0 to infinity.
    private const float ExpLow = -104f;
    private const float ExpHigh = 89f;

    // (e^r - 1 - r) / r^2 on |r| <= ln(2) / 2; e^r is then right within 3.2e-9.
    private const float E2 = 0.49999994f;
    private const float E3 = 0.166665167f;
    private const float E4 = 0.0416681021f;
    private const float E5 = 0.00836919248f;
    private const float E6 = 0.00138388947f;

    // (ln(1 + f) - f + f^2 / 2) / f^3 on sqrt(1/2) <= 1 + f <= sqrt(2); ln(1 + f) is then right within 8.2e-9.
    private const float L3 = 0.333333313f;
    private const float L4 = -0.250008225f;
    private const float L5 = 0.200012609f;
    private const float L6 = -0.166233122f;
    private const float L7 = 0.142009199f;
    private const float L8 = -0.131603926f;
    private const float L9 = 0.12764129f;
    private const float L10 = -0.0763138235f;

    private const int SignificandBits = 23;
    private const float SmallestNormal = 1.17549435e-38f;
    private const float HalfSquareRoot = 0.707106769f; // sqrt(1/2)
    private const float SquareRootMinusOne = 0.414213562f;

    /// <inheritdoc cref="VectorMath.Exp(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        x = AtLeast(ExpLow, AtMost(ExpHigh, x));
        TVector rounded = TSimd.MultiplyAdd(x, Log2E, RoundToTwoExponents);
        TVector n = TSimd.Subtract(rounded, RoundToTwoExponents);
        TVector e = TSimd.Add(ExpMinusOneReduced(Reduce(x, n)), 1f);
        if (TSimd.CanScale)
        {
            return TSimd.Scale(e, n);
        }

        // 2^n itself may not be a float, but its two halves are; the first product is exact, so the result is rounded once.
        TVector half = TSimd.ShiftRightLogical(rounded, 1);
        TVector product = TSimd.Multiply(e, PowerOfTwo(half));
        return TSimd.Multiply(product, PowerOfTwo(TSimd.SubtractBits(rounded, half)));
    }

    /// <inheritdoc cref="VectorMath.Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log(TVector x)
    {
        TVector isSubnormal = TSimd.LessThan(x, TSimd.Create(SmallestNormal));
        TVector normal = TSimd.Select(isSubnormal, TSimd.Multiply(x, 33554432f), x); // 2^25

        // normal = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2)
        TVector exponent = TSimd.ShiftRight(TSimd.SubtractBits(normal, TSimd.Create(HalfSquareRoot)), SignificandBits);
        TVector significand = TSimd.SubtractBits(normal, TSimd.ShiftLeft(exponent, SignificandBits));
        TVector f = TSimd.Subtract(significand, 1f);
        TVector k = TSimd.Subtract(TSimd.ConvertBits(exponent), TSimd.And(isSubnormal, TSimd.Create(25f)));
        TVector log = LogOnePlus(f, k);

        // What is left: NaN and +infinity stay what they are, 0 is -infinity, below 0 is NaN.
        TVector isOrdinary = TSimd.And(
            TSimd.GreaterThan(x, TSimd.Zero), TSimd.LessThan(x, TSimd.Create(float.PositiveInfinity)));
        TVector special = TSimd.Select(TSimd.Equal(x, TSimd.Zero), TSimd.Create(float.NegativeInfinity), x);
        special = TSimd.Select(TSimd.LessThan(x, TSimd.Zero), TSimd.Create(float.NaN), special);
        return TSimd.Select(isOrdinary, log, special);
    }

    /// <inheritdoc cref="VectorMath.Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        // The lower bound keeps 2^n a normal float, and e^-87 is nothing beside 1; at the upper bound 2^n is infinite and the result is 0.
        TVector y = AtLeast(-87f, AtMost(ExpHigh, TSimd.Negate(x)));
        TVector rounded = TSimd.MultiplyAdd(y, Log2E, RoundToExponent);
        TVector reduced = Reduce(y, TSimd.Subtract(rounded, RoundToExponent));
        TVector e = TSimd.Add(ExpMinusOneReduced(reduced), 1f);
        return TSimd.Divide(TSimd.Create(1f), TSimd.MultiplyAdd(e, PowerOfTwo(rounded), 1f));
    }

    /// <inheritdoc cref="VectorMath.Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        // tanh |x| = -m / (2 + m) with m = e^(-2|x|) - 1
        TVector sign = TSimd.And(x, TSimd.Create(-0f));
        TVector m = ExpMinusOneOfNegative(TSimd.Multiply(TSimd.Xor(x, sign), -2f));
        TVector quotient = TSimd.Divide(m, TSimd.Add(m, 2f));
        return TSimd.Or(TSimd.AndNot(quotient, TSimd.Create(-0f)), sign);
    }

    /// <inheritdoc cref="VectorMath.Softplus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Softplus(TVector x)
    {
        // max(x, 0) + ln(1 + u) with u = e^-|x| <= 1; where 1 + u > sqrt(2), it is halved: (1 + u) / 2 = 1 + (u - 1) / 2.
        TVector u = Exp(TSimd.Or(x, TSimd.Create(-0f)));
        TVector isLarge = TSimd.GreaterThan(u, TSimd.Create(SquareRootMinusOne));
        TVector halved = TSimd.Multiply(TSimd.Subtract(u, 1f), 0.5f);
        TVector log = LogOnePlus(TSimd.Select(isLarge, halved, u), TSimd.And(isLarge, TSimd.Create(1f)));
        return TSimd.Add(TSimd.MaxNative(x, TSimd.Zero), log);
    }

    /// <summary>e^x - 1 for x &lt;= 0, accurate relative to x; -1 below -20, where a float cannot tell the difference.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>e^x - 1, lane by lane; undefined for positive x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpMinusOneOfNegative(TVector x)
    {
        // 2^n (e^r - 1) + (2^n - 1); for small |x| n is 0, so that the relative accuracy stays.
        TVector y = AtLeast(-20f, x);
        TVector rounded = TSimd.MultiplyAdd(y, Log2E, RoundToExponent);
        TVector power = PowerOfTwo(rounded);
        TVector e = ExpMinusOneReduced(Reduce(y, TSimd.Subtract(rounded, RoundToExponent)));
        return TSimd.MultiplyAdd(e, power, TSimd.Subtract(power, 1f));
    }

    /// <summary>min(x, bound): x also where it is NaN, or both are 0. One instruction of x86, which then takes the second operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector AtMost(float bound, TVector x) => X86Base.IsSupported
        ? TSimd.MinNative(TSimd.Create(bound), x)
        : TSimd.Select(TSimd.LessThan(TSimd.Create(bound), x), TSimd.Create(bound), x);

    /// <summary>max(x, bound), as <see cref="AtMost"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector AtLeast(float bound, TVector x) => X86Base.IsSupported
        ? TSimd.MaxNative(TSimd.Create(bound), x)
        : TSimd.Select(TSimd.GreaterThan(TSimd.Create(bound), x), TSimd.Create(bound), x);

    /// <summary>Moves an integer in the low bits to the exponent: 2^n where the bias has been added already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector PowerOfTwo(TVector exponent) => TSimd.ShiftLeft(exponent, SignificandBits);

    /// <summary>r = x - n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Reduce(TVector x, TVector n) =>
        TSimd.MultiplyAdd(n, -Ln2Low, TSimd.MultiplyAdd(n, -Ln2High, x));

    /// <summary>e^r - 1 for |r| &lt;= ln(2) / 2, accurate relative to r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpMinusOneReduced(TVector r)
    {
        // Estrin's scheme: no more operations than Horner's, and a shorter chain of them.
        TVector square = TSimd.Multiply(r, r);
        TVector low = TSimd.MultiplyAdd(r, E3, E2);
        TVector high = TSimd.MultiplyAdd(r, E5, E4);
        high = TSimd.MultiplyAdd(square, E6, high);
        TVector q = TSimd.MultiplyAdd(high, square, low);
        return TSimd.MultiplyAdd(q, square, r);
    }

    /// <summary>ln(1 + f) + k ln 2 for sqrt(1/2) &lt;= 1 + f &lt;= sqrt(2), accurate relative to f where k = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LogOnePlus(TVector f, TVector k)
    {
        TVector p = TSimd.MultiplyAdd(f, L10, L9);
        p = TSimd.MultiplyAdd(p, f, L8);
        p = TSimd.MultiplyAdd(p, f, L7);
        p = TSimd.MultiplyAdd(p, f, L6);
        p = TSimd.MultiplyAdd(p, f, L5);
        p = TSimd.MultiplyAdd(p, f, L4);
        p = TSimd.MultiplyAdd(p, f, L3);
        TVector square = TSimd.Multiply(f, f);
        TVector tail = TSimd.MultiplyAdd(p, TSimd.Multiply(square, f), TSimd.Multiply(k, Ln2Low));
        tail = TSimd.MultiplyAdd(square, -0.5f, tail);
        return TSimd.MultiplyAdd(k, Ln2High, TSimd.Add(f, tail));
    }
}
