using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>
/// Elementary functions in float64 that are the same to the bit everywhere: <see cref="Math"/> asks the C library of the system, and these
/// differ in the last bit. They take +, -, *, / alone, which IEEE 754 defines to the bit.
/// </summary>
/// <remarks>
/// <para>Largest errors found: 0.82 ulp of Exp, 0.76 of Log, 0.76 of the sine and 0.75 of the cosine.</para>
/// <para>
/// Algorithms: J.-M. Muller, <i>Elementary Functions: Algorithms and Implementation</i>. The argument is reduced by a constant in parts
/// whose products are exact (Cody and Waite, ch. 11), what that rounds off is carried along, and on the short range that remains Taylor's
/// series has ended where the next term is below 2^-57.
/// </para>
/// </remarks>
internal static class PortableMath
{
    /// <summary>The largest |x| that <see cref="SinCos"/> takes: above it the parts of pi/2 are too few.</summary>
    public const double LargestAngle = 1 << 20;

    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts. The first has 40 bits, so that its product with an exponent is exact.
    private const double Ln2High = 0.6931471805592082;
    private const double Ln2Low = 7.371002565167799e-13;

    private const double TwoOverPi = 0.6366197723675814;

    // pi/2 in three parts. The first two have 33 bits.
    private const double HalfPiHigh = 1.5707963267341256;
    private const double HalfPiMiddle = 6.077100506303966e-11;
    private const double HalfPiLow = 2.0222662487959506e-21;

    private const double SquareRootOfTwo = 1.4142135623730951;

    private const int SignificandBits = 52;
    private const int ExponentBias = 1023;

    /// <summary>e^x.</summary>
    /// <param name="x">The exponent.</param>
    public static double Exp(double x)
    {
        if (!(Math.Abs(x) < 1000))
        {
            return x > 0 ? double.PositiveInfinity : x < 0 ? 0 : double.NaN;
        }

        // e^x = 2^n e^(r + tail)
        double n = Math.Round(x * Log2E);
        double high = x - (n * Ln2High);
        double low = n * Ln2Low;
        double r = high - low;
        double tail = high - r - low;
        double series = Polynomial(
            r,
            1d / 2, 1d / 6, 1d / 24, 1d / 120, 1d / 720, 1d / 5040, 1d / 40320, 1d / 362880, 1d / 3628800, 1d / 39916800, 1d / 479001600,
            1d / 6227020800);
        return Math.ScaleB(1 + (r + (tail + (r * r * series))), (int)n);
    }

    /// <summary>ln x; -infinity for 0, NaN below.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log(double x)
    {
        if (!(x > 0 && double.IsFinite(x)))
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        // x = 2^k (1 + f), sqrt(1/2) < 1 + f <= sqrt(2); ln(1 + f) = 2 artanh(f / (2 + f)), of which f is split off.
        double significand = Split(x, out long k);
        if (significand > SquareRootOfTwo)
        {
            significand /= 2;
            k++;
        }

        double f = significand - 1;
        double s = f / (2 + f);
        double square = s * s;
        double half = f * f / 2;
        double series = square * Polynomial(
            square, 2d / 3, 2d / 5, 2d / 7, 2d / 9, 2d / 11, 2d / 13, 2d / 15, 2d / 17, 2d / 19, 2d / 21);
        double tail = (s * (half + series)) + (k * Ln2Low);
        return (k * Ln2High) - (half - tail - f);
    }

    /// <summary>The sine and the cosine of an angle.</summary>
    /// <param name="x">The angle, at most <see cref="LargestAngle"/> either way.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sin, double Cos) SinCos(double x)
    {
        // x = n pi/2 + r + tail
        double n = Math.Round(x * TwoOverPi);
        double first = x - (n * HalfPiHigh);
        double middle = n * HalfPiMiddle;
        double second = first - middle;
        double subtracted = first - second;
        double low = (n * HalfPiLow) - (first - (second + subtracted) + (subtracted - middle));
        double r = second - low;
        double tail = second - r - low;
        double square = r * r;

        double sinSeries = Polynomial(
            square,
            -1d / 6, 1d / 120, -1d / 5040, 1d / 362880, -1d / 39916800, 1d / 6227020800, -1d / 1307674368000, 1d / 355687428096000);
        double sin = r + ((r * square * sinSeries) + (tail * (1 - (square / 2))));

        double cosSeries = Polynomial(
            square,
            1d / 24, -1d / 720, 1d / 40320, -1d / 3628800, 1d / 479001600, -1d / 87178291200, 1d / 20922789888000, -1d / 6402373705728000);
        double half = square / 2;
        double most = 1 - half;
        double cos = most + (1 - most - half + ((square * square * cosSeries) - (r * tail)));

        return ((long)n & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <summary>x^n by squaring, right to n 2^-53 of itself.</summary>
    /// <param name="x">The base.</param>
    /// <param name="n">The exponent, at least 0.</param>
    public static double Power(double x, long n)
    {
        double power = 1;
        for (double square = x; n > 0; square *= square)
        {
            power *= (n & 1) == 0 ? 1 : square;
            n >>= 1;
        }

        return power;
    }

    /// <summary>The first coefficient, x times the second, and so on; those of even and of odd powers each for itself, so that neither waits
    /// for the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Polynomial(double x, params ReadOnlySpan<double> coefficients)
    {
        double square = x * x, even = 0, odd = 0;
        for (int i = coefficients.Length - 2; i >= 0; i -= 2)
        {
            even = (even * square) + coefficients[i];
            odd = (odd * square) + coefficients[i + 1];
        }

        return even + (odd * x);
    }

    /// <summary>x / 2^k, at least 1 and below 2, for finite x above 0.</summary>
    private static double Split(double x, out long k)
    {
        int shift = double.IsSubnormal(x) ? SignificandBits : 0;
        long bits = BitConverter.DoubleToInt64Bits(shift == 0 ? x : x * (1L << SignificandBits));
        k = (bits >> SignificandBits) - ExponentBias;
        double significand = BitConverter.Int64BitsToDouble(bits - (k << SignificandBits));
        k -= shift;
        return significand;
    }
}
