using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>
/// Four float64 numbers at a time, whatever the width of the machine's vectors, so that no sum depends on it. What a loss needs of exp and
/// ln, to 1.4e-8 relative to the result: a quarter of what a float can tell. Products and sums are rounded each for itself, since not every
/// processor can multiply and add in one.
/// </summary>
internal static class Doubles
{
    /// <summary>How many numbers there are in a vector.</summary>
    public const int Lanes = 4;

    private const double Log2E = 1.4426950408889634;
    private const double Ln2 = 0.6931471805599453;

    // Adding 1.5 * 2^52 rounds to an integer, which is then found in the low bits of the sum's significand; here with an exponent's bias.
    private const double RoundToExponent = 6755399441055744d + 1023d;

    // Below this e^x is no normal number.
    private const double ExpLow = -708;

    private const double MinusOneLow = -50;

    // (e^r - 1 - r) / r^2 on |r| <= ln(2) / 2, by the Remez exchange algorithm: e^r - 1 is then right to 1.3e-8 of itself, e^r to 5.4e-9.
    private const double E2 = 0.49999998155111525;
    private const double E3 = 0.1666654367030193;
    private const double E4 = 0.04166719966470329;
    private const double E5 = 0.0083665139316171;
    private const double E6 = 0.0013882521531446638;

    // (2 artanh(s) - 2 s) / s^3 by powers of s^2, s^2 <= 0.0295, in the same way: ln(1 + f) is then right to 8e-10 of itself.
    private const double L1 = 0.6666677608542897;
    private const double L2 = 0.3997757402290013;
    private const double L3 = 0.2987093707978283;

    private const double TwoTo52 = 4503599627370496;
    private const int SignificandBits = 52;
    private const long HalfSquareRootBits = 0x3FE6A09E667F3BCD; // sqrt(1/2)
    private const double SquareRootMinusOne = 0.41421356237309503;

    /// <summary>Four floats as float64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Widen(Vector128<float> x) => Avx.IsSupported
        ? Avx.ConvertToVector256Double(x)
        : Vector256.Create(Vector128.WidenLower(x), Vector128.WidenUpper(x));

    /// <summary>The nearest floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Narrow(Vector256<double> x) => Avx.IsSupported
        ? Avx.ConvertToVector128Single(x)
        : Vector128.Narrow(x.GetLower(), x.GetUpper());

    /// <summary>The sum of the four, always in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256<double> x) => (x[0] + x[1]) + (x[2] + x[3]);

    /// <summary>All bits in the first lanes, none in the others.</summary>
    /// <param name="count">How many lanes; four or more are all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FirstLanes(int count) => count >= Lanes
        ? Vector256<double>.AllBitsSet
        : Vector256.LessThan(Vector256.Create(0d, 1, 2, 3), Vector256.Create((double)count));

    /// <summary>e^x for x &lt;= 0; 0 below -708, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ExpOfNegative(Vector256<double> x)
    {
        Vector256<double> power = Reduce(x, out Vector256<double> r);
        Vector256<double> result = ((Tail(r) * (r * r)) + (Vector256<double>.One + r)) * power;
        return Vector256.AndNot(result, Vector256.LessThan(x, Vector256.Create(ExpLow)));
    }

    /// <summary>e^x - 1 for x &lt;= 0, relative to the result also where x is tiny; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ExpMinusOneOfNegative(Vector256<double> x)
    {
        // 2^n (e^r - 1) + (2^n - 1); below the bound e^x is nothing beside 1.
        Vector256<double> power = Reduce(Vector256.Max(x, Vector256.Create(MinusOneLow)), out Vector256<double> r);
        Vector256<double> e = (Tail(r) * (r * r)) + r;
        return (e * power) + (power - Vector256<double>.One);
    }

    /// <summary>2^n and r with e^x = 2^n e^r, |r| &lt;= ln(2) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Reduce(Vector256<double> x, out Vector256<double> r)
    {
        Vector256<double> rounded = (x * Log2E) + Vector256.Create(RoundToExponent);
        r = x - ((rounded - Vector256.Create(RoundToExponent)) * Ln2);
        return (rounded.AsInt64() << SignificandBits).AsDouble();
    }

    /// <summary>(e^r - 1 - r) / r^2</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Tail(Vector256<double> r)
    {
        Vector256<double> square = r * r;
        Vector256<double> low = (r * E3) + Vector256.Create(E2);
        Vector256<double> high = (r * E5) + Vector256.Create(E4);
        return (((square * E6) + high) * square) + low;
    }

    /// <summary>ln(1 + x) for finite x &gt;= 0, relative to the result also where x is tiny; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LogOnePlus(Vector256<double> x)
    {
        // 1 + x = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2); where k = 0, f is x itself and nothing is lost.
        Vector256<double> isLarge = Vector256.GreaterThan(x, Vector256.Create(SquareRootMinusOne));
        Vector256<long> bits = (Vector256<double>.One + x).AsInt64();
        Vector256<long> k = (bits - Vector256.Create(HalfSquareRootBits)) >>> SignificandBits;
        Vector256<double> reduced = (bits - (k << SignificandBits)).AsDouble() - Vector256<double>.One;
        Vector256<double> f = Vector256.ConditionalSelect(isLarge, reduced, x);

        // ln(1 + f) = 2 artanh(f / (2 + f)), whose argument is at most 0.172.
        Vector256<double> s = f / (f + Vector256.Create(2d));
        Vector256<double> w = s * s;
        Vector256<double> low = (w * L1) + Vector256.Create(2d);
        Vector256<double> high = (w * L3) + Vector256.Create(L2);
        Vector256<double> log = s * ((high * (w * w)) + low);

        // A whole number of 52 bits is found in the significand of its sum with 2^52.
        Vector256<double> exponent = (k | Vector256.Create(TwoTo52).AsInt64()).AsDouble() - Vector256.Create(TwoTo52);
        return log + ((exponent * Ln2) & isLarge);
    }
}
