using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

// VectorMath.Vector128.cs, VectorMath.Vector256.cs and VectorMath.Vector512.cs differ in the width and in nothing else; a test compares
// them. One generic method over a wrapper of the vector compiles to the same instructions when used once, but every wrapped operation
// counts against the JIT's inlining budget of the method that uses it: with 32 sigmoids in one method they became calls, ten times slower.
public static partial class VectorMath
{
    /// <summary>e^x, within 1.05 ulp: infinity above 88.7228, subnormal (not flushed) below -87.3365, 0 below -103.9721.</summary>
    /// <param name="x">The exponents.</param>
    /// <returns>e^x, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = AtLeast(ExpLow, AtMost(ExpHigh, x));
        Vector512<float> rounded = Vector512.MultiplyAddEstimate(x, Vector512.Create(Log2E), Vector512.Create(RoundToTwoExponents));
        Vector512<float> n = rounded - Vector512.Create(RoundToTwoExponents);
        Vector512<float> e = ExpMinusOneReduced(Reduce(x, n)) + Vector512<float>.One;

        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.Scale(e, n);
        }

        // 2^n itself may not be a float, but its two halves are; the first product is exact, so the result is rounded once.
        Vector512<int> both = rounded.AsInt32();
        Vector512<int> half = both >>> 1;
        return e * (half << 23).AsSingle() * ((both - half) << 23).AsSingle();
    }

    /// <summary>ln x, within 0.9 ulp, also for subnormal x: -infinity for 0, NaN for negative x.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>ln x, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        Vector512<float> isSubnormal = Vector512.LessThan(x, Vector512.Create(SmallestNormal));
        Vector512<float> normal = Vector512.ConditionalSelect(isSubnormal, x * 33554432f, x); // 2^25

        // normal = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2)
        Vector512<int> k = (normal.AsInt32() - Vector512.Create(HalfSquareRootBits)) >> 23;
        Vector512<float> f = (normal.AsInt32() - (k << 23)).AsSingle() - Vector512<float>.One;
        Vector512<float> log = LogOnePlus(f, Vector512.ConvertToSingle(k) - (isSubnormal & Vector512.Create(25f)));

        // What is left: NaN and +infinity stay what they are, 0 is -infinity, below 0 is NaN.
        Vector512<float> isOrdinary =
            Vector512.GreaterThan(x, Vector512<float>.Zero) & Vector512.LessThan(x, Vector512.Create(float.PositiveInfinity));
        Vector512<float> special = Vector512.ConditionalSelect(
            Vector512.LessThan(x, Vector512<float>.Zero),
            Vector512.Create(float.NaN),
            Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), x));
        return Vector512.ConditionalSelect(isOrdinary, log, special);
    }

    /// <summary>1 / (1 + e^-x), within 2.6 ulp also where it is tiny; flushed to 0 below -88.38, where it would be subnormal.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The logistic function, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        // The lower bound keeps 2^n a normal float, and e^-87 is nothing beside 1; at the upper bound 2^n is infinite and the result is 0.
        Vector512<float> y = AtLeast(-87f, AtMost(ExpHigh, -x));
        Vector512<float> rounded = Vector512.MultiplyAddEstimate(y, Vector512.Create(Log2E), Vector512.Create(RoundToExponent));
        Vector512<float> power = (rounded.AsInt32() << 23).AsSingle();
        Vector512<float> e = ExpMinusOneReduced(Reduce(y, rounded - Vector512.Create(RoundToExponent))) + Vector512<float>.One;
        return Vector512<float>.One / Vector512.MultiplyAddEstimate(e, power, Vector512<float>.One);
    }

    /// <summary>tanh x, within 2.6 ulp also where it is tiny; odd (-0 stays -0), 1 above 9.02.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The hyperbolic tangent, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        // tanh |x| = -m / (2 + m) with m = e^(-2|x|) - 1
        Vector512<float> sign = x & Vector512.Create(-0f);
        Vector512<float> m = ExpMinusOneOfNegative((x ^ sign) * -2f);
        return Vector512.AndNot(m / (m + Vector512.Create(2f)), Vector512.Create(-0f)) | sign;
    }

    /// <summary>ln(1 + e^x), within 1.7 ulp, without overflow: x itself for large x, e^x for very negative x.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The softplus function, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        // max(x, 0) + ln(1 + e^-|x|)
        return Vector512.MaxNative(x, Vector512<float>.Zero) + SoftplusOfMinusAbs(x);
    }

    /// <summary>ln(1 + e^-|x|): what softplus adds to max(x, 0).</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>ln(1 + e^-|x|), lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> SoftplusOfMinusAbs(Vector512<float> x)
    {
        // u = e^-|x| <= 1; where 1 + u > sqrt(2), it is halved: (1 + u) / 2 = 1 + (u - 1) / 2.
        Vector512<float> u = Exp(x | Vector512.Create(-0f));
        Vector512<float> isLarge = Vector512.GreaterThan(u, Vector512.Create(SquareRootMinusOne));
        Vector512<float> f = Vector512.ConditionalSelect(isLarge, (u - Vector512<float>.One) * 0.5f, u);
        return LogOnePlus(f, isLarge & Vector512<float>.One);
    }

    /// <summary>x for x &gt; 0, else e^x - 1: the exponential linear unit, accurate also where it is tiny.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The exponential linear unit, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ELU(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, ExpMinusOneOfNegative(x));

    /// <summary>x / (1 + e^-x): the sigmoid linear unit, also called swish.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The sigmoid linear unit, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SiLU(Vector512<float> x) => AtLeast(SigmoidEnd, x) * Sigmoid(x);

    /// <summary>The derivative of x / (1 + e^-x).</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The derivative, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> SiLUDerivative(Vector512<float> x)
    {
        Vector512<float> bounded = AtLeast(SigmoidEnd, AtMost(-SigmoidEnd, x));
        Vector512<float> s = Sigmoid(bounded);
        return s * Vector512.MultiplyAddEstimate(bounded, Vector512<float>.One - s, Vector512<float>.One);
    }

    /// <summary>x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))): the Gaussian error linear unit in its tanh form.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The Gaussian error linear unit, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GELU(Vector512<float> x) =>
        // (1 + tanh t) / 2 is the sigmoid of 2 t.
        AtLeast(GeluEnd, x) * Sigmoid(x * Vector512.MultiplyAddEstimate(x * x, Vector512.Create(GeluCubic), Vector512.Create(GeluLinear)));

    /// <summary>The derivative of the tanh form.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The derivative, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> GELUDerivative(Vector512<float> x)
    {
        // With s the sigmoid of u = x (linear + cubic x^2): s + x s (1 - s) u'. Beyond its end it is 0 or 1, and x^2 need not overflow.
        Vector512<float> bounded = AtLeast(GeluEnd, AtMost(-GeluEnd, x));
        Vector512<float> square = bounded * bounded;
        Vector512<float> s = Sigmoid(bounded * Vector512.MultiplyAddEstimate(square, Vector512.Create(GeluCubic), Vector512.Create(GeluLinear)));
        Vector512<float> slope = Vector512.MultiplyAddEstimate(square, Vector512.Create(3 * GeluCubic), Vector512.Create(GeluLinear));
        return s * Vector512.MultiplyAddEstimate(bounded * slope, Vector512<float>.One - s, Vector512<float>.One);
    }

    /// <summary>x / 6 + 1/2, at least 0 and at most 1: a sigmoid of straight lines.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The hard sigmoid, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HardSigmoid(Vector512<float> x) =>
        AtLeast(0f, AtMost(1f, Vector512.MultiplyAddEstimate(x, Vector512.Create(HardSigmoidSlope), Vector512.Create(0.5f))));

    /// <summary>e^x - 1 for x &lt;= 0, accurate relative to x; -1 below -20, where a float cannot tell the difference.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>e^x - 1, lane by lane; undefined for positive x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> ExpMinusOneOfNegative(Vector512<float> x)
    {
        // 2^n (e^r - 1) + (2^n - 1); for small |x| n is 0, so that the relative accuracy stays.
        Vector512<float> y = AtLeast(-20f, x);
        Vector512<float> rounded = Vector512.MultiplyAddEstimate(y, Vector512.Create(Log2E), Vector512.Create(RoundToExponent));
        Vector512<float> power = (rounded.AsInt32() << 23).AsSingle();
        Vector512<float> e = ExpMinusOneReduced(Reduce(y, rounded - Vector512.Create(RoundToExponent)));
        return Vector512.MultiplyAddEstimate(e, power, power - Vector512<float>.One);
    }

    /// <summary>r = x - n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Reduce(Vector512<float> x, Vector512<float> n) =>
        Vector512.MultiplyAddEstimate(
            n, Vector512.Create(-Ln2Low), Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2High), x));

    /// <summary>e^r - 1 for |r| &lt;= ln(2) / 2, accurate relative to r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpMinusOneReduced(Vector512<float> r)
    {
        // Estrin's scheme: no more operations than Horner's, and a shorter chain of them.
        Vector512<float> square = r * r;
        Vector512<float> low = Vector512.MultiplyAddEstimate(r, Vector512.Create(E3), Vector512.Create(E2));
        Vector512<float> high = Vector512.MultiplyAddEstimate(r, Vector512.Create(E5), Vector512.Create(E4));
        high = Vector512.MultiplyAddEstimate(square, Vector512.Create(E6), high);
        Vector512<float> q = Vector512.MultiplyAddEstimate(high, square, low);
        return Vector512.MultiplyAddEstimate(q, square, r);
    }

    /// <summary>ln(1 + f) + k ln 2 for sqrt(1/2) &lt;= 1 + f &lt;= sqrt(2), accurate relative to f where k = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOnePlus(Vector512<float> f, Vector512<float> k)
    {
        Vector512<float> p = Vector512.MultiplyAddEstimate(f, Vector512.Create(L10), Vector512.Create(L9));
        p = Vector512.MultiplyAddEstimate(p, f, Vector512.Create(L8));
        p = Vector512.MultiplyAddEstimate(p, f, Vector512.Create(L7));
        p = Vector512.MultiplyAddEstimate(p, f, Vector512.Create(L6));
        p = Vector512.MultiplyAddEstimate(p, f, Vector512.Create(L5));
        p = Vector512.MultiplyAddEstimate(p, f, Vector512.Create(L4));
        p = Vector512.MultiplyAddEstimate(p, f, Vector512.Create(L3));
        Vector512<float> square = f * f;
        Vector512<float> tail = Vector512.MultiplyAddEstimate(p, square * f, k * Ln2Low);
        tail = Vector512.MultiplyAddEstimate(square, Vector512.Create(-0.5f), tail);
        return Vector512.MultiplyAddEstimate(k, Vector512.Create(Ln2High), f + tail);
    }

    /// <summary>min(x, bound), NaN for NaN, in one instruction: x86 returns the second operand if either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AtMost(float bound, Vector512<float> x) =>
        X86Base.IsSupported ? Vector512.MinNative(Vector512.Create(bound), x) : Vector512.Min(Vector512.Create(bound), x);

    /// <summary>max(x, bound), NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> AtLeast(float bound, Vector512<float> x) =>
        X86Base.IsSupported ? Vector512.MaxNative(Vector512.Create(bound), x) : Vector512.Max(Vector512.Create(bound), x);
}
