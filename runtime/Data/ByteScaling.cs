using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Unrolled;

/// <summary>Bytes to floats in [0, 1]: each byte times the float nearest to 1/255, which makes 255 exactly 1.</summary>
/// <remarks>
/// The conversion of an integer is exact and the product is rounded once, so that every vector width, and the scalar loop, give the same
/// bits. Each kernel takes 16 bytes at a time, as often as it can, and returns how far it came.
/// </remarks>
internal static class ByteScaling
{
    public const float Scale = 1f / 255;

    /// <summary>Converts the whole of <paramref name="source"/>; <paramref name="destination"/> has the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Convert(ReadOnlySpan<byte> source, Span<float> destination)
    {
        destination = destination[..source.Length];
        int i = Vector512.IsHardwareAccelerated ? Convert512(source, destination)
            : Vector256.IsHardwareAccelerated ? Convert256(source, destination)
            : Vector128.IsHardwareAccelerated ? Convert128(source, destination)
            : 0;
        for (; i < source.Length; i++)
        {
            destination[i] = source[i] * Scale;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Convert512(ReadOnlySpan<byte> source, Span<float> destination)
    {
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref from, (nuint)i);
            Vector256<ushort> shorts = Vector256.WidenLower(bytes.ToVector256Unsafe());
            Vector512<uint> ints = Vector512.WidenLower(shorts.ToVector512Unsafe());
            (Vector512.ConvertToSingle(ints.AsInt32()) * Scale).StoreUnsafe(ref to, (nuint)i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Convert256(ReadOnlySpan<byte> source, Span<float> destination)
    {
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref from, (nuint)i);
            (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.WidenLower(bytes.ToVector256Unsafe()));
            (Vector256.ConvertToSingle(low.AsInt32()) * Scale).StoreUnsafe(ref to, (nuint)i);
            (Vector256.ConvertToSingle(high.AsInt32()) * Scale).StoreUnsafe(ref to, (nuint)(i + Vector256<float>.Count));
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Convert128(ReadOnlySpan<byte> source, Span<float> destination)
    {
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)i));
            Store(low, ref to, i);
            Store(high, ref to, i + Vector128<ushort>.Count);
        }

        return i;

        static void Store(Vector128<ushort> shorts, ref float to, int i)
        {
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(shorts);
            (Vector128.ConvertToSingle(low.AsInt32()) * Scale).StoreUnsafe(ref to, (nuint)i);
            (Vector128.ConvertToSingle(high.AsInt32()) * Scale).StoreUnsafe(ref to, (nuint)(i + Vector128<float>.Count));
        }
    }
}
