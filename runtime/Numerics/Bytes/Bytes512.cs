using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>
/// Vectors of 512 bits. The framework has the instruction that multiplies and adds four bytes at once (AVX512-VNNI) for 256 bits only; products
/// of pairs, of which a 16-bit sum holds four because weights are rounded so, are 1.5 times faster than that.
/// </summary>
internal readonly struct Bytes512 : IByteProducts<Vector512<int>>
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;

    /// <inheritdoc/>
    public static int Lanes => 16;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(ref int source) => Vector512.LoadUnsafe(ref source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(ref sbyte source, nint offset) => Vector512.LoadUnsafe(ref source, (nuint)offset).AsInt32();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> sums, ref int destination) => sums.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        ref Vector512<int> sums, ref byte inputs, Vector512<int> w0, Vector512<int> w1, Vector512<int> w2, Vector512<int> w3)
    {
        Vector512<short> p0 = Multiply(ref inputs, w0);
        Vector512<short> p1 = Multiply(ref Unsafe.Add(ref inputs, 4), w1);
        Vector512<short> p2 = Multiply(ref Unsafe.Add(ref inputs, 8), w2);
        Vector512<short> p3 = Multiply(ref Unsafe.Add(ref inputs, 12), w3);
        sums += Widen(p0 + p1 + p2 + p3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddAlone(ref Vector512<int> sums, ref Vector512<int> further, ref byte inputs, ref sbyte weights, nint panel)
    {
        Vector512<int> x = Vector128.LoadUnsafe(ref inputs).AsInt32().ToVector256Unsafe().ToVector512Unsafe();
        x = Avx512F.Shuffle4x128(x, x, 0);
        Vector512<int> x0 = Avx512F.Shuffle(x, 0b00_00_00_00), x1 = Avx512F.Shuffle(x, 0b01_01_01_01);
        Vector512<int> x2 = Avx512F.Shuffle(x, 0b10_10_10_10), x3 = Avx512F.Shuffle(x, 0b11_11_11_11);
        sums += Products(x0, x1, x2, x3, ref weights);
        further += Products(x0, x1, x2, x3, ref Unsafe.Add(ref weights, panel));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Products(Vector512<int> x0, Vector512<int> x1, Vector512<int> x2, Vector512<int> x3, ref sbyte weights) => Widen(
        Multiply(x0, Load(ref weights, 0))
        + Multiply(x1, Load(ref weights, ByteKernel.GroupBytes))
        + Multiply(x2, Load(ref weights, 2 * ByteKernel.GroupBytes))
        + Multiply(x3, Load(ref weights, 3 * ByteKernel.GroupBytes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Multiply(ref byte inputs, Vector512<int> weights) =>
        Multiply(Vector512.Create(Unsafe.ReadUnaligned<int>(ref inputs)), weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Multiply(Vector512<int> inputs, Vector512<int> weights) =>
        Avx512BW.MultiplyAddAdjacent(inputs.AsByte(), weights.AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Widen(Vector512<short> pairs) => Avx512BW.MultiplyAddAdjacent(pairs, Vector512.Create((short)1));
}
