using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>Floats to bytes: q = clamp(round(x / scale + zero)), halves to the even number, NaN as 0 is. The same at every vector width.</summary>
internal static class ByteRounding
{
    // A float of this size has no fraction: what is added to it is rounded as the processor rounds, and stands in its last bits.
    private const float Shifter = 12582912;

    /// <summary>Rounds a row.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="count">How many.</param>
    /// <param name="bytes">Receives as many bytes.</param>
    /// <param name="inverse">1 / scale</param>
    /// <param name="zero">What stands for 0.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ref float numbers, nint count, ref byte bytes, float inverse, byte zero)
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            Vector512<float> least = Vector512.Create((float)-zero), greatest = Vector512.Create((float)(255 - zero));
            for (; i <= count - 16; i += 16)
            {
                Vector512<float> x = Vector512.LoadUnsafe(ref numbers, (nuint)i) * inverse;
                x = Vector512.ConditionalSelect(Vector512.Equals(x, x), x, Vector512<float>.Zero);
                x = Vector512.MinNative(Vector512.MaxNative(x, least), greatest) + Vector512.Create(Shifter + zero);
                Avx512F.ConvertToVector128Byte(x.AsUInt32()).StoreUnsafe(ref bytes, (nuint)i);
            }
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= count - 16; i += 16)
            {
                Vector128<ushort> low = Vector128.Narrow(Round(ref numbers, i, inverse, zero), Round(ref numbers, i + 4, inverse, zero));
                Vector128<ushort> high = Vector128.Narrow(Round(ref numbers, i + 8, inverse, zero), Round(ref numbers, i + 12, inverse, zero));
                Vector128.Narrow(low, high).StoreUnsafe(ref bytes, (nuint)i);
            }
        }

        for (; i < count; i++)
        {
            Unsafe.Add(ref bytes, i) = Round(Unsafe.Add(ref numbers, i), inverse, zero);
        }
    }

    /// <summary>One number.</summary>
    internal static byte Round(float number, float inverse, byte zero)
    {
        float x = number * inverse;
        x = float.IsNaN(x) ? 0 : Math.Clamp(x, -zero, 255 - zero);
        return (byte)BitConverter.SingleToUInt32Bits(x + (Shifter + zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Round(ref float numbers, nint i, float inverse, byte zero)
    {
        Vector128<float> x = Vector128.LoadUnsafe(ref numbers, (nuint)i) * inverse;
        x = Vector128.ConditionalSelect(Vector128.Equals(x, x), x, Vector128<float>.Zero);
        x = Vector128.MinNative(Vector128.MaxNative(x, Vector128.Create((float)-zero)), Vector128.Create((float)(255 - zero)));
        return (x + Vector128.Create(Shifter + zero)).AsUInt32() & Vector128.Create(255u);
    }
}
