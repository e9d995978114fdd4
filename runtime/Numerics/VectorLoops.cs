using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>A function of one float, for each vector width. All widths must give the same bits for the same value.</summary>
internal interface IUnaryOperator
{
    Vector128<float> Invoke(Vector128<float> x);

    Vector256<float> Invoke(Vector256<float> x);

    Vector512<float> Invoke(Vector512<float> x);
}

/// <summary>A function of two floats, for each vector width. All widths must give the same bits for the same values.</summary>
internal interface IBinaryOperator
{
    Vector128<float> Invoke(Vector128<float> x, Vector128<float> y);

    Vector256<float> Invoke(Vector256<float> x, Vector256<float> y);

    Vector512<float> Invoke(Vector512<float> x, Vector512<float> y);
}

/// <summary>
/// The loops behind <see cref="ActivationPasses"/>: the widest vectors the hardware has, then at most one vector of each narrower
/// width, then single floats. They never touch memory outside the spans.
/// </summary>
/// <remarks>
/// One vector per iteration on purpose: the JIT then hoists every constant of the operator out of the loop, and the processor overlaps
/// the iterations by itself. With two per iteration it reloaded the constants each time, and was slower.
/// </remarks>
internal static class VectorLoops
{
    /// <summary>x[i] = op(x[i])</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TOperator>(Span<float> x, TOperator op)
        where TOperator : struct, IUnaryOperator
    {
        ref float px = ref MemoryMarshal.GetReference(x);
        nint i = 0, length = x.Length;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                op.Invoke(Vector512.LoadUnsafe(ref px, (nuint)i)).StoreUnsafe(ref px, (nuint)i);
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                op.Invoke(Vector256.LoadUnsafe(ref px, (nuint)i)).StoreUnsafe(ref px, (nuint)i);
            }
        }

        for (; i <= length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            op.Invoke(Vector128.LoadUnsafe(ref px, (nuint)i)).StoreUnsafe(ref px, (nuint)i);
        }

        for (; i < length; i++)
        {
            ref float xi = ref Unsafe.Add(ref px, i);
            xi = op.Invoke(Vector128.CreateScalar(xi)).ToScalar();
        }
    }

    /// <summary>y[i] = op(x[i], y[i])</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TOperator>(ReadOnlySpan<float> x, Span<float> y, TOperator op)
        where TOperator : struct, IBinaryOperator
    {
        CheckLengths(x, y);
        ref float px = ref MemoryMarshal.GetReference(x);
        ref float py = ref MemoryMarshal.GetReference(y);
        nint i = 0, length = y.Length;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                op.Invoke(Vector512.LoadUnsafe(ref px, (nuint)i), Vector512.LoadUnsafe(ref py, (nuint)i)).StoreUnsafe(ref py, (nuint)i);
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                op.Invoke(Vector256.LoadUnsafe(ref px, (nuint)i), Vector256.LoadUnsafe(ref py, (nuint)i)).StoreUnsafe(ref py, (nuint)i);
            }
        }

        for (; i <= length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            op.Invoke(Vector128.LoadUnsafe(ref px, (nuint)i), Vector128.LoadUnsafe(ref py, (nuint)i)).StoreUnsafe(ref py, (nuint)i);
        }

        for (; i < length; i++)
        {
            ref float yi = ref Unsafe.Add(ref py, i);
            yi = op.Invoke(Vector128.CreateScalar(Unsafe.Add(ref px, i)), Vector128.CreateScalar(yi)).ToScalar();
        }
    }

    /// <summary>The sum of op(x[i]), in one partial sum per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<TOperator>(ReadOnlySpan<float> x, TOperator op)
        where TOperator : struct, IUnaryOperator => Sum(x, x, new First<TOperator>(op));

    /// <summary>The sum of op(x[i], y[i]), in one partial sum per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<TOperator>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, TOperator op)
        where TOperator : struct, IBinaryOperator
    {
        CheckLengths(x, y);
        ref float px = ref MemoryMarshal.GetReference(x);
        ref float py = ref MemoryMarshal.GetReference(y);
        nint i = 0, length = x.Length;
        Vector256<float> sum256 = Vector256<float>.Zero;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> sum = Vector512<float>.Zero;
            for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                sum += op.Invoke(Vector512.LoadUnsafe(ref px, (nuint)i), Vector512.LoadUnsafe(ref py, (nuint)i));
            }

            sum256 = sum.GetLower() + sum.GetUpper();
        }

        Vector128<float> sum128 = Vector128<float>.Zero;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                sum256 += op.Invoke(Vector256.LoadUnsafe(ref px, (nuint)i), Vector256.LoadUnsafe(ref py, (nuint)i));
            }

            sum128 = sum256.GetLower() + sum256.GetUpper();
        }

        for (; i <= length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            sum128 += op.Invoke(Vector128.LoadUnsafe(ref px, (nuint)i), Vector128.LoadUnsafe(ref py, (nuint)i));
        }

        float total = Vector128.Sum(sum128);
        for (; i < length; i++)
        {
            total += op.Invoke(Vector128.CreateScalar(Unsafe.Add(ref px, i)), Vector128.CreateScalar(Unsafe.Add(ref py, i))).ToScalar();
        }

        return total;
    }

    /// <summary>The largest x[i]; -infinity for none. A NaN may or may not be returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(ReadOnlySpan<float> x)
    {
        ref float px = ref MemoryMarshal.GetReference(x);
        nint i = 0, length = x.Length;
        Vector256<float> max256 = Vector256.Create(float.NegativeInfinity);
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> max = Vector512.Create(float.NegativeInfinity);
            for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                max = Vector512.MaxNative(max, Vector512.LoadUnsafe(ref px, (nuint)i));
            }

            max256 = Vector256.MaxNative(max.GetLower(), max.GetUpper());
        }

        Vector128<float> max128 = Vector128.Create(float.NegativeInfinity);
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                max256 = Vector256.MaxNative(max256, Vector256.LoadUnsafe(ref px, (nuint)i));
            }

            max128 = Vector128.MaxNative(max256.GetLower(), max256.GetUpper());
        }

        for (; i <= length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            max128 = Vector128.MaxNative(max128, Vector128.LoadUnsafe(ref px, (nuint)i));
        }

        max128 = Vector128.MaxNative(max128, Vector128.Shuffle(max128, Vector128.Create(2, 3, 0, 1)));
        float result = MathF.Max(max128[0], max128[1]);
        for (; i < length; i++)
        {
            result = MathF.Max(result, Unsafe.Add(ref px, i));
        }

        return result;
    }

    /// <summary>Whether no x[i] is NaN or infinite.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static bool IsFinite(ReadOnlySpan<float> x)
    {
        // The bits of |x| as an integer grow with it: those of infinity and NaN are the largest.
        const int InfinityBits = 0x7F800000;
        ref float first = ref MemoryMarshal.GetReference(x);
        var magnitude = new Vector<int>(int.MaxValue);
        Vector<int> even = Vector<int>.Zero, odd = even;
        int i = 0;
        for (; i <= x.Length - (2 * Vector<float>.Count); i += 2 * Vector<float>.Count)
        {
            even = Vector.Max(even, Vector.LoadUnsafe(ref first, (nuint)i).As<float, int>() & magnitude);
            odd = Vector.Max(odd, Vector.LoadUnsafe(ref first, (nuint)(i + Vector<float>.Count)).As<float, int>() & magnitude);
        }

        bool isFinite = Vector.LessThanAll(Vector.Max(even, odd), new Vector<int>(InfinityBits));
        for (; i < x.Length; i++)
        {
            isFinite &= float.IsFinite(x[i]);
        }

        return isFinite;
    }

    private static void CheckLengths(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        if (x.Length != y.Length)
        {
            ThrowLengths(x.Length, y.Length);
        }
    }

    private static void ThrowLengths(int first, int second) =>
        throw new ArgumentException(
            $"The spans must have the same length: the first has {Wording.Exact(first, "value")}, the second {second}.");

    private readonly struct First<TOperator>(TOperator op) : IBinaryOperator
        where TOperator : struct, IUnaryOperator
    {
        private readonly TOperator _op = op;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<float> Invoke(Vector128<float> x, Vector128<float> y) => _op.Invoke(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) => _op.Invoke(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => _op.Invoke(x);
    }
}
