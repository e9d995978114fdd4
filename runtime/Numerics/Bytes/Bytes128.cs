using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>
/// Vectors of 128 bits: by products of pairs on x86, by Arm's dot product, which has signed bytes only, and by widened products everywhere
/// else.
/// </summary>
internal readonly struct Bytes128 : IByteProducts<Vector128<int>>
{
    private const byte Sign = 0x80;

    /// <inheritdoc/>
    public static int Lanes => 4;

    /// <inheritdoc/>
    public static int Offset => Dp.IsSupported ? Sign : 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(ref int source) => Vector128.LoadUnsafe(ref source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(ref sbyte source, nint offset) => Vector128.LoadUnsafe(ref source, (nuint)offset).AsInt32();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> sums, ref int destination) => sums.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        ref Vector128<int> sums, ref byte inputs, Vector128<int> w0, Vector128<int> w1, Vector128<int> w2, Vector128<int> w3)
    {
        sums = Add(sums, ref inputs, w0);
        sums = Add(sums, ref Unsafe.Add(ref inputs, 4), w1);
        sums = Add(sums, ref Unsafe.Add(ref inputs, 8), w2);
        sums = Add(sums, ref Unsafe.Add(ref inputs, 12), w3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddAlone(ref Vector128<int> sums, ref Vector128<int> further, ref byte inputs, ref sbyte weights, nint panel)
    {
        Add(ref sums, ref inputs, ref weights);
        Add(ref further, ref inputs, ref Unsafe.Add(ref weights, panel));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector128<int> sums, ref byte inputs, ref sbyte weights) => Add(
        ref sums,
        ref inputs,
        Load(ref weights, 0),
        Load(ref weights, ByteKernel.GroupBytes),
        Load(ref weights, 2 * ByteKernel.GroupBytes),
        Load(ref weights, 3 * ByteKernel.GroupBytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Add(Vector128<int> sums, ref byte inputs, Vector128<int> weights)
    {
        Vector128<byte> x = Vector128.Create(Unsafe.ReadUnaligned<int>(ref inputs)).AsByte();
        Vector128<sbyte> w = weights.AsSByte();
        return Dp.IsSupported ? Dp.DotProduct(sums, (x ^ Vector128.Create(Sign)).AsSByte(), w)
            : Ssse3.IsSupported ? sums + Sse2.MultiplyAddAdjacent(Ssse3.MultiplyAddAdjacent(x, w), Vector128.Create((short)1))
            : sums + Fours(x, w);
    }

    // The products fit 16 bits, 255 times 127; the sums of neighbours need more.
    private static Vector128<int> Fours(Vector128<byte> x, Vector128<sbyte> w)
    {
        Vector128<int> low = Pairs(Vector128.WidenLower(x).AsInt16() * Vector128.WidenLower(w));
        Vector128<int> high = Pairs(Vector128.WidenUpper(x).AsInt16() * Vector128.WidenUpper(w));
        return Vector128.Create(
            low[0] + low[1], low[2] + low[3], high[0] + high[1], high[2] + high[3]);
    }

    private static Vector128<int> Pairs(Vector128<short> products) =>
        ((products.AsInt32() << 16) >> 16) + (products.AsInt32() >> 16);
}
