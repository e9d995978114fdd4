using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>Vectors of 128 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd128 : ISimd<Vector128<float>>
{
    /// <inheritdoc/>
    public static int Lanes => 4;

    /// <inheritdoc/>
    public static int Registers => Avx512F.VL.IsSupported ? 32 : 16;

    /// <inheritdoc/>
    public static Vector128<float> Zero => Vector128<float>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Create(float value) => Vector128.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref float source) => Vector128.LoadUnsafe(ref source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref float source, nint offset) => Vector128.LoadUnsafe(ref source, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref float source, nint offset, out Vector128<float> first, out Vector128<float> second)
    {
        first = Vector128.LoadUnsafe(ref source, (nuint)offset);
        second = Vector128.LoadUnsafe(ref source, (nuint)(offset + Vector128<float>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> vector, ref float destination) => vector.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> vector, ref float destination, nint offset) =>
        vector.StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> first, Vector128<float> second, ref float destination, nint offset)
    {
        first.StoreUnsafe(ref destination, (nuint)offset);
        second.StoreUnsafe(ref destination, (nuint)(offset + Vector128<float>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> x, Vector128<float> y) => x + y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> x, Vector128<float> y, Vector128<float> z) =>
        Vector128.MultiplyAddEstimate(x, y, z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Vector128<float> b, ref float a, nint offset, ref Vector128<float> sum) =>
        sum = Vector128.MultiplyAddEstimate(b, Vector128.Create(Unsafe.Add(ref a, offset)), sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector128<float> b0, Vector128<float> b1, ref float a, nint offset, ref Vector128<float> sum0, ref Vector128<float> sum1)
    {
        Vector128<float> factor = Vector128.Create(Unsafe.Add(ref a, offset));
        sum0 = Vector128.MultiplyAddEstimate(b0, factor, sum0);
        sum1 = Vector128.MultiplyAddEstimate(b1, factor, sum1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, Vector128<float> a, ref Vector128<float> sum) =>
        sum = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref b, (nuint)offset), a, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, Vector128<float> a, ref Vector128<float> sum0, ref Vector128<float> sum1)
    {
        sum0 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref b, (nuint)offset), a, sum0);
        sum1 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref b, (nuint)(offset + Vector128<float>.Count)), a, sum1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, ref float a, nint place, ref Vector128<float> sum) =>
        sum = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref b, (nuint)offset), Vector128.Create(Unsafe.Add(ref a, place)), sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref float b, nint offset, ref float a, nint place, ref Vector128<float> sum0, ref Vector128<float> sum1)
    {
        Vector128<float> factor = Vector128.Create(Unsafe.Add(ref a, place));
        sum0 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref b, (nuint)offset), factor, sum0);
        sum1 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref b, (nuint)(offset + Vector128<float>.Count)), factor, sum1);
    }
}
