using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>Adds blocks of numbers to others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BlockSums
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>Adds the rows of a matrix to a vector.</summary>
    /// <param name="matrix">The first row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="length">The length of a row and of the vector: 4, 8 or a multiple of 16.</param>
    /// <param name="sum">The vector.</param>
    [MethodImpl(Kernel)]
    public static void AddRows(ref float matrix, int rows, int length, ref float sum)
    {
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                var total = Vector512.LoadUnsafe(ref sum, (nuint)i);
                for (int r = 0; r < rows; r++)
                {
                    total += Vector512.LoadUnsafe(ref Unsafe.Add(ref matrix, ((nint)r * length) + i));
                }

                total.StoreUnsafe(ref sum, (nuint)i);
            }
        }

        for (; i < length; i += Vector128<float>.Count)
        {
            var total = Vector128.LoadUnsafe(ref sum, (nuint)i);
            for (int r = 0; r < rows; r++)
            {
                total += Vector128.LoadUnsafe(ref Unsafe.Add(ref matrix, ((nint)r * length) + i));
            }

            total.StoreUnsafe(ref sum, (nuint)i);
        }
    }

    /// <summary>Adds one block to another.</summary>
    /// <param name="target">The block that grows.</param>
    /// <param name="source">The block that is added.</param>
    /// <param name="length">The length of both.</param>
    [MethodImpl(Kernel)]
    public static void Add(ref float target, ref float source, int length) =>
        VectorLoops.Map(MemoryMarshal.CreateReadOnlySpan(ref source, length), MemoryMarshal.CreateSpan(ref target, length), default(AddOperator));

    /// <summary>target += scale source</summary>
    [MethodImpl(Kernel)]
    internal static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float scale) =>
        VectorLoops.Map(source, target, new AddScaledOperator(scale));
}
