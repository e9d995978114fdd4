using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>
/// Moves matrices between the layouts of a generated network. A panel holds the weights of a few neighbouring units, input after
/// input: <c>panel[k * width + n]</c> is the weight from input k to the panel's unit n.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Panels
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    // Two numbers of each of two vectors: what unpacking doubles does, without a vector of these, a type that takes a millisecond to load.
    private const byte FirstPairs = 0b01_00_01_00;
    private const byte SecondPairs = 0b11_10_11_10;

    // Of four numbers, or of four times 128 bits.
    private const byte EvenPlaces = 0b10_00_10_00;
    private const byte OddPlaces = 0b11_01_11_01;

    private static ReadOnlySpan<float> WidestOfZeros =>
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>As many zeros as the widest panel has units: where sums start that have no bias. Not to be written to.</summary>
    public static ref float Zeros
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref MemoryMarshal.GetReference(WidestOfZeros);
    }

    /// <summary>Fills panels from the rows of a matrix <c>[out, in]</c>, their padding with zeros.</summary>
    /// <param name="rows">The matrix, a row of <paramref name="fanIn"/> weights for each unit.</param>
    /// <param name="fanIn">Inputs per unit.</param>
    /// <param name="panels">The first panel; the others follow.</param>
    /// <param name="width">Units per panel.</param>
    public static void FromRows(ReadOnlySpan<float> rows, int fanIn, ref float panels, int width)
    {
        for (; !rows.IsEmpty; panels = ref Unsafe.Add(ref panels, fanIn * width))
        {
            int units = Math.Min(width, rows.Length / fanIn);
            Transpose(ref MemoryMarshal.GetReference(rows), fanIn, units, fanIn, ref panels, width);
            rows = rows[(units * fanIn)..];
        }
    }

    /// <summary>Reads panels back into the rows of a matrix <c>[out, in]</c>.</summary>
    /// <param name="rows">Receives a row of <paramref name="fanIn"/> weights for each unit.</param>
    /// <param name="fanIn">Inputs per unit.</param>
    /// <param name="panels">The first panel; the others follow.</param>
    /// <param name="width">Units per panel.</param>
    public static void ToRows(Span<float> rows, int fanIn, ref float panels, int width)
    {
        for (; !rows.IsEmpty; panels = ref Unsafe.Add(ref panels, fanIn * width))
        {
            int units = Math.Min(width, rows.Length / fanIn);
            Transpose(ref panels, width, fanIn, units, ref MemoryMarshal.GetReference(rows), fanIn);
            rows = rows[(units * fanIn)..];
        }
    }

    /// <summary>Transposes a block: <c>destination[c, r] = source[r, c]</c>, each row of the destination filled up with zeros.</summary>
    /// <param name="source">The block's first element.</param>
    /// <param name="sourceStride">From one row of the source to the next.</param>
    /// <param name="rows">Rows of the source, at most <paramref name="destinationStride"/>.</param>
    /// <param name="columns">Columns of the source.</param>
    /// <param name="destination">Receives <paramref name="columns"/> rows.</param>
    /// <param name="destinationStride">The length of a row of the destination.</param>
    [MethodImpl(Kernel)]
    public static void Transpose(ref float source, int sourceStride, int rows, int columns, ref float destination, int destinationStride)
    {
        int r = 0;
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            for (; r <= rows - 16; r += 16)
            {
                ref float from = ref Unsafe.Add(ref source, r * sourceStride);
                ref float to = ref Unsafe.Add(ref destination, r);
                int c = 0;
                for (; c <= columns - 16; c += 16)
                {
                    TransposeSixteenBySixteen(ref Unsafe.Add(ref from, c), sourceStride, ref Unsafe.Add(ref to, c * destinationStride), destinationStride);
                }

                from = ref Unsafe.Add(ref from, c);
                to = ref Unsafe.Add(ref to, c * destinationStride);
                TransposeEight(ref from, sourceStride, columns - c, ref to, destinationStride);
                TransposeEight(ref Unsafe.Add(ref from, 8 * sourceStride), sourceStride, columns - c, ref Unsafe.Add(ref to, 8), destinationStride);
            }
        }

        if (Avx.IsSupported)
        {
            for (; r <= rows - 8; r += 8)
            {
                TransposeEight(
                    ref Unsafe.Add(ref source, r * sourceStride), sourceStride, columns, ref Unsafe.Add(ref destination, r), destinationStride);
            }
        }

        for (; r <= rows - 4; r += 4)
        {
            for (int c = 0; c < columns; c++)
            {
                TransposeFour(
                    ref Unsafe.Add(ref source, (r * sourceStride) + c), sourceStride, ref Unsafe.Add(ref destination, (c * destinationStride) + r));
            }
        }

        for (; r < destinationStride; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                Unsafe.Add(ref destination, (c * destinationStride) + r) = r < rows ? Unsafe.Add(ref source, (r * sourceStride) + c) : 0;
            }
        }
    }

    /// <summary>Sixteen rows of the destination, 16 numbers each. Rows 4 apart share registers, so that 128 bits of each lie in their place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSixteenBySixteen(ref float source, int sourceStride, ref float destination, int destinationStride)
    {
        Quarters(ref source, sourceStride, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3);
        source = ref Unsafe.Add(ref source, sourceStride);
        Quarters(ref source, sourceStride, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3);
        source = ref Unsafe.Add(ref source, sourceStride);
        Quarters(ref source, sourceStride, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3);
        source = ref Unsafe.Add(ref source, sourceStride);
        Quarters(ref source, sourceStride, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2, out Vector512<float> d3);
        StoreFour(a0, b0, c0, d0, ref destination, destinationStride);
        StoreFour(a1, b1, c1, d1, ref Unsafe.Add(ref destination, 4 * destinationStride), destinationStride);
        StoreFour(a2, b2, c2, d2, ref Unsafe.Add(ref destination, 8 * destinationStride), destinationStride);
        StoreFour(a3, b3, c3, d3, ref Unsafe.Add(ref destination, 12 * destinationStride), destinationStride);
    }

    /// <summary>Of four rows, each four after the one before, the first four columns, the next four, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(
        ref float source, int stride, out Vector512<float> first, out Vector512<float> second, out Vector512<float> third, out Vector512<float> fourth)
    {
        Vector512<float> row0 = Vector512.LoadUnsafe(ref source);
        Vector512<float> row4 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 4 * stride));
        Vector512<float> row8 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 8 * stride));
        Vector512<float> row12 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 12 * stride));
        Vector512<float> left04 = Avx512F.Shuffle4x128(row0, row4, FirstPairs);
        Vector512<float> left812 = Avx512F.Shuffle4x128(row8, row12, FirstPairs);
        Vector512<float> right04 = Avx512F.Shuffle4x128(row0, row4, SecondPairs);
        Vector512<float> right812 = Avx512F.Shuffle4x128(row8, row12, SecondPairs);
        first = Avx512F.Shuffle4x128(left04, left812, EvenPlaces);
        second = Avx512F.Shuffle4x128(left04, left812, OddPlaces);
        third = Avx512F.Shuffle4x128(right04, right812, EvenPlaces);
        fourth = Avx512F.Shuffle4x128(right04, right812, OddPlaces);
    }

    /// <summary>Four rows of the destination: the first number of each 128 bits of a, b, c and d, then the second, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, ref float destination, int destinationStride)
    {
        Vector512<float> abLow = Avx512F.UnpackLow(a, b);
        Vector512<float> abHigh = Avx512F.UnpackHigh(a, b);
        Vector512<float> cdLow = Avx512F.UnpackLow(c, d);
        Vector512<float> cdHigh = Avx512F.UnpackHigh(c, d);
        Avx512F.Shuffle(abLow, cdLow, FirstPairs).StoreUnsafe(ref destination);
        Avx512F.Shuffle(abLow, cdLow, SecondPairs).StoreUnsafe(ref Unsafe.Add(ref destination, destinationStride));
        Avx512F.Shuffle(abHigh, cdHigh, FirstPairs).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * destinationStride));
        Avx512F.Shuffle(abHigh, cdHigh, SecondPairs).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * destinationStride));
    }

    /// <summary>Eight columns of the destination.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeEight(ref float source, int sourceStride, int columns, ref float destination, int destinationStride)
    {
        int c = 0;
        for (; c <= columns - 4; c += 4)
        {
            TransposeEightByFour(ref Unsafe.Add(ref source, c), sourceStride, ref Unsafe.Add(ref destination, c * destinationStride), destinationStride);
        }

        for (; c < columns; c++)
        {
            TransposeFour(ref Unsafe.Add(ref source, c), sourceStride, ref Unsafe.Add(ref destination, c * destinationStride));
            TransposeFour(
                ref Unsafe.Add(ref source, c + (4 * sourceStride)), sourceStride, ref Unsafe.Add(ref destination, (c * destinationStride) + 4));
        }
    }

    /// <summary>Four rows of the destination, 8 numbers each. Row r and row r + 4 share a register, so that no number changes its half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeEightByFour(ref float source, int sourceStride, ref float destination, int destinationStride)
    {
        Vector256<float> a = Pair(ref source, 0, sourceStride);
        Vector256<float> b = Pair(ref source, 1, sourceStride);
        Vector256<float> c = Pair(ref source, 2, sourceStride);
        Vector256<float> d = Pair(ref source, 3, sourceStride);
        Vector256<float> abLow = Avx.UnpackLow(a, b);
        Vector256<float> abHigh = Avx.UnpackHigh(a, b);
        Vector256<float> cdLow = Avx.UnpackLow(c, d);
        Vector256<float> cdHigh = Avx.UnpackHigh(c, d);
        Avx.Shuffle(abLow, cdLow, FirstPairs).StoreUnsafe(ref destination);
        Avx.Shuffle(abLow, cdLow, SecondPairs).StoreUnsafe(ref Unsafe.Add(ref destination, destinationStride));
        Avx.Shuffle(abHigh, cdHigh, FirstPairs).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * destinationStride));
        Avx.Shuffle(abHigh, cdHigh, SecondPairs).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * destinationStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(ref float source, int row, int stride) => Vector256.Create(
        Vector128.LoadUnsafe(ref Unsafe.Add(ref source, row * stride)), Vector128.LoadUnsafe(ref Unsafe.Add(ref source, (row + 4) * stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour(ref float source, int sourceStride, ref float destination) => Vector128.Create(
        source,
        Unsafe.Add(ref source, sourceStride),
        Unsafe.Add(ref source, 2 * sourceStride),
        Unsafe.Add(ref source, 3 * sourceStride)).StoreUnsafe(ref destination);

    /// <summary>Copies the beginnings of padded rows into dense ones, all that are not a number as the same NaN.</summary>
    /// <param name="source">The first row; what is not a number may become that NaN there too.</param>
    /// <param name="sourceStride">From one row of the source to the next.</param>
    /// <param name="destination">Receives the rows; its length says how many.</param>
    /// <param name="length">The length of a dense row.</param>
    /// <remarks>Inlined, since lengths are constants for the caller: then so are the sizes of what is copied.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyRows(ref float source, int sourceStride, Span<float> destination, int length)
    {
        if (length <= 2)
        {
            CopyNarrowRows(ref source, sourceStride, destination, length);
            return;
        }

        VectorLoops.UnifyNaN(MemoryMarshal.CreateSpan(ref source, destination.Length / length * sourceStride));
        for (; destination.Length > 0; destination = destination[length..])
        {
            MemoryMarshal.CreateReadOnlySpan(ref source, length).CopyTo(destination);
            source = ref Unsafe.Add(ref source, sourceStride);
        }
    }

    /// <summary>Rows of one number or two, which share a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyNarrowRows(ref float source, int sourceStride, Span<float> destination, int length)
    {
        for (; destination.Length >= Vector128<float>.Count; destination = destination[Vector128<float>.Count..])
        {
            Vector128<float> shared = length == 1
                ? Vector128.Create(
                    source, Unsafe.Add(ref source, sourceStride), Unsafe.Add(ref source, 2 * sourceStride), Unsafe.Add(ref source, 3 * sourceStride))
                : Vector128.Create(TwoOf(ref source), TwoOf(ref Unsafe.Add(ref source, sourceStride))).AsSingle();
            Simd128.Store(Simd128.OneNaN(shared), ref MemoryMarshal.GetReference(destination));
            source = ref Unsafe.Add(ref source, Vector128<float>.Count / length * sourceStride);
        }

        for (; destination.Length > 0; destination = destination[length..])
        {
            for (int i = 0; i < length; i++)
            {
                destination[i] = VectorLoops.OneNaN(Unsafe.Add(ref source, i));
            }

            source = ref Unsafe.Add(ref source, sourceStride);
        }
    }

    /// <summary>The bits of two floats as those of a double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double TwoOf(ref float first) => Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref first));
}
