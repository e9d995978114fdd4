using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>Vectors of 512 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd512 : ISimd<Vector512<float>>
{
    /// <inheritdoc/>
    public static int Lanes => 16;

    /// <inheritdoc/>
    public static int Registers => 32;

    /// <inheritdoc/>
    public static Vector512<float> Zero => Vector512<float>.Zero;

    /// <inheritdoc/>
    public static Vector512<float> NegativeZero => Vector512.Create(-0f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Create(float value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source) => Vector512.LoadUnsafe(ref source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source, nint offset) => Vector512.LoadUnsafe(ref source, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref float source, nint offset, out Vector512<float> first, out Vector512<float> second)
    {
        first = Vector512.LoadUnsafe(ref source, (nuint)offset);
        second = Vector512.LoadUnsafe(ref source, (nuint)(offset + Vector512<float>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref float source, nint offset0, nint offset1, out Vector512<float> row0, out Vector512<float> row1)
    {
        row0 = Vector512.LoadUnsafe(ref source, (nuint)offset0);
        row1 = Vector512.LoadUnsafe(ref source, (nuint)offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        ref float source, nint offset0, nint offset1, out Vector512<float> first0, out Vector512<float> second0, out Vector512<float> first1,
        out Vector512<float> second1)
    {
        first0 = Vector512.LoadUnsafe(ref source, (nuint)offset0);
        second0 = Vector512.LoadUnsafe(ref source, (nuint)(offset0 + Vector512<float>.Count));
        first1 = Vector512.LoadUnsafe(ref source, (nuint)offset1);
        second1 = Vector512.LoadUnsafe(ref source, (nuint)(offset1 + Vector512<float>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> vector, ref float destination) => vector.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> vector, ref float destination, nint offset) =>
        vector.StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> first, Vector512<float> second, ref float destination, nint offset)
    {
        first.StoreUnsafe(ref destination, (nuint)offset);
        second.StoreUnsafe(ref destination, (nuint)(offset + Vector512<float>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> row0, Vector512<float> row1, ref float destination, nint offset0, nint offset1)
    {
        row0.StoreUnsafe(ref destination, (nuint)offset0);
        row1.StoreUnsafe(ref destination, (nuint)offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        Vector512<float> first0, Vector512<float> second0, Vector512<float> first1, Vector512<float> second1, ref float destination, nint offset0,
        nint offset1)
    {
        first0.StoreUnsafe(ref destination, (nuint)offset0);
        second0.StoreUnsafe(ref destination, (nuint)(offset0 + Vector512<float>.Count));
        first1.StoreUnsafe(ref destination, (nuint)offset1);
        second1.StoreUnsafe(ref destination, (nuint)(offset1 + Vector512<float>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector512<float> vector, ref float destination, nint offset) =>
        (vector + Vector512.LoadUnsafe(ref destination, (nuint)offset)).StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector512<float> first, Vector512<float> second, ref float destination, nint offset)
    {
        AddTo(first, ref destination, offset);
        AddTo(second, ref destination, offset + Vector512<float>.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector512<float> row0, Vector512<float> row1, ref float destination, nint offset0, nint offset1)
    {
        AddTo(row0, ref destination, offset0);
        AddTo(row1, ref destination, offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(
        Vector512<float> first0, Vector512<float> second0, Vector512<float> first1, Vector512<float> second1, ref float destination, nint offset0,
        nint offset1)
    {
        AddTo(first0, second0, ref destination, offset0);
        AddTo(first1, second1, ref destination, offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> x, Vector512<float> y) => x + y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> x, float y) => x + Vector512.Create(y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> x, Vector512<float> y) => x - y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> x, float y) => x - Vector512.Create(y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Negate(Vector512<float> x) => -x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> x, Vector512<float> y) => x * y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> x, float y) => x * Vector512.Create(y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Divide(Vector512<float> x, Vector512<float> y) => x / y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> x, Vector512<float> y, Vector512<float> z) =>
        Vector512.FusedMultiplyAdd(x, y, z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> x, Vector512<float> y, float z) =>
        Vector512.FusedMultiplyAdd(x, y, Vector512.Create(z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> x, float y, Vector512<float> z) =>
        Vector512.FusedMultiplyAdd(x, Vector512.Create(y), z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> x, float y, float z) =>
        Vector512.FusedMultiplyAdd(x, Vector512.Create(y), Vector512.Create(z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Vector512<float> b, ref float a, nint offset, ref Vector512<float> sum) =>
        sum = Vector512.FusedMultiplyAdd(b, Vector512.Create(Unsafe.Add(ref a, offset)), sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector512<float> b0, Vector512<float> b1, ref float a, nint offset, ref Vector512<float> sum0, ref Vector512<float> sum1)
    {
        Vector512<float> factor = Vector512.Create(Unsafe.Add(ref a, offset));
        sum0 = Vector512.FusedMultiplyAdd(b0, factor, sum0);
        sum1 = Vector512.FusedMultiplyAdd(b1, factor, sum1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Vector512<float> b, ref float a, nint offset0, nint offset1, ref Vector512<float> row0, ref Vector512<float> row1)
    {
        row0 = Vector512.FusedMultiplyAdd(b, Vector512.Create(Unsafe.Add(ref a, offset0)), row0);
        row1 = Vector512.FusedMultiplyAdd(b, Vector512.Create(Unsafe.Add(ref a, offset1)), row1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector512<float> b0, Vector512<float> b1, ref float a, nint offset0, nint offset1, ref Vector512<float> first0, ref Vector512<float> second0,
        ref Vector512<float> first1, ref Vector512<float> second1)
    {
        Vector512<float> factor0 = Vector512.Create(Unsafe.Add(ref a, offset0));
        first0 = Vector512.FusedMultiplyAdd(b0, factor0, first0);
        second0 = Vector512.FusedMultiplyAdd(b1, factor0, second0);
        Vector512<float> factor1 = Vector512.Create(Unsafe.Add(ref a, offset1));
        first1 = Vector512.FusedMultiplyAdd(b0, factor1, first1);
        second1 = Vector512.FusedMultiplyAdd(b1, factor1, second1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, Vector512<float> a, ref Vector512<float> sum) =>
        sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref b, (nuint)offset), a, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, Vector512<float> a, ref Vector512<float> sum0, ref Vector512<float> sum1)
    {
        sum0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref b, (nuint)offset), a, sum0);
        sum1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref b, (nuint)(offset + Vector512<float>.Count)), a, sum1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, ref float a, nint place, ref Vector512<float> sum) =>
        sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref b, (nuint)offset), Vector512.Create(Unsafe.Add(ref a, place)), sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref float b, nint offset, ref float a, nint place, ref Vector512<float> sum0, ref Vector512<float> sum1)
    {
        Vector512<float> factor = Vector512.Create(Unsafe.Add(ref a, place));
        sum0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref b, (nuint)offset), factor, sum0);
        sum1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref b, (nuint)(offset + Vector512<float>.Count)), factor, sum1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> x, Vector512<float> y) => Vector512.Min(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> x, Vector512<float> y) => Vector512.Max(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MinNative(Vector512<float> x, Vector512<float> y) => Vector512.MinNative(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MaxNative(Vector512<float> x, Vector512<float> y) => Vector512.MaxNative(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GreaterThan(Vector512<float> x, Vector512<float> y) => Vector512.GreaterThan(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LessThan(Vector512<float> x, Vector512<float> y) => Vector512.LessThan(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Equal(Vector512<float> x, Vector512<float> y) => Vector512.Equals(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Select(Vector512<float> mask, Vector512<float> x, Vector512<float> y) => Vector512.ConditionalSelect(mask, x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OneNaN(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.Equals(x, x), x, Vector512.Create(float.NaN));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> And(Vector512<float> x, Vector512<float> y) => x & y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AndNot(Vector512<float> x, Vector512<float> y) => Vector512.AndNot(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Or(Vector512<float> x, Vector512<float> y) => x | y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor(Vector512<float> x, Vector512<float> y) => x ^ y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ShiftLeft(Vector512<float> x, int count) => (x.AsInt32() << count).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ShiftRight(Vector512<float> x, int count) => (x.AsInt32() >> count).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ShiftRightLogical(Vector512<float> x, int count) => (x.AsInt32() >>> count).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SubtractBits(Vector512<float> x, Vector512<float> y) => (x.AsInt32() - y.AsInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ConvertBits(Vector512<float> x) => Vector512.ConvertToSingle(x.AsInt32());

    /// <inheritdoc/>
    public static bool CanScale => Avx512F.VL.IsSupported;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Scale(Vector512<float> x, Vector512<float> n) => Avx512F.Scale(x, n);
}
