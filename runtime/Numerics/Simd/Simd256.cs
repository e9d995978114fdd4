using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>Vectors of 256 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd256 : ISimd<Vector256<float>>
{
    /// <inheritdoc/>
    public static int Lanes => 8;

    /// <inheritdoc/>
    public static int Registers => Avx512F.VL.IsSupported ? 32 : 16;

    /// <inheritdoc/>
    public static Vector256<float> Zero => Vector256<float>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Create(float value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float source) => Vector256.LoadUnsafe(ref source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float source, nint offset) => Vector256.LoadUnsafe(ref source, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref float source, nint offset, out Vector256<float> first, out Vector256<float> second)
    {
        first = Vector256.LoadUnsafe(ref source, (nuint)offset);
        second = Vector256.LoadUnsafe(ref source, (nuint)(offset + Vector256<float>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, ref float destination) => vector.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, ref float destination, nint offset) =>
        vector.StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> first, Vector256<float> second, ref float destination, nint offset)
    {
        first.StoreUnsafe(ref destination, (nuint)offset);
        second.StoreUnsafe(ref destination, (nuint)(offset + Vector256<float>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> x, Vector256<float> y) => x + y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> x, Vector256<float> y, Vector256<float> z) =>
        Vector256.MultiplyAddEstimate(x, y, z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Vector256<float> b, ref float a, nint offset, ref Vector256<float> sum) =>
        sum = Vector256.MultiplyAddEstimate(b, Vector256.Create(Unsafe.Add(ref a, offset)), sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector256<float> b0, Vector256<float> b1, ref float a, nint offset, ref Vector256<float> sum0, ref Vector256<float> sum1)
    {
        Vector256<float> factor = Vector256.Create(Unsafe.Add(ref a, offset));
        sum0 = Vector256.MultiplyAddEstimate(b0, factor, sum0);
        sum1 = Vector256.MultiplyAddEstimate(b1, factor, sum1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, Vector256<float> a, ref Vector256<float> sum) =>
        sum = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref b, (nuint)offset), a, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, Vector256<float> a, ref Vector256<float> sum0, ref Vector256<float> sum1)
    {
        sum0 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref b, (nuint)offset), a, sum0);
        sum1 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref b, (nuint)(offset + Vector256<float>.Count)), a, sum1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, ref float a, nint place, ref Vector256<float> sum) =>
        sum = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref b, (nuint)offset), Vector256.Create(Unsafe.Add(ref a, place)), sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref float b, nint offset, ref float a, nint place, ref Vector256<float> sum0, ref Vector256<float> sum1)
    {
        Vector256<float> factor = Vector256.Create(Unsafe.Add(ref a, place));
        sum0 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref b, (nuint)offset), factor, sum0);
        sum1 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref b, (nuint)(offset + Vector256<float>.Count)), factor, sum1);
    }
}
