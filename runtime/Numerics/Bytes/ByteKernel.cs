using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>
/// The sums of one panel, sixteen units of a layer, for any number of samples: sums[s, n] = start[n] + sum of a[s, k] w[k, n].
/// </summary>
/// <remarks>
/// Weights lie as the instructions want them: of four inputs at a time, those of unit 0, then those of unit 1, and so on: a cache line.
/// Inputs are padded to a multiple of <see cref="Step"/> with weights of 0. Integers add up to the same sum in whatever order, so the kernel is
/// written here once, and not by the generator for each shape.
/// </remarks>
internal static class ByteKernel
{
    /// <summary>Units of a panel.</summary>
    public const int Units = 16;

    /// <summary>Inputs that a step of the loop takes.</summary>
    public const int Step = 16;

    /// <summary>Inputs whose products share a 16-bit sum, where the machine has such.</summary>
    public const int InSum = 8;

    /// <summary>Samples of a tile; what is left over goes one by one.</summary>
    public const int Samples = 8;
    private const int Group = 4;

    /// <summary>From the weights of four inputs to those of the next four.</summary>
    public const int GroupBytes = Group * Units;

    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>What the machine's instructions subtract from the inputs, see <see cref="IByteProducts{TVector}.Offset"/>.</summary>
    public static int Offset => Bytes512.IsSupported || Bytes256.IsSupported ? 0 : Bytes128.Offset;

    /// <summary>The tiles that some samples make.</summary>
    public static int Tiles(int count) => (count / Samples) + (count % Samples);

    /// <summary>The inputs of a step that share a sum: of each four neighbours the first two, or the last two.</summary>
    /// <param name="lane">0 or 1.</param>
    /// <param name="place">From 0 to 7.</param>
    public static int Input(int lane, int place) => (place / 2 * Group) + (2 * lane) + (place % 2);

