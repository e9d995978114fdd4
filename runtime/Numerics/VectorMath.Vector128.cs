using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

// VectorMath.Vector128.cs, VectorMath.Vector256.cs and VectorMath.Vector512.cs differ in the width and in nothing else; a test compares
// them. Why there are three is said in VectorMath.Vector512.cs.
public static partial class VectorMath
{
    /// <summary>e^x, within 1.05 ulp: infinity above 88.7228, subnormal (not flushed) below -87.3365, 0 below -103.9721.</summary>
    /// <param name="x">The exponents.</param>
    /// <returns>e^x, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x)
    {
        x = AtLeast(ExpLow, AtMost(ExpHigh, x));
        Vector128<float> rounded = Vector128.MultiplyAddEstimate(x, Vector128.Create(Log2E), Vector128.Create(RoundToTwoExponents));
        Vector128<float> n = rounded - Vector128.Create(RoundToTwoExponents);
        Vector128<float> e = ExpMinusOneReduced(Reduce(x, n)) + Vector128<float>.One;

        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.Scale(e, n);
        }

        // 2^n itself may not be a float, but its two halves are; the first product is exact, so the result is rounded once.
        Vector128<int> both = rounded.AsInt32();
        Vector128<int> half = both >>> 1;
        return e * (half << 23).AsSingle() * ((both - half) << 23).AsSingle();
    }

    /// <summary>ln x, within 0.9 ulp, also for subnormal x: -infinity for 0, NaN for negative x.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>ln x, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x)
    {
        Vector128<float> isSubnormal = Vector128.LessThan(x, Vector128.Create(SmallestNormal));
        Vector128<float> normal = Vector128.ConditionalSelect(isSubnormal, x * 33554432f, x); // 2^25

        // normal = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2)
        Vector128<int> k = (normal.AsInt32() - Vector128.Create(HalfSquareRootBits)) >> 23;
        Vector128<float> f = (normal.AsInt32() - (k << 23)).AsSingle() - Vector128<float>.One;
        Vector128<float> log = LogOnePlus(f, Vector128.ConvertToSingle(k) - (isSubnormal & Vector128.Create(25f)));

        // What is left: NaN and +infinity stay what they are, 0 is -infinity, below 0 is NaN.
        Vector128<float> isOrdinary =
            Vector128.GreaterThan(x, Vector128<float>.Zero) & Vector128.LessThan(x, Vector128.Create(float.PositiveInfinity));
        Vector128<float> special = Vector128.ConditionalSelect(
            Vector128.LessThan(x, Vector128<float>.Zero),
            Vector128.Create(float.NaN),
            Vector128.ConditionalSelect(Vector128.Equals(x, Vector128<float>.Zero), Vector128.Create(float.NegativeInfinity), x));
        return Vector128.ConditionalSelect(isOrdinary, log, special);
    }

    /// <summary>1 / (1 + e^-x), within 2.6 ulp also where it is tiny; flushed to 0 below -88.38, where it would be subnormal.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The logistic function, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x)
    {
        // The lower bound keeps 2^n a normal float, and e^-87 is nothing beside 1; at the upper bound 2^n is infinite and the result is 0.
        Vector128<float> y = AtLeast(-87f, AtMost(ExpHigh, -x));
        Vector128<float> rounded = Vector128.MultiplyAddEstimate(y, Vector128.Create(Log2E), Vector128.Create(RoundToExponent));
        Vector128<float> power = (rounded.AsInt32() << 23).AsSingle();
        Vector128<float> e = ExpMinusOneReduced(Reduce(y, rounded - Vector128.Create(RoundToExponent))) + Vector128<float>.One;
        return Vector128<float>.One / Vector128.MultiplyAddEstimate(e, power, Vector128<float>.One);
    }

    /// <summary>tanh x, within 2.6 ulp also where it is tiny; odd (-0 stays -0), 1 above 9.02.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The hyperbolic tangent, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        // tanh |x| = -m / (2 + m) with m = e^(-2|x|) - 1
        Vector128<float> sign = x & Vector128.Create(-0f);
        Vector128<float> m = ExpMinusOneOfNegative((x ^ sign) * -2f);
        return Vector128.AndNot(m / (m + Vector128.Create(2f)), Vector128.Create(-0f)) | sign;
    }

    /// <summary>ln(1 + e^x), within 1.7 ulp, without overflow: x itself for large x, e^x for very negative x.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The softplus function, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softplus(Vector128<float> x)
    {
        // max(x, 0) + ln(1 + e^-|x|)
        return Vector128.MaxNative(x, Vector128<float>.Zero) + SoftplusOfMinusAbs(x);
    }

    /// <summary>ln(1 + e^-|x|): what softplus adds to max(x, 0).</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>ln(1 + e^-|x|), lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> SoftplusOfMinusAbs(Vector128<float> x)
    {
        // u = e^-|x| <= 1; where 1 + u > sqrt(2), it is halved: (1 + u) / 2 = 1 + (u - 1) / 2.
        Vector128<float> u = Exp(x | Vector128.Create(-0f));
        Vector128<float> isLarge = Vector128.GreaterThan(u, Vector128.Create(SquareRootMinusOne));
        Vector128<float> f = Vector128.ConditionalSelect(isLarge, (u - Vector128<float>.One) * 0.5f, u);
        return LogOnePlus(f, isLarge & Vector128<float>.One);
    }

    /// <summary>x for x &gt; 0, else e^x - 1: the exponential linear unit, accurate also where it is tiny.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The exponential linear unit, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ELU(Vector128<float> x) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<float>.Zero), x, ExpMinusOneOfNegative(x));

    /// <summary>x / (1 + e^-x): the sigmoid linear unit, also called swish.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The sigmoid linear unit, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SiLU(Vector128<float> x) => AtLeast(SigmoidEnd, x) * Sigmoid(x);

    /// <summary>The derivative of x / (1 + e^-x).</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The derivative, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> SiLUDerivative(Vector128<float> x)
    {
        Vector128<float> bounded = AtLeast(SigmoidEnd, AtMost(-SigmoidEnd, x));
        Vector128<float> s = Sigmoid(bounded);
        return s * Vector128.MultiplyAddEstimate(bounded, Vector128<float>.One - s, Vector128<float>.One);
    }

    /// <summary>x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))): the Gaussian error linear unit in its tanh form.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The Gaussian error linear unit, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GELU(Vector128<float> x) =>
        // (1 + tanh t) / 2 is the sigmoid of 2 t.
        AtLeast(GeluEnd, x) * Sigmoid(x * Vector128.MultiplyAddEstimate(x * x, Vector128.Create(GeluCubic), Vector128.Create(GeluLinear)));

    /// <summary>The derivative of the tanh form.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The derivative, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> GELUDerivative(Vector128<float> x)
    {
        // With s the sigmoid of u = x (linear + cubic x^2): s + x s (1 - s) u'. Beyond its end it is 0 or 1, and x^2 need not overflow.
        Vector128<float> bounded = AtLeast(GeluEnd, AtMost(-GeluEnd, x));
        Vector128<float> square = bounded * bounded;
        Vector128<float> s = Sigmoid(bounded * Vector128.MultiplyAddEstimate(square, Vector128.Create(GeluCubic), Vector128.Create(GeluLinear)));
        Vector128<float> slope = Vector128.MultiplyAddEstimate(square, Vector128.Create(3 * GeluCubic), Vector128.Create(GeluLinear));
        return s * Vector128.MultiplyAddEstimate(bounded * slope, Vector128<float>.One - s, Vector128<float>.One);
    }

    /// <summary>x / 6 + 1/2, at least 0 and at most 1: a sigmoid of straight lines.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The hard sigmoid, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> HardSigmoid(Vector128<float> x) =>
        AtLeast(0f, AtMost(1f, Vector128.MultiplyAddEstimate(x, Vector128.Create(HardSigmoidSlope), Vector128.Create(0.5f))));

    /// <summary>e^x - 1 for x &lt;= 0, accurate relative to x; -1 below -20, where a float cannot tell the difference.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>e^x - 1, lane by lane; undefined for positive x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> ExpMinusOneOfNegative(Vector128<float> x)
    {
        // 2^n (e^r - 1) + (2^n - 1); for small |x| n is 0, so that the relative accuracy stays.
        Vector128<float> y = AtLeast(-20f, x);
        Vector128<float> rounded = Vector128.MultiplyAddEstimate(y, Vector128.Create(Log2E), Vector128.Create(RoundToExponent));
        Vector128<float> power = (rounded.AsInt32() << 23).AsSingle();
        Vector128<float> e = ExpMinusOneReduced(Reduce(y, rounded - Vector128.Create(RoundToExponent)));
        return Vector128.MultiplyAddEstimate(e, power, power - Vector128<float>.One);
    }

    /// <summary>r = x - n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Reduce(Vector128<float> x, Vector128<float> n) =>
        Vector128.MultiplyAddEstimate(
            n, Vector128.Create(-Ln2Low), Vector128.MultiplyAddEstimate(n, Vector128.Create(-Ln2High), x));

    /// <summary>e^r - 1 for |r| &lt;= ln(2) / 2, accurate relative to r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExpMinusOneReduced(Vector128<float> r)
    {
        // Estrin's scheme: no more operations than Horner's, and a shorter chain of them.
        Vector128<float> square = r * r;
        Vector128<float> low = Vector128.MultiplyAddEstimate(r, Vector128.Create(E3), Vector128.Create(E2));
        Vector128<float> high = Vector128.MultiplyAddEstimate(r, Vector128.Create(E5), Vector128.Create(E4));
        high = Vector128.MultiplyAddEstimate(square, Vector128.Create(E6), high);
        Vector128<float> q = Vector128.MultiplyAddEstimate(high, square, low);
        return Vector128.MultiplyAddEstimate(q, square, r);
    }

    /// <summary>ln(1 + f) + k ln 2 for sqrt(1/2) &lt;= 1 + f &lt;= sqrt(2), accurate relative to f where k = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> LogOnePlus(Vector128<float> f, Vector128<float> k)
    {
        Vector128<float> p = Vector128.MultiplyAddEstimate(f, Vector128.Create(L10), Vector128.Create(L9));
        p = Vector128.MultiplyAddEstimate(p, f, Vector128.Create(L8));
        p = Vector128.MultiplyAddEstimate(p, f, Vector128.Create(L7));
        p = Vector128.MultiplyAddEstimate(p, f, Vector128.Create(L6));
        p = Vector128.MultiplyAddEstimate(p, f, Vector128.Create(L5));
        p = Vector128.MultiplyAddEstimate(p, f, Vector128.Create(L4));
        p = Vector128.MultiplyAddEstimate(p, f, Vector128.Create(L3));
        Vector128<float> square = f * f;
        Vector128<float> tail = Vector128.MultiplyAddEstimate(p, square * f, k * Ln2Low);
        tail = Vector128.MultiplyAddEstimate(square, Vector128.Create(-0.5f), tail);
        return Vector128.MultiplyAddEstimate(k, Vector128.Create(Ln2High), f + tail);
    }

    /// <summary>min(x, bound), NaN for NaN, in one instruction: x86 returns the second operand if either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> AtMost(float bound, Vector128<float> x) =>
        X86Base.IsSupported ? Vector128.MinNative(Vector128.Create(bound), x) : Vector128.Min(Vector128.Create(bound), x);

    /// <summary>max(x, bound), NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> AtLeast(float bound, Vector128<float> x) =>
        X86Base.IsSupported ? Vector128.MaxNative(Vector128.Create(bound), x) : Vector128.Max(Vector128.Create(bound), x);
}
