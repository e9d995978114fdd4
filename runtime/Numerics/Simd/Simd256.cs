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
    public static Vector256<float> NegativeZero => Vector256.Create(-0f);

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
    public static void Load(ref float source, nint offset0, nint offset1, out Vector256<float> row0, out Vector256<float> row1)
    {
        row0 = Vector256.LoadUnsafe(ref source, (nuint)offset0);
        row1 = Vector256.LoadUnsafe(ref source, (nuint)offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        ref float source, nint offset0, nint offset1, out Vector256<float> first0, out Vector256<float> second0, out Vector256<float> first1,
        out Vector256<float> second1)
    {
        first0 = Vector256.LoadUnsafe(ref source, (nuint)offset0);
        second0 = Vector256.LoadUnsafe(ref source, (nuint)(offset0 + Vector256<float>.Count));
        first1 = Vector256.LoadUnsafe(ref source, (nuint)offset1);
        second1 = Vector256.LoadUnsafe(ref source, (nuint)(offset1 + Vector256<float>.Count));
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
    public static void Store(Vector256<float> row0, Vector256<float> row1, ref float destination, nint offset0, nint offset1)
    {
        row0.StoreUnsafe(ref destination, (nuint)offset0);
        row1.StoreUnsafe(ref destination, (nuint)offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        Vector256<float> first0, Vector256<float> second0, Vector256<float> first1, Vector256<float> second1, ref float destination, nint offset0,
        nint offset1)
    {
        first0.StoreUnsafe(ref destination, (nuint)offset0);
        second0.StoreUnsafe(ref destination, (nuint)(offset0 + Vector256<float>.Count));
        first1.StoreUnsafe(ref destination, (nuint)offset1);
        second1.StoreUnsafe(ref destination, (nuint)(offset1 + Vector256<float>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector256<float> vector, ref float destination, nint offset) =>
        (vector + Vector256.LoadUnsafe(ref destination, (nuint)offset)).StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector256<float> first, Vector256<float> second, ref float destination, nint offset)
    {
        AddTo(first, ref destination, offset);
        AddTo(second, ref destination, offset + Vector256<float>.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector256<float> row0, Vector256<float> row1, ref float destination, nint offset0, nint offset1)
    {
        AddTo(row0, ref destination, offset0);
        AddTo(row1, ref destination, offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(
        Vector256<float> first0, Vector256<float> second0, Vector256<float> first1, Vector256<float> second1, ref float destination, nint offset0,
        nint offset1)
    {
        AddTo(first0, second0, ref destination, offset0);
        AddTo(first1, second1, ref destination, offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> x, Vector256<float> y) => x + y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> x, float y) => x + Vector256.Create(y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> x, Vector256<float> y) => x - y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> x, float y) => x - Vector256.Create(y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Negate(Vector256<float> x) => -x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> x, Vector256<float> y) => x * y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> x, float y) => x * Vector256.Create(y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Divide(Vector256<float> x, Vector256<float> y) => x / y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> x, Vector256<float> y, Vector256<float> z) =>
        Vector256.FusedMultiplyAdd(x, y, z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> x, Vector256<float> y, float z) =>
        Vector256.FusedMultiplyAdd(x, y, Vector256.Create(z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> x, float y, Vector256<float> z) =>
        Vector256.FusedMultiplyAdd(x, Vector256.Create(y), z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> x, float y, float z) =>
        Vector256.FusedMultiplyAdd(x, Vector256.Create(y), Vector256.Create(z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Vector256<float> b, ref float a, nint offset, ref Vector256<float> sum) =>
        sum = Vector256.FusedMultiplyAdd(b, Vector256.Create(Unsafe.Add(ref a, offset)), sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector256<float> b0, Vector256<float> b1, ref float a, nint offset, ref Vector256<float> sum0, ref Vector256<float> sum1)
    {
        Vector256<float> factor = Vector256.Create(Unsafe.Add(ref a, offset));
        sum0 = Vector256.FusedMultiplyAdd(b0, factor, sum0);
        sum1 = Vector256.FusedMultiplyAdd(b1, factor, sum1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Vector256<float> b, ref float a, nint offset0, nint offset1, ref Vector256<float> row0, ref Vector256<float> row1)
    {
        row0 = Vector256.FusedMultiplyAdd(b, Vector256.Create(Unsafe.Add(ref a, offset0)), row0);
        row1 = Vector256.FusedMultiplyAdd(b, Vector256.Create(Unsafe.Add(ref a, offset1)), row1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector256<float> b0, Vector256<float> b1, ref float a, nint offset0, nint offset1, ref Vector256<float> first0, ref Vector256<float> second0,
        ref Vector256<float> first1, ref Vector256<float> second1)
    {
        Vector256<float> factor0 = Vector256.Create(Unsafe.Add(ref a, offset0));
        first0 = Vector256.FusedMultiplyAdd(b0, factor0, first0);
        second0 = Vector256.FusedMultiplyAdd(b1, factor0, second0);
        Vector256<float> factor1 = Vector256.Create(Unsafe.Add(ref a, offset1));
        first1 = Vector256.FusedMultiplyAdd(b0, factor1, first1);
        second1 = Vector256.FusedMultiplyAdd(b1, factor1, second1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, Vector256<float> a, ref Vector256<float> sum) =>
        sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref b, (nuint)offset), a, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, Vector256<float> a, ref Vector256<float> sum0, ref Vector256<float> sum1)
    {
        sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref b, (nuint)offset), a, sum0);
        sum1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref b, (nuint)(offset + Vector256<float>.Count)), a, sum1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, ref float a, nint place, ref Vector256<float> sum) =>
        sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref b, (nuint)offset), Vector256.Create(Unsafe.Add(ref a, place)), sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref float b, nint offset, ref float a, nint place, ref Vector256<float> sum0, ref Vector256<float> sum1)
    {
        Vector256<float> factor = Vector256.Create(Unsafe.Add(ref a, place));
        sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref b, (nuint)offset), factor, sum0);
        sum1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref b, (nuint)(offset + Vector256<float>.Count)), factor, sum1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> x, Vector256<float> y) => Vector256.Min(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> x, Vector256<float> y) => Vector256.Max(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MinNative(Vector256<float> x, Vector256<float> y) => Vector256.MinNative(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MaxNative(Vector256<float> x, Vector256<float> y) => Vector256.MaxNative(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GreaterThan(Vector256<float> x, Vector256<float> y) => Vector256.GreaterThan(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LessThan(Vector256<float> x, Vector256<float> y) => Vector256.LessThan(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Equal(Vector256<float> x, Vector256<float> y) => Vector256.Equals(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Select(Vector256<float> mask, Vector256<float> x, Vector256<float> y) => Vector256.ConditionalSelect(mask, x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OneNaN(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.Equals(x, x), x, Vector256.Create(float.NaN));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> And(Vector256<float> x, Vector256<float> y) => x & y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AndNot(Vector256<float> x, Vector256<float> y) => Vector256.AndNot(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Or(Vector256<float> x, Vector256<float> y) => x | y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Xor(Vector256<float> x, Vector256<float> y) => x ^ y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ShiftLeft(Vector256<float> x, int count) => (x.AsInt32() << count).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ShiftRight(Vector256<float> x, int count) => (x.AsInt32() >> count).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ShiftRightLogical(Vector256<float> x, int count) => (x.AsInt32() >>> count).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SubtractBits(Vector256<float> x, Vector256<float> y) => (x.AsInt32() - y.AsInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ConvertBits(Vector256<float> x) => Vector256.ConvertToSingle(x.AsInt32());

    /// <inheritdoc/>
    public static bool CanScale => Avx512F.VL.IsSupported;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Scale(Vector256<float> x, Vector256<float> n) => Avx512F.VL.Scale(x, n);
}
