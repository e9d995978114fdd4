using System.Runtime.CompilerServices;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>The two loops that show what a core can do: multiply-adds from registers, and loads.</summary>
internal static class Probes<TWidth, TVector>
    where TWidth : IWidth<TVector>
    where TVector : struct
{
    private const int Chains = 12;

    /// <summary>Floats per turn of the load loop.</summary>
    private static int Stride => 8 * TWidth.Lanes;

    public static double Flops(int turns) => 2.0 * Chains * TWidth.Lanes * turns;

    /// <summary>
    /// Twelve independent chains: a core that starts two multiply-adds per cycle and has each result four cycles later needs eight.
    /// They are locals, and nothing is called, so that all stay in registers, of which AVX2 has sixteen.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static float MultiplyAdd(int turns)
    {
        TVector m = TWidth.Create(0.999f);
        TVector a = TWidth.Create(0.5f);
        TVector c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (int turn = 0; turn < turns; turn++)
        {
            c0 = TWidth.MultiplyAdd(c0, m, a);
            c1 = TWidth.MultiplyAdd(c1, m, a);
            c2 = TWidth.MultiplyAdd(c2, m, a);
            c3 = TWidth.MultiplyAdd(c3, m, a);
            c4 = TWidth.MultiplyAdd(c4, m, a);
            c5 = TWidth.MultiplyAdd(c5, m, a);
            c6 = TWidth.MultiplyAdd(c6, m, a);
            c7 = TWidth.MultiplyAdd(c7, m, a);
            c8 = TWidth.MultiplyAdd(c8, m, a);
            c9 = TWidth.MultiplyAdd(c9, m, a);
            c10 = TWidth.MultiplyAdd(c10, m, a);
            c11 = TWidth.MultiplyAdd(c11, m, a);
        }

        TVector even = TWidth.Xor(TWidth.Xor(TWidth.Xor(c0, c2), TWidth.Xor(c4, c6)), TWidth.Xor(c8, c10));
        TVector odd = TWidth.Xor(TWidth.Xor(TWidth.Xor(c1, c3), TWidth.Xor(c5, c7)), TWidth.Xor(c9, c11));
        return TWidth.First(TWidth.Xor(even, odd));
    }

    /// <summary>Reads floats, of which there must be a multiple of 128, from one end to the other.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static float Load(ref float start, nint length)
    {
        TVector x0 = TWidth.Create(0f), x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0, x6 = x0, x7 = x0;
        ref float end = ref Unsafe.Add(ref start, length);
        while (Unsafe.IsAddressLessThan(ref start, ref end))
        {
            x0 = TWidth.Xor(x0, TWidth.Load(ref start));
            x1 = TWidth.Xor(x1, TWidth.Load(ref Unsafe.Add(ref start, TWidth.Lanes)));
            x2 = TWidth.Xor(x2, TWidth.Load(ref Unsafe.Add(ref start, 2 * TWidth.Lanes)));
            x3 = TWidth.Xor(x3, TWidth.Load(ref Unsafe.Add(ref start, 3 * TWidth.Lanes)));
            x4 = TWidth.Xor(x4, TWidth.Load(ref Unsafe.Add(ref start, 4 * TWidth.Lanes)));
            x5 = TWidth.Xor(x5, TWidth.Load(ref Unsafe.Add(ref start, 5 * TWidth.Lanes)));
            x6 = TWidth.Xor(x6, TWidth.Load(ref Unsafe.Add(ref start, 6 * TWidth.Lanes)));
            x7 = TWidth.Xor(x7, TWidth.Load(ref Unsafe.Add(ref start, 7 * TWidth.Lanes)));
            start = ref Unsafe.Add(ref start, Stride);
        }

        return TWidth.First(TWidth.Xor(TWidth.Xor(TWidth.Xor(x0, x1), TWidth.Xor(x2, x3)), TWidth.Xor(TWidth.Xor(x4, x5), TWidth.Xor(x6, x7))));
    }
}