    /// <summary>Computes the sums of a panel.</summary>
    /// <param name="inputs">The activations, a row for each sample.</param>
    /// <param name="depth">The length of a row, a multiple of <see cref="Step"/>.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="steps">The steps that each tile takes, see <see cref="ByteSteps"/>.</param>
    /// <param name="listLength">From one tile's list to the next; 0 where all have one.</param>
    /// <param name="weights">The panel.</param>
    /// <param name="start">What the sums start at.</param>
    /// <param name="sums">Receives <see cref="Units"/> sums for each sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum(
        ref byte inputs, int depth, int count, ref int steps, int listLength, ref sbyte weights, ref int start, ref int sums)
    {
        if (Bytes512.IsSupported)
        {
            Sum<Bytes512, Vector512<int>>(ref inputs, depth, count, ref steps, listLength, ref weights, ref start, ref sums);
        }
        else if (Bytes256Vnni.IsSupported)
        {
            Sum<Bytes256Vnni, Vector256<int>>(ref inputs, depth, count, ref steps, listLength, ref weights, ref start, ref sums);
        }
        else if (Bytes256.IsSupported)
        {
            Sum<Bytes256, Vector256<int>>(ref inputs, depth, count, ref steps, listLength, ref weights, ref start, ref sums);
        }
        else
        {
            Sum<Bytes128, Vector128<int>>(ref inputs, depth, count, ref steps, listLength, ref weights, ref start, ref sums);
        }
    }

    /// <summary>Computes the sums of two neighbouring panels for one sample.</summary>
    /// <param name="inputs">The activations.</param>
    /// <param name="steps">The steps to take.</param>
    /// <param name="weights">The first panel.</param>
    /// <param name="panel">From one panel to the next.</param>
    /// <param name="start">What the sums of both start at.</param>
    /// <param name="sums">Receives the sums of both.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumAlone(ref byte inputs, ref int steps, ref sbyte weights, nint panel, ref int start, ref int sums)
    {
        if (Bytes512.IsSupported)
        {
            SumAlone<Bytes512, Vector512<int>>(ref inputs, ref steps, ref weights, panel, ref start, ref sums);
        }
        else if (Bytes256Vnni.IsSupported)
        {
            SumAlone<Bytes256Vnni, Vector256<int>>(ref inputs, ref steps, ref weights, panel, ref start, ref sums);
        }
        else if (Bytes256.IsSupported)
        {
            SumAlone<Bytes256, Vector256<int>>(ref inputs, ref steps, ref weights, panel, ref start, ref sums);
        }
        else
        {
            SumAlone<Bytes128, Vector128<int>>(ref inputs, ref steps, ref weights, panel, ref start, ref sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SumAlone<TProducts, TVector>(ref byte inputs, ref int steps, ref sbyte weights, nint panel, ref int start, ref int sums)
        where TProducts : struct, IByteProducts<TVector>
        where TVector : struct
    {
        for (int unit = 0; unit < Units; unit += TProducts.Lanes)
        {
            Alone<TProducts, TVector>(
                ref inputs, ref steps, ref Unsafe.Add(ref weights, Group * unit), panel, ref Unsafe.Add(ref start, unit), ref Unsafe.Add(ref sums, unit));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sum<TProducts, TVector>(
        ref byte inputs, int depth, int count, ref int steps, int listLength, ref sbyte weights, ref int start, ref int sums)
        where TProducts : struct, IByteProducts<TVector>
        where TVector : struct
    {
        for (int unit = 0; unit < Units; unit += TProducts.Lanes)
        {
            ref byte a = ref inputs;
            ref int list = ref steps;
            ref sbyte w = ref Unsafe.Add(ref weights, Group * unit);
            ref int c = ref Unsafe.Add(ref sums, unit);
            int sample = 0;
            for (; sample <= count - Samples; sample += Samples)
            {
                Eight<TProducts, TVector>(ref a, depth, ref list, ref w, ref Unsafe.Add(ref start, unit), ref c);
                a = ref Unsafe.Add(ref a, (nint)Samples * depth);
                c = ref Unsafe.Add(ref c, Samples * Units);
                list = ref Unsafe.Add(ref list, listLength);
            }

            for (; sample < count; sample++)
            {
                One<TProducts, TVector>(ref a, ref list, ref w, ref Unsafe.Add(ref start, unit), ref c);
                a = ref Unsafe.Add(ref a, depth);
                c = ref Unsafe.Add(ref c, Units);
                list = ref Unsafe.Add(ref list, listLength);
            }
        }
    }

    [MethodImpl(Kernel)]
    private static void Eight<TProducts, TVector>(ref byte a, nint depth, ref int list, ref sbyte w, ref int start, ref int sums)
        where TProducts : struct, IByteProducts<TVector>
        where TVector : struct
    {
        TVector c0 = TProducts.Load(ref start), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
        for (int left = list; left > 0; left--)
        {
            list = ref Unsafe.Add(ref list, 1);
            ref sbyte weights = ref Unsafe.Add(ref w, list * (Step * Units));
            TVector w0 = TProducts.Load(ref weights, 0);
            TVector w1 = TProducts.Load(ref weights, GroupBytes);
            TVector w2 = TProducts.Load(ref weights, 2 * GroupBytes);
            TVector w3 = TProducts.Load(ref weights, 3 * GroupBytes);
            ref byte x = ref Unsafe.Add(ref a, list * Step);
            ref byte x4 = ref Unsafe.Add(ref x, 4 * depth);
            TProducts.Add(ref c0, ref x, w0, w1, w2, w3);
            TProducts.Add(ref c1, ref Unsafe.Add(ref x, depth), w0, w1, w2, w3);
            TProducts.Add(ref c2, ref Unsafe.Add(ref x, 2 * depth), w0, w1, w2, w3);
            TProducts.Add(ref c3, ref Unsafe.Add(ref x, 3 * depth), w0, w1, w2, w3);
            TProducts.Add(ref c4, ref x4, w0, w1, w2, w3);
            TProducts.Add(ref c5, ref Unsafe.Add(ref x4, depth), w0, w1, w2, w3);
            TProducts.Add(ref c6, ref Unsafe.Add(ref x4, 2 * depth), w0, w1, w2, w3);
            TProducts.Add(ref c7, ref Unsafe.Add(ref x4, 3 * depth), w0, w1, w2, w3);
        }

        TProducts.Store(c0, ref sums);
        TProducts.Store(c1, ref Unsafe.Add(ref sums, Units));
        TProducts.Store(c2, ref Unsafe.Add(ref sums, 2 * Units));
        TProducts.Store(c3, ref Unsafe.Add(ref sums, 3 * Units));
        TProducts.Store(c4, ref Unsafe.Add(ref sums, 4 * Units));
        TProducts.Store(c5, ref Unsafe.Add(ref sums, 5 * Units));
        TProducts.Store(c6, ref Unsafe.Add(ref sums, 6 * Units));
        TProducts.Store(c7, ref Unsafe.Add(ref sums, 7 * Units));
    }

    [MethodImpl(Kernel)]
    private static void One<TProducts, TVector>(ref byte a, ref int list, ref sbyte w, ref int start, ref int sums)
        where TProducts : struct, IByteProducts<TVector>
        where TVector : struct
    {
        TVector c = TProducts.Load(ref start);
        for (int left = list; left > 0; left--)
        {
            list = ref Unsafe.Add(ref list, 1);
            ref byte x = ref Unsafe.Add(ref a, list * Step);
            ref sbyte weights = ref Unsafe.Add(ref w, list * (Step * Units));
            TProducts.Add(
                ref c,
                ref x,
                TProducts.Load(ref weights, 0),
                TProducts.Load(ref weights, GroupBytes),
                TProducts.Load(ref weights, 2 * GroupBytes),
                TProducts.Load(ref weights, 3 * GroupBytes));
        }

        TProducts.Store(c, ref sums);
    }

    [MethodImpl(Kernel)]
    private static void Alone<TProducts, TVector>(ref byte a, ref int list, ref sbyte w, nint panel, ref int start, ref int sums)
        where TProducts : struct, IByteProducts<TVector>
        where TVector : struct
    {
        TVector c = TProducts.Load(ref start), further = TProducts.Load(ref Unsafe.Add(ref start, Units));
        for (int left = list; left > 0; left--)
        {
            list = ref Unsafe.Add(ref list, 1);
            TProducts.AddAlone(ref c, ref further, ref Unsafe.Add(ref a, list * Step), ref Unsafe.Add(ref w, list * (Step * Units)), panel);
        }

        TProducts.Store(c, ref sums);
        TProducts.Store(further, ref Unsafe.Add(ref sums, Units));
    }
}
