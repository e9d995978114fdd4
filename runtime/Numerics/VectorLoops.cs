using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>
/// The loops behind passes over blocks: the widest vectors the hardware has, then at most one vector of each narrower width, then single
/// floats. They never touch memory outside the spans.
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
            Map<TOperator, Simd512, Vector512<float>>(ref px, ref i, length, op);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Map<TOperator, Simd256, Vector256<float>>(ref px, ref i, length, op);
        }
        else
        {
            Map<TOperator, Simd128, Vector128<float>>(ref px, ref i, length, op);
        }

        if (i < length)
        {
            MapRest(ref px, i, length, op);
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
            Map<TOperator, Simd512, Vector512<float>>(ref px, ref py, ref i, length, op);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Map<TOperator, Simd256, Vector256<float>>(ref px, ref py, ref i, length, op);
        }
        else
        {
            Map<TOperator, Simd128, Vector128<float>>(ref px, ref py, ref i, length, op);
        }

        if (i < length)
        {
            MapRest(ref px, ref py, i, length, op);
        }
    }

    /// <summary>The sum of op(x[i]). Its order depends on the length alone, not on the width of the machine's vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<TOperator>(ReadOnlySpan<float> x, TOperator op)
        where TOperator : struct, IUnaryOperator => Sum(x, x, new First<TOperator>(op));

    /// <summary>The sum of op(x[i], y[i]), in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<TOperator>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, TOperator op)
        where TOperator : struct, IBinaryOperator
    {
        CheckLengths(x, y);
        ref float px = ref MemoryMarshal.GetReference(x);
        ref float py = ref MemoryMarshal.GetReference(y);
        nint i = 0, length = x.Length;

        // Four vectors, so that no addition waits for the one before; of 128 bits, for those are everywhere.
        Vector128<float> sum = Vector128<float>.Zero;
        if (length >= 16)
        {
            Vector128<float> sum1 = sum, sum2 = sum, sum3 = sum;
            for (; i <= length - 16; i += 16)
            {
                sum += InvokeVector(ref px, ref py, i, op);
                sum1 += InvokeVector(ref px, ref py, i + 4, op);
                sum2 += InvokeVector(ref px, ref py, i + 8, op);
                sum3 += InvokeVector(ref px, ref py, i + 12, op);
            }

            sum = (sum + sum1) + (sum2 + sum3);
        }

        for (; i <= length - 4; i += 4)
        {
            sum += InvokeVector(ref px, ref py, i, op);
        }

        float total = Total(sum);
        for (; i < length; i++)
        {
            total += InvokeScalar(Unsafe.Add(ref px, i), Unsafe.Add(ref py, i), op);
        }

        return total;
    }

    /// <summary>
    /// The largest x[i]; -infinity for none. A NaN may or may not be returned, and of -0 and 0 either: no one may be able to tell.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(ReadOnlySpan<float> x)
    {
        ref float px = ref MemoryMarshal.GetReference(x);
        nint i = 0, length = x.Length;
        Vector256<float> max256 = Vector256.Create(float.NegativeInfinity);
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> max512 = Vector512.Create(float.NegativeInfinity);
            Max<Simd512, Vector512<float>>(ref px, ref i, length, ref max512);
            max256 = Vector256.MaxNative(max512.GetLower(), max512.GetUpper());
        }

        Vector128<float> max128 = Vector128.Create(float.NegativeInfinity);
        if (Vector256.IsHardwareAccelerated)
        {
            Max<Simd256, Vector256<float>>(ref px, ref i, length, ref max256);
            max128 = Vector128.MaxNative(max256.GetLower(), max256.GetUpper());
        }

        Max<Simd128, Vector128<float>>(ref px, ref i, length, ref max128);
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

    /// <summary>
    /// Puts <see cref="float.NaN"/> in the place of all that are not a number: which of the many NaN comes out of a sum is up to the processor.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void UnifyNaN(Span<float> x)
    {
        if (MayHaveNaN(x))
        {
            ReplaceNaN(x);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReplaceNaN(Span<float> x)
    {
        foreach (ref float value in x)
        {
            value = OneNaN(value);
        }
    }

    /// <summary>x, or <see cref="float.NaN"/> where it is another NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OneNaN(float x) => float.IsNaN(x) ? float.NaN : x;

    /// <summary>Whether there may be one: sums tell, at one addition for a vector, and may be NaN for infinities too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayHaveNaN(ReadOnlySpan<float> x)
    {
        ref float first = ref MemoryMarshal.GetReference(x);
        nint i = 0, length = x.Length;
        Vector128<float> sum;
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<float> wide = SumInFours<Simd256, Vector256<float>>(ref first, ref i, length);
            sum = wide.GetLower() + wide.GetUpper();
        }
        else
        {
            sum = SumInFours<Simd128, Vector128<float>>(ref first, ref i, length);
        }

        for (; i <= length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            sum += Simd128.Load(ref first, i);
        }

        float total = Total(sum);
        for (; i < length; i++)
        {
            total += Unsafe.Add(ref first, i);
        }

        return float.IsNaN(total);
    }

    /// <summary>The sum of whole vectors from i on, four at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SumInFours<TSimd, TVector>(ref float x, ref nint i, nint length)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector sum0 = TSimd.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
        for (; i <= length - (4 * TSimd.Lanes); i += 4 * TSimd.Lanes)
        {
            ref float first = ref Unsafe.Add(ref x, i);
            sum0 = TSimd.Add(sum0, TSimd.Load(ref first));
            sum1 = TSimd.Add(sum1, TSimd.Load(ref first, TSimd.Lanes));
            sum2 = TSimd.Add(sum2, TSimd.Load(ref first, 2 * TSimd.Lanes));
            sum3 = TSimd.Add(sum3, TSimd.Load(ref first, 3 * TSimd.Lanes));
        }

        return TSimd.Add(TSimd.Add(sum0, sum1), TSimd.Add(sum2, sum3));
    }

    /// <summary>The sum of four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Total(Vector128<float> x)
    {
        x += Vector128.Shuffle(x, Vector128.Create(2, 3, 0, 1));
        return x[0] + x[1];
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

    /// <summary>
    /// What whole vectors of the widest leave. Not inlined: the blocks of a network are padded and leave nothing, so that it need not be
    /// compiled before a first prediction.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void MapRest<TOperator>(ref float x, nint i, nint length, TOperator op)
        where TOperator : struct, IUnaryOperator
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Map<TOperator, Simd256, Vector256<float>>(ref x, ref i, length, op);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            Map<TOperator, Simd128, Vector128<float>>(ref x, ref i, length, op);
        }

        for (; i < length; i++)
        {
            ref float xi = ref Unsafe.Add(ref x, i);
            xi = op.Invoke<Simd128, Vector128<float>>(Vector128.CreateScalar(xi)).ToScalar();
        }
    }

    /// <inheritdoc cref="MapRest{TOperator}(ref float, nint, nint, TOperator)"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void MapRest<TOperator>(ref float x, ref float y, nint i, nint length, TOperator op)
        where TOperator : struct, IBinaryOperator
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Map<TOperator, Simd256, Vector256<float>>(ref x, ref y, ref i, length, op);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            Map<TOperator, Simd128, Vector128<float>>(ref x, ref y, ref i, length, op);
        }

        for (; i < length; i++)
        {
            ref float yi = ref Unsafe.Add(ref y, i);
            yi = InvokeScalar(Unsafe.Add(ref x, i), yi, op);
        }
    }

    /// <summary>Whole vectors from i on, which is left where less than one remains; so are the next two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Map<TOperator, TSimd, TVector>(ref float x, ref nint i, nint length, TOperator op)
        where TOperator : struct, IUnaryOperator
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (; i <= length - TSimd.Lanes; i += TSimd.Lanes)
        {
            TSimd.Store(op.Invoke<TSimd, TVector>(TSimd.Load(ref Unsafe.Add(ref x, i))), ref Unsafe.Add(ref x, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Map<TOperator, TSimd, TVector>(ref float x, ref float y, ref nint i, nint length, TOperator op)
        where TOperator : struct, IBinaryOperator
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (; i <= length - TSimd.Lanes; i += TSimd.Lanes)
        {
            TVector result = op.Invoke<TSimd, TVector>(TSimd.Load(ref Unsafe.Add(ref x, i)), TSimd.Load(ref Unsafe.Add(ref y, i)));
            TSimd.Store(result, ref Unsafe.Add(ref y, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Max<TSimd, TVector>(ref float x, ref nint i, nint length, ref TVector max)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (; i <= length - TSimd.Lanes; i += TSimd.Lanes)
        {
            max = TSimd.MaxNative(max, TSimd.Load(ref Unsafe.Add(ref x, i)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InvokeVector<TOperator>(ref float x, ref float y, nint i, TOperator op)
        where TOperator : struct, IBinaryOperator =>
        op.Invoke<Simd128, Vector128<float>>(Simd128.Load(ref x, i), Simd128.Load(ref y, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float InvokeScalar<TOperator>(float x, float y, TOperator op) where TOperator : struct, IBinaryOperator =>
        op.Invoke<Simd128, Vector128<float>>(Vector128.CreateScalar(x), Vector128.CreateScalar(y)).ToScalar();

    private readonly struct First<TOperator>(TOperator op) : IBinaryOperator
        where TOperator : struct, IUnaryOperator
    {
        private readonly TOperator _op = op;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        TVector IBinaryOperator.Invoke<TSimd, TVector>(TVector x, TVector y) => _op.Invoke<TSimd, TVector>(x);
    }
}
