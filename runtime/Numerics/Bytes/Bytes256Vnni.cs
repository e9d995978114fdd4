using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>Vectors of 256 bits, by the instruction that multiplies and adds four bytes at once (AVX-VNNI), which needs no sums of 16 bits.</summary>
internal readonly struct Bytes256Vnni : IByteProducts<Vector256<int>>
{
    public static bool IsSupported => AvxVnni.IsSupported;

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
        // Two chains that start anew: an instruction has its result four cycles later, and only an addition waits for the step before.
        Vector256<int> even = Add(Vector256<int>.Zero, ref inputs, w0);
        Vector256<int> odd = Add(Vector256<int>.Zero, ref Unsafe.Add(ref inputs, 4), w1);
        even = Add(even, ref Unsafe.Add(ref inputs, 8), w2);
        odd = Add(odd, ref Unsafe.Add(ref inputs, 12), w3);
        sums += even + odd;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddAlone(ref Vector256<int> sums, ref Vector256<int> further, ref byte inputs, ref sbyte weights, nint panel)
    {
        Add(ref sums, ref inputs, ref weights);
        Add(ref further, ref inputs, ref Unsafe.Add(ref weights, panel));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector256<int> sums, ref byte inputs, ref sbyte weights) => Add(
        ref sums,
        ref inputs,
        Load(ref weights, 0),
        Load(ref weights, ByteKernel.GroupBytes),
        Load(ref weights, 2 * ByteKernel.GroupBytes),
        Load(ref weights, 3 * ByteKernel.GroupBytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Add(Vector256<int> sums, ref byte inputs, Vector256<int> weights) => AvxVnni.MultiplyWideningAndAdd(
        sums, Vector256.Create(Unsafe.ReadUnaligned<int>(ref inputs)).AsByte(), weights.AsSByte());
}
