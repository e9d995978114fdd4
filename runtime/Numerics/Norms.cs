using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>
/// Euclidean norms of floats, and scaling to them, in float64: there no square of a float overflows or vanishes, and each is exact. The
/// order of a sum is the same at every vector width.
/// </summary>
internal static class Norms
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>The sum of x[i]^2.</summary>
    [MethodImpl(Kernel)]
    public static double SumOfSquares(ReadOnlySpan<float> x)
    {
        ref float first = ref MemoryMarshal.GetReference(x);
        Vector256<double> sum0 = Vector256<double>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
        int i = 0;
        for (; i <= x.Length - 16; i += 16)
        {
            (Vector256<double> x0, Vector256<double> x1) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)i));
            (Vector256<double> x2, Vector256<double> x3) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)i + 8));
            sum0 += x0 * x0;
            sum1 += x1 * x1;
            sum2 += x2 * x2;
            sum3 += x3 * x3;
        }

        double total = Doubles.Sum((sum0 + sum1) + (sum2 + sum3));
        for (; i < x.Length; i++)
        {
            total += (double)x[i] * x[i];
        }

        return total;
    }

    /// <summary>sums[i] += x[i]^2</summary>
    [MethodImpl(Kernel)]
    public static void AddSquares(ReadOnlySpan<float> x, Span<double> sums)
    {
        ref float first = ref MemoryMarshal.GetReference(x);
        ref double sum = ref MemoryMarshal.GetReference(sums[..x.Length]);
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)i));
            (Vector256.LoadUnsafe(ref sum, (nuint)i) + (low * low)).StoreUnsafe(ref sum, (nuint)i);
            (Vector256.LoadUnsafe(ref sum, (nuint)i + 4) + (high * high)).StoreUnsafe(ref sum, (nuint)i + 4);
        }

        for (; i < x.Length; i++)
        {
            sums[i] += (double)x[i] * x[i];
        }
    }

    /// <summary>x[i] *= factor, each product rounded once.</summary>
    [MethodImpl(Kernel)]
    public static void Scale(Span<float> x, double factor)
    {
        ref float first = ref MemoryMarshal.GetReference(x);
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)i));
            Vector256.Narrow(low * factor, high * factor).StoreUnsafe(ref first, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            x[i] = (float)(x[i] * factor);
        }
    }

    /// <summary>x[i] *= factors[i], each product rounded once.</summary>
    [MethodImpl(Kernel)]
    public static void Scale(Span<float> x, ReadOnlySpan<double> factors)
    {
        ref float first = ref MemoryMarshal.GetReference(x);
        ref double factor = ref MemoryMarshal.GetReference(factors[..x.Length]);
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)i));
            low *= Vector256.LoadUnsafe(ref factor, (nuint)i);
            high *= Vector256.LoadUnsafe(ref factor, (nuint)i + 4);
            Vector256.Narrow(low, high).StoreUnsafe(ref first, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            x[i] = (float)(x[i] * factors[i]);
        }
    }

    /// <summary>
    /// What a vector is multiplied by to have a norm of at most <paramref name="most"/>. It is 1 for one that is not finite: no factor
    /// makes it so, and it must not look as if it were.
    /// </summary>
    /// <param name="sumOfSquares">The square of its norm.</param>
    /// <param name="most">The bound.</param>
    public static double FactorTo(double sumOfSquares, float most)
    {
        double norm = Math.Sqrt(sumOfSquares);
        return norm > most && double.IsFinite(norm) ? most / norm : 1;
    }
}
