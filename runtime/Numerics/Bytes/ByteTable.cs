using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>A function of a byte as a table of its 256 values.</summary>
internal static class ByteTable
{
    /// <summary>Values in a table.</summary>
    public const int Length = 256;

    /// <summary>Bytes behind the last that may be replaced too.</summary>
    public const int Slack = 63;

    /// <summary>Replaces bytes by what the table has for them.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="count">How many; up to <see cref="Slack"/> behind them may change too.</param>
    /// <param name="table">Their values.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ref byte bytes, nint count, ref byte table)
    {
        nint i = 0;
        if (Avx512Vbmi.IsSupported && Vector512.IsHardwareAccelerated)
        {
            // Each instruction finds 64 values among 128; the uppermost bit says in which half of the table.
            Vector512<byte> t0 = Vector512.LoadUnsafe(ref table), t1 = Vector512.LoadUnsafe(ref table, 64);
            Vector512<byte> t2 = Vector512.LoadUnsafe(ref table, 128), t3 = Vector512.LoadUnsafe(ref table, 192);
            for (; i < count; i += Vector512<byte>.Count)
            {
                Vector512<byte> q = Vector512.LoadUnsafe(ref bytes, (nuint)i);
                Vector512<byte> low = Avx512Vbmi.PermuteVar64x8x2(t0, q, t1);
                Vector512<byte> high = Avx512Vbmi.PermuteVar64x8x2(t2, q, t3);
                Vector512.ConditionalSelect(Vector512.LessThan(q.AsSByte(), Vector512<sbyte>.Zero).AsByte(), high, low).StoreUnsafe(ref bytes, (nuint)i);
            }
        }

        for (; i < count; i++)
        {
            Unsafe.Add(ref bytes, i) = Unsafe.Add(ref table, Unsafe.Add(ref bytes, i));
        }
    }
}
