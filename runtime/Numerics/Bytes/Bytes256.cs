using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>Vectors of 256 bits, by products of pairs.</summary>
internal readonly struct Bytes256 : IByteProducts<Vector256<int>>
{
    public static bool IsSupported => Avx2.IsSupported;

    /// <inheritdoc/>
    public static int Lanes => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(ref int source) => Vector256.LoadUnsafe(ref source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(ref sbyte source, nint offset) => Vector256.LoadUnsafe(ref source, (nuint)offset).AsInt32();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> sums, ref int destination) => sums.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        ref Vector256<int> sums, ref byte inputs, Vector256<int> w0, Vector256<int> w1, Vector256<int> w2, Vector256<int> w3)
    {
        Vector256<short> p0 = Multiply(ref inputs, w0);
        Vector256<short> p1 = Multiply(ref Unsafe.Add(ref inputs, 4), w1);
        Vector256<short> p2 = Multiply(ref Unsafe.Add(ref inputs, 8), w2);
        Vector256<short> p3 = Multiply(ref Unsafe.Add(ref inputs, 12), w3);
        sums += Widen(p0 + p1 + p2 + p3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddAlone(ref Vector256<int> sums, ref Vector256<int> further, ref byte inputs, ref sbyte weights, nint panel)
    {
        Vector128<int> half = Vector128.LoadUnsafe(ref inputs).AsInt32();
        Vector256<int> x = Vector256.Create(half, half);
        Vector256<int> x0 = Avx2.Shuffle(x, 0b00_00_00_00), x1 = Avx2.Shuffle(x, 0b01_01_01_01);
        Vector256<int> x2 = Avx2.Shuffle(x, 0b10_10_10_10), x3 = Avx2.Shuffle(x, 0b11_11_11_11);
        sums += Products(x0, x1, x2, x3, ref weights);
        further += Products(x0, x1, x2, x3, ref Unsafe.Add(ref weights, panel));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Products(Vector256<int> x0, Vector256<int> x1, Vector256<int> x2, Vector256<int> x3, ref sbyte weights) => Widen(
        Multiply(x0, Load(ref weights, 0))
        + Multiply(x1, Load(ref weights, ByteKernel.GroupBytes))
        + Multiply(x2, Load(ref weights, 2 * ByteKernel.GroupBytes))
        + Multiply(x3, Load(ref weights, 3 * ByteKernel.GroupBytes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Multiply(ref byte inputs, Vector256<int> weights) =>
        Multiply(Vector256.Create(Unsafe.ReadUnaligned<int>(ref inputs)), weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Multiply(Vector256<int> inputs, Vector256<int> weights) =>
        Avx2.MultiplyAddAdjacent(inputs.AsByte(), weights.AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widen(Vector256<short> pairs) => Avx2.MultiplyAddAdjacent(pairs, Vector256.Create((short)1));
}
