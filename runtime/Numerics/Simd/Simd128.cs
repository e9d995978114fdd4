using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
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
    public static Vector128<float> NegativeZero => Vector128.Create(-0f);

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
    public static void Load(ref float source, nint offset0, nint offset1, out Vector128<float> row0, out Vector128<float> row1)
    {
        row0 = Vector128.LoadUnsafe(ref source, (nuint)offset0);
        row1 = Vector128.LoadUnsafe(ref source, (nuint)offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        ref float source, nint offset0, nint offset1, out Vector128<float> first0, out Vector128<float> second0, out Vector128<float> first1,
        out Vector128<float> second1)
    {
        first0 = Vector128.LoadUnsafe(ref source, (nuint)offset0);
        second0 = Vector128.LoadUnsafe(ref source, (nuint)(offset0 + Vector128<float>.Count));
        first1 = Vector128.LoadUnsafe(ref source, (nuint)offset1);
        second1 = Vector128.LoadUnsafe(ref source, (nuint)(offset1 + Vector128<float>.Count));
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
    public static void Store(Vector128<float> row0, Vector128<float> row1, ref float destination, nint offset0, nint offset1)
    {
        row0.StoreUnsafe(ref destination, (nuint)offset0);
        row1.StoreUnsafe(ref destination, (nuint)offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        Vector128<float> first0, Vector128<float> second0, Vector128<float> first1, Vector128<float> second1, ref float destination, nint offset0,
        nint offset1)
    {
        first0.StoreUnsafe(ref destination, (nuint)offset0);
        second0.StoreUnsafe(ref destination, (nuint)(offset0 + Vector128<float>.Count));
        first1.StoreUnsafe(ref destination, (nuint)offset1);
        second1.StoreUnsafe(ref destination, (nuint)(offset1 + Vector128<float>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector128<float> vector, ref float destination, nint offset) =>
        (vector + Vector128.LoadUnsafe(ref destination, (nuint)offset)).StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector128<float> first, Vector128<float> second, ref float destination, nint offset)
    {
        AddTo(first, ref destination, offset);
        AddTo(second, ref destination, offset + Vector128<float>.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector128<float> row0, Vector128<float> row1, ref float destination, nint offset0, nint offset1)
    {
        AddTo(row0, ref destination, offset0);
        AddTo(row1, ref destination, offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(
        Vector128<float> first0, Vector128<float> second0, Vector128<float> first1, Vector128<float> second1, ref float destination, nint offset0,
        nint offset1)
    {
        AddTo(first0, second0, ref destination, offset0);
        AddTo(first1, second1, ref destination, offset1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> x, Vector128<float> y) => x + y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> x, float y) => x + Vector128.Create(y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> x, Vector128<float> y) => x - y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> x, float y) => x - Vector128.Create(y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Negate(Vector128<float> x) => -x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> x, Vector128<float> y) => x * y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> x, float y) => x * Vector128.Create(y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Divide(Vector128<float> x, Vector128<float> y) => x / y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> x, Vector128<float> y, Vector128<float> z) =>
        Fma.IsSupported || AdvSimd.IsSupported ? Vector128.FusedMultiplyAdd(x, y, z) : FusedMultiplyAdd.WithoutInstruction(x, y, z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> x, Vector128<float> y, float z) =>
        MultiplyAdd(x, y, Vector128.Create(z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> x, float y, Vector128<float> z) =>
        MultiplyAdd(x, Vector128.Create(y), z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> x, float y, float z) =>
        MultiplyAdd(x, Vector128.Create(y), Vector128.Create(z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Vector128<float> b, ref float a, nint offset, ref Vector128<float> sum)
    {
        if (Fma.IsSupported || AdvSimd.IsSupported)
        {
            sum = Vector128.FusedMultiplyAdd(b, Vector128.Create(Unsafe.Add(ref a, offset)), sum);
        }
        else
        {
            sum = FusedMultiplyAdd.WithoutInstruction(b, Vector128.Create(Unsafe.Add(ref a, offset)), sum);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector128<float> b0, Vector128<float> b1, ref float a, nint offset, ref Vector128<float> sum0, ref Vector128<float> sum1)
    {
        Vector128<float> factor = Vector128.Create(Unsafe.Add(ref a, offset));
        if (Fma.IsSupported || AdvSimd.IsSupported)
        {
            sum0 = Vector128.FusedMultiplyAdd(b0, factor, sum0);
            sum1 = Vector128.FusedMultiplyAdd(b1, factor, sum1);
        }
        else
        {
            sum0 = FusedMultiplyAdd.WithoutInstruction(b0, factor, sum0);
            sum1 = FusedMultiplyAdd.WithoutInstruction(b1, factor, sum1);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Vector128<float> b, ref float a, nint offset0, nint offset1, ref Vector128<float> row0, ref Vector128<float> row1)
    {
        if (Fma.IsSupported || AdvSimd.IsSupported)
        {
            row0 = Vector128.FusedMultiplyAdd(b, Vector128.Create(Unsafe.Add(ref a, offset0)), row0);
            row1 = Vector128.FusedMultiplyAdd(b, Vector128.Create(Unsafe.Add(ref a, offset1)), row1);
        }
        else
        {
            row0 = FusedMultiplyAdd.WithoutInstruction(b, Vector128.Create(Unsafe.Add(ref a, offset0)), row0);
            row1 = FusedMultiplyAdd.WithoutInstruction(b, Vector128.Create(Unsafe.Add(ref a, offset1)), row1);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector128<float> b0, Vector128<float> b1, ref float a, nint offset0, nint offset1, ref Vector128<float> first0, ref Vector128<float> second0,
        ref Vector128<float> first1, ref Vector128<float> second1)
    {
        Vector128<float> factor0 = Vector128.Create(Unsafe.Add(ref a, offset0));
        Vector128<float> factor1 = Vector128.Create(Unsafe.Add(ref a, offset1));
        if (Fma.IsSupported || AdvSimd.IsSupported)
        {
            first0 = Vector128.FusedMultiplyAdd(b0, factor0, first0);
            second0 = Vector128.FusedMultiplyAdd(b1, factor0, second0);
            first1 = Vector128.FusedMultiplyAdd(b0, factor1, first1);
            second1 = Vector128.FusedMultiplyAdd(b1, factor1, second1);
        }
        else
        {
            first0 = FusedMultiplyAdd.WithoutInstruction(b0, factor0, first0);
            second0 = FusedMultiplyAdd.WithoutInstruction(b1, factor0, second0);
            first1 = FusedMultiplyAdd.WithoutInstruction(b0, factor1, first1);
            second1 = FusedMultiplyAdd.WithoutInstruction(b1, factor1, second1);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, Vector128<float> a, ref Vector128<float> sum)
    {
        if (Fma.IsSupported || AdvSimd.IsSupported)
        {
            sum = Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref b, (nuint)offset), a, sum);
        }
        else
        {
            sum = FusedMultiplyAdd.WithoutInstruction(Vector128.LoadUnsafe(ref b, (nuint)offset), a, sum);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, Vector128<float> a, ref Vector128<float> sum0, ref Vector128<float> sum1)
    {
        if (Fma.IsSupported || AdvSimd.IsSupported)
        {
            sum0 = Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref b, (nuint)offset), a, sum0);
            sum1 = Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref b, (nuint)(offset + Vector128<float>.Count)), a, sum1);
        }
        else
        {
            sum0 = FusedMultiplyAdd.WithoutInstruction(Vector128.LoadUnsafe(ref b, (nuint)offset), a, sum0);
            sum1 = FusedMultiplyAdd.WithoutInstruction(Vector128.LoadUnsafe(ref b, (nuint)(offset + Vector128<float>.Count)), a, sum1);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ref float b, nint offset, ref float a, nint place, ref Vector128<float> sum)
    {
        if (Fma.IsSupported || AdvSimd.IsSupported)
        {
            sum = Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref b, (nuint)offset), Vector128.Create(Unsafe.Add(ref a, place)), sum);
        }
        else
        {
            sum = FusedMultiplyAdd.WithoutInstruction(Vector128.LoadUnsafe(ref b, (nuint)offset), Vector128.Create(Unsafe.Add(ref a, place)), sum);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref float b, nint offset, ref float a, nint place, ref Vector128<float> sum0, ref Vector128<float> sum1)
    {
        Vector128<float> factor = Vector128.Create(Unsafe.Add(ref a, place));
        if (Fma.IsSupported || AdvSimd.IsSupported)
        {
            sum0 = Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref b, (nuint)offset), factor, sum0);
            sum1 = Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref b, (nuint)(offset + Vector128<float>.Count)), factor, sum1);
        }
        else
        {
            sum0 = FusedMultiplyAdd.WithoutInstruction(Vector128.LoadUnsafe(ref b, (nuint)offset), factor, sum0);
            sum1 = FusedMultiplyAdd.WithoutInstruction(Vector128.LoadUnsafe(ref b, (nuint)(offset + Vector128<float>.Count)), factor, sum1);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Min(Vector128<float> x, Vector128<float> y) => Vector128.Min(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> x, Vector128<float> y) => Vector128.Max(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MinNative(Vector128<float> x, Vector128<float> y) => Vector128.MinNative(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MaxNative(Vector128<float> x, Vector128<float> y) => Vector128.MaxNative(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GreaterThan(Vector128<float> x, Vector128<float> y) => Vector128.GreaterThan(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LessThan(Vector128<float> x, Vector128<float> y) => Vector128.LessThan(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Equal(Vector128<float> x, Vector128<float> y) => Vector128.Equals(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Select(Vector128<float> mask, Vector128<float> x, Vector128<float> y) => Vector128.ConditionalSelect(mask, x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OneNaN(Vector128<float> x) =>
        Vector128.ConditionalSelect(Vector128.Equals(x, x), x, Vector128.Create(float.NaN));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> And(Vector128<float> x, Vector128<float> y) => x & y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AndNot(Vector128<float> x, Vector128<float> y) => Vector128.AndNot(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Or(Vector128<float> x, Vector128<float> y) => x | y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Xor(Vector128<float> x, Vector128<float> y) => x ^ y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ShiftLeft(Vector128<float> x, int count) => (x.AsInt32() << count).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ShiftRight(Vector128<float> x, int count) => (x.AsInt32() >> count).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ShiftRightLogical(Vector128<float> x, int count) => (x.AsInt32() >>> count).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SubtractBits(Vector128<float> x, Vector128<float> y) => (x.AsInt32() - y.AsInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ConvertBits(Vector128<float> x) => Vector128.ConvertToSingle(x.AsInt32());

    /// <inheritdoc/>
    public static bool CanScale => Avx512F.VL.IsSupported;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Scale(Vector128<float> x, Vector128<float> n) => Avx512F.VL.Scale(x, n);
}
