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
    public static Vector256<float> Exp(Vector256<float> x)
    {
        x = AtLeast(ExpLow, AtMost(ExpHigh, x));
        Vector256<float> rounded = Vector256.MultiplyAddEstimate(x, Vector256.Create(Log2E), Vector256.Create(RoundToTwoExponents));
        Vector256<float> n = rounded - Vector256.Create(RoundToTwoExponents);
        Vector256<float> e = ExpMinusOneReduced(Reduce(x, n)) + Vector256<float>.One;

        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.Scale(e, n);
        }

        // 2^n itself may not be a float, but its two halves are; the first product is exact, so the result is rounded once.
        Vector256<int> both = rounded.AsInt32();
        Vector256<int> half = both >>> 1;
        return e * (half << 23).AsSingle() * ((both - half) << 23).AsSingle();
    }

    /// <summary>ln x, within 0.9 ulp, also for subnormal x: -infinity for 0, NaN for negative x.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>ln x, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x)
    {
        Vector256<float> isSubnormal = Vector256.LessThan(x, Vector256.Create(SmallestNormal));
        Vector256<float> normal = Vector256.ConditionalSelect(isSubnormal, x * 33554432f, x); // 2^25

        // normal = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2)
        Vector256<int> k = (normal.AsInt32() - Vector256.Create(HalfSquareRootBits)) >> 23;
        Vector256<float> f = (normal.AsInt32() - (k << 23)).AsSingle() - Vector256<float>.One;
        Vector256<float> log = LogOnePlus(f, Vector256.ConvertToSingle(k) - (isSubnormal & Vector256.Create(25f)));

        // What is left: NaN and +infinity stay what they are, 0 is -infinity, below 0 is NaN.
        Vector256<float> isOrdinary =
            Vector256.GreaterThan(x, Vector256<float>.Zero) & Vector256.LessThan(x, Vector256.Create(float.PositiveInfinity));
        Vector256<float> special = Vector256.ConditionalSelect(
            Vector256.LessThan(x, Vector256<float>.Zero),
            Vector256.Create(float.NaN),
            Vector256.ConditionalSelect(Vector256.Equals(x, Vector256<float>.Zero), Vector256.Create(float.NegativeInfinity), x));
        return Vector256.ConditionalSelect(isOrdinary, log, special);
    }

    /// <summary>1 / (1 + e^-x), within 2.6 ulp also where it is tiny; flushed to 0 below -88.38, where it would be subnormal.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The logistic function, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        // The lower bound keeps 2^n a normal float, and e^-87 is nothing beside 1; at the upper bound 2^n is infinite and the result is 0.
        Vector256<float> y = AtLeast(-87f, AtMost(ExpHigh, -x));
        Vector256<float> rounded = Vector256.MultiplyAddEstimate(y, Vector256.Create(Log2E), Vector256.Create(RoundToExponent));
        Vector256<float> power = (rounded.AsInt32() << 23).AsSingle();
        Vector256<float> e = ExpMinusOneReduced(Reduce(y, rounded - Vector256.Create(RoundToExponent))) + Vector256<float>.One;
        return Vector256<float>.One / Vector256.MultiplyAddEstimate(e, power, Vector256<float>.One);
    }

    /// <summary>tanh x, within 2.6 ulp also where it is tiny; odd (-0 stays -0), 1 above 9.02.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The hyperbolic tangent, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        // tanh |x| = -m / (2 + m) with m = e^(-2|x|) - 1
        Vector256<float> sign = x & Vector256.Create(-0f);
        Vector256<float> m = ExpMinusOneOfNegative((x ^ sign) * -2f);
        return Vector256.AndNot(m / (m + Vector256.Create(2f)), Vector256.Create(-0f)) | sign;
    }

    /// <summary>ln(1 + e^x), within 1.7 ulp, without overflow: x itself for large x, e^x for very negative x.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The softplus function, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x)
    {
        // max(x, 0) + ln(1 + e^-|x|)
        return Vector256.MaxNative(x, Vector256<float>.Zero) + SoftplusOfMinusAbs(x);
    }

    /// <summary>ln(1 + e^-|x|): what softplus adds to max(x, 0).</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>ln(1 + e^-|x|), lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> SoftplusOfMinusAbs(Vector256<float> x)
    {
        // u = e^-|x| <= 1; where 1 + u > sqrt(2), it is halved: (1 + u) / 2 = 1 + (u - 1) / 2.
        Vector256<float> u = Exp(x | Vector256.Create(-0f));
        Vector256<float> isLarge = Vector256.GreaterThan(u, Vector256.Create(SquareRootMinusOne));
        Vector256<float> f = Vector256.ConditionalSelect(isLarge, (u - Vector256<float>.One) * 0.5f, u);
        return LogOnePlus(f, isLarge & Vector256<float>.One);
    }

    /// <summary>x for x &gt; 0, else e^x - 1: the exponential linear unit, accurate also where it is tiny.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The exponential linear unit, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ELU(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), x, ExpMinusOneOfNegative(x));

    /// <summary>x / (1 + e^-x): the sigmoid linear unit, also called swish.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The sigmoid linear unit, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SiLU(Vector256<float> x) => AtLeast(SigmoidEnd, x) * Sigmoid(x);

    /// <summary>The derivative of x / (1 + e^-x).</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The derivative, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> SiLUDerivative(Vector256<float> x)
    {
        Vector256<float> bounded = AtLeast(SigmoidEnd, AtMost(-SigmoidEnd, x));
        Vector256<float> s = Sigmoid(bounded);
        return s * Vector256.MultiplyAddEstimate(bounded, Vector256<float>.One - s, Vector256<float>.One);
    }

    /// <summary>x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))): the Gaussian error linear unit in its tanh form.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The Gaussian error linear unit, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GELU(Vector256<float> x) =>
        // (1 + tanh t) / 2 is the sigmoid of 2 t.
        AtLeast(GeluEnd, x) * Sigmoid(x * Vector256.MultiplyAddEstimate(x * x, Vector256.Create(GeluCubic), Vector256.Create(GeluLinear)));

    /// <summary>The derivative of the tanh form.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The derivative, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> GELUDerivative(Vector256<float> x)
    {
        // With s the sigmoid of u = x (linear + cubic x^2): s + x s (1 - s) u'. Beyond its end it is 0 or 1, and x^2 need not overflow.
        Vector256<float> bounded = AtLeast(GeluEnd, AtMost(-GeluEnd, x));
        Vector256<float> square = bounded * bounded;
        Vector256<float> s = Sigmoid(bounded * Vector256.MultiplyAddEstimate(square, Vector256.Create(GeluCubic), Vector256.Create(GeluLinear)));
        Vector256<float> slope = Vector256.MultiplyAddEstimate(square, Vector256.Create(3 * GeluCubic), Vector256.Create(GeluLinear));
        return s * Vector256.MultiplyAddEstimate(bounded * slope, Vector256<float>.One - s, Vector256<float>.One);
    }

    /// <summary>x / 6 + 1/2, at least 0 and at most 1: a sigmoid of straight lines.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The hard sigmoid, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HardSigmoid(Vector256<float> x) =>
        AtLeast(0f, AtMost(1f, Vector256.MultiplyAddEstimate(x, Vector256.Create(HardSigmoidSlope), Vector256.Create(0.5f))));

    /// <summary>e^x - 1 for x &lt;= 0, accurate relative to x; -1 below -20, where a float cannot tell the difference.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>e^x - 1, lane by lane; undefined for positive x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> ExpMinusOneOfNegative(Vector256<float> x)
    {
        // 2^n (e^r - 1) + (2^n - 1); for small |x| n is 0, so that the relative accuracy stays.
        Vector256<float> y = AtLeast(-20f, x);
        Vector256<float> rounded = Vector256.MultiplyAddEstimate(y, Vector256.Create(Log2E), Vector256.Create(RoundToExponent));
        Vector256<float> power = (rounded.AsInt32() << 23).AsSingle();
        Vector256<float> e = ExpMinusOneReduced(Reduce(y, rounded - Vector256.Create(RoundToExponent)));
        return Vector256.MultiplyAddEstimate(e, power, power - Vector256<float>.One);
    }

    /// <summary>r = x - n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Reduce(Vector256<float> x, Vector256<float> n) =>
        Vector256.MultiplyAddEstimate(
            n, Vector256.Create(-Ln2Low), Vector256.MultiplyAddEstimate(n, Vector256.Create(-Ln2High), x));

    /// <summary>e^r - 1 for |r| &lt;= ln(2) / 2, accurate relative to r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ExpMinusOneReduced(Vector256<float> r)
    {
        // Estrin's scheme: no more operations than Horner's, and a shorter chain of them.
        Vector256<float> square = r * r;
        Vector256<float> low = Vector256.MultiplyAddEstimate(r, Vector256.Create(E3), Vector256.Create(E2));
        Vector256<float> high = Vector256.MultiplyAddEstimate(r, Vector256.Create(E5), Vector256.Create(E4));
        high = Vector256.MultiplyAddEstimate(square, Vector256.Create(E6), high);
        Vector256<float> q = Vector256.MultiplyAddEstimate(high, square, low);
        return Vector256.MultiplyAddEstimate(q, square, r);
    }

    /// <summary>ln(1 + f) + k ln 2 for sqrt(1/2) &lt;= 1 + f &lt;= sqrt(2), accurate relative to f where k = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LogOnePlus(Vector256<float> f, Vector256<float> k)
    {
        Vector256<float> p = Vector256.MultiplyAddEstimate(f, Vector256.Create(L10), Vector256.Create(L9));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(L8));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(L7));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(L6));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(L5));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(L4));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(L3));
        Vector256<float> square = f * f;
        Vector256<float> tail = Vector256.MultiplyAddEstimate(p, square * f, k * Ln2Low);
        tail = Vector256.MultiplyAddEstimate(square, Vector256.Create(-0.5f), tail);
        return Vector256.MultiplyAddEstimate(k, Vector256.Create(Ln2High), f + tail);
    }

    /// <summary>min(x, bound), NaN for NaN, in one instruction: x86 returns the second operand if either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AtMost(float bound, Vector256<float> x) =>
        X86Base.IsSupported ? Vector256.MinNative(Vector256.Create(bound), x) : Vector256.Min(Vector256.Create(bound), x);

    /// <summary>max(x, bound), NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> AtLeast(float bound, Vector256<float> x) =>
        X86Base.IsSupported ? Vector256.MaxNative(Vector256.Create(bound), x) : Vector256.Max(Vector256.Create(bound), x);
}
