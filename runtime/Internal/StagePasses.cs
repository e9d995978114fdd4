using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled.Internal;

/// <summary>Input and output stages of generated networks, see <see cref="Stage"/>: element by element, so that no width shows in the bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StagePasses
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>y = min(max(scale x + offset, minimum), maximum). NaN stays NaN.</summary>
    /// <param name="x">The first row.</param>
    /// <param name="xStride">The distance between two of these rows.</param>
    /// <param name="y">The first row of the results; may be the first row itself.</param>
    /// <param name="yStride">The distance between two of those.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="size">How many elements of each row.</param>
    /// <param name="scale">A number for each element, or none; so are the next three.</param>
    /// <param name="offset">What is added.</param>
    /// <param name="minimum">The least results.</param>
    /// <param name="maximum">The greatest results.</param>
    [MethodImpl(Kernel)]
    public static void Apply(
        ref float x, int xStride, ref float y, int yStride, int rows, int size,
        ReadOnlySpan<float> scale, ReadOnlySpan<float> offset, ReadOnlySpan<float> minimum, ReadOnlySpan<float> maximum)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float from = ref Unsafe.Add(ref x, (nint)row * xStride);
            ref float to = ref Unsafe.Add(ref y, (nint)row * yStride);
            int i = 0;
            for (; i <= size - Vector<float>.Count; i += Vector<float>.Count)
            {
                var result = Vector.LoadUnsafe(ref from, (nuint)i);
                result = scale.IsEmpty ? result : result * At(scale, i);
                result = offset.IsEmpty ? result : result + At(offset, i);
                result = minimum.IsEmpty ? result : Vector.ConditionalSelect(Vector.LessThan(result, At(minimum, i)), At(minimum, i), result);
                result = maximum.IsEmpty ? result : Vector.ConditionalSelect(Vector.GreaterThan(result, At(maximum, i)), At(maximum, i), result);
                result.StoreUnsafe(ref to, (nuint)i);
            }

            for (; i < size; i++)
            {
                float result = Unsafe.Add(ref from, i);
                result = scale.IsEmpty ? result : result * scale[i];
                result = offset.IsEmpty ? result : result + offset[i];
                result = !minimum.IsEmpty && result < minimum[i] ? minimum[i] : result;
                Unsafe.Add(ref to, i) = !maximum.IsEmpty && result > maximum[i] ? maximum[i] : result;
            }
        }
    }

    /// <summary>Multiplies gradients by the scale where a result is within its limits, else by 0.</summary>
    /// <param name="y">The first row of results.</param>
    /// <param name="yStride">The distance between two of these rows.</param>
    /// <param name="gradients">The first row of gradients, changed in place.</param>
    /// <param name="stride">The distance between two of those.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="size">How many elements of each row.</param>
    /// <param name="scale">A number for each element, or none; so are the next two.</param>
    /// <param name="minimum">The least results.</param>
    /// <param name="maximum">The greatest results.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyByDerivative(
        ref float y, int yStride, ref float gradients, int stride, int rows, int size,
        ReadOnlySpan<float> scale, ReadOnlySpan<float> minimum, ReadOnlySpan<float> maximum)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float results = ref Unsafe.Add(ref y, (nint)row * yStride);
            ref float gradient = ref Unsafe.Add(ref gradients, (nint)row * stride);
            int i = 0;
            for (; i <= size - Vector<float>.Count; i += Vector<float>.Count)
            {
                var value = Vector.LoadUnsafe(ref gradient, (nuint)i);
                var result = Vector.LoadUnsafe(ref results, (nuint)i);
                value = scale.IsEmpty ? value : value * At(scale, i);
                value = minimum.IsEmpty ? value : Vector.ConditionalSelect(Vector.GreaterThan(result, At(minimum, i)), value, Vector<float>.Zero);
                value = maximum.IsEmpty ? value : Vector.ConditionalSelect(Vector.LessThan(result, At(maximum, i)), value, Vector<float>.Zero);
                value.StoreUnsafe(ref gradient, (nuint)i);
            }

            for (; i < size; i++)
            {
                float value = Unsafe.Add(ref gradient, i);
                float result = Unsafe.Add(ref results, i);
                value = scale.IsEmpty ? value : value * scale[i];
                value = minimum.IsEmpty || result > minimum[i] ? value : 0;
                Unsafe.Add(ref gradient, i) = maximum.IsEmpty || result < maximum[i] ? value : 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> At(ReadOnlySpan<float> numbers, int index) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(numbers), (nuint)index);
}
