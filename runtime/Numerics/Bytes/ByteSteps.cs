using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>
/// Which steps of sixteen inputs a kernel has to take: where all samples of a tile have bytes of 0, products are 0 too. Pictures on a dark
/// ground leave half of them out for one sample, a fifth for eight. A list has its length first.
/// </summary>
internal static class ByteSteps
{
    /// <summary>The numbers in all lists for some samples.</summary>
    public static int Length(int count, int depth) => ByteKernel.Tiles(count) * (1 + (depth / ByteKernel.Step));

    /// <summary>The list of all steps.</summary>
    public static int[] All(int depth) => [depth / ByteKernel.Step, .. Enumerable.Range(0, depth / ByteKernel.Step)];

    /// <summary>Makes a list for each tile.</summary>
    /// <param name="inputs">The activations, a row for each sample.</param>
    /// <param name="depth">The length of a row.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="lists">Receives the lists, one behind the other.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Find(ref byte inputs, int depth, int count, ref int lists)
    {
        int sample = 0;
        for (; sample <= count - ByteKernel.Samples; sample += ByteKernel.Samples)
        {
            FindOfTile(ref Unsafe.Add(ref inputs, (nint)sample * depth), depth, ByteKernel.Samples, ref lists);
            lists = ref Unsafe.Add(ref lists, 1 + (depth / ByteKernel.Step));
        }

        for (; sample < count; sample++)
        {
            FindOfTile(ref Unsafe.Add(ref inputs, (nint)sample * depth), depth, 1, ref lists);
            lists = ref Unsafe.Add(ref lists, 1 + (depth / ByteKernel.Step));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FindOfTile(ref byte inputs, nint depth, int rows, ref int list)
    {
        int length = 0;
        for (int step = 0; step < depth / ByteKernel.Step; step++)
        {
            ref byte input = ref Unsafe.Add(ref inputs, step * ByteKernel.Step);
            Vector128<byte> any = Vector128.LoadUnsafe(ref input);
            for (int row = 1; row < rows; row++)
            {
                any |= Vector128.LoadUnsafe(ref Unsafe.Add(ref input, row * depth));
            }

            // Without a branch, which no processor could foresee.
            Unsafe.Add(ref list, 1 + length) = step;
            length += any == Vector128<byte>.Zero ? 0 : 1;
        }

        list = length;
    }
}
