using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Internal;

/// <summary>
/// Walks over the samples of a batch that are there. One of weight 0 is not: to compute it and to multiply by 0 would not do, for 0 times
/// infinity is NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PresentSamples
{
    /// <summary>Finds the next samples that follow one another and are there.</summary>
    /// <param name="sampleWeights">One per sample, at least 0; or none, which is as if all were 1.</param>
    /// <param name="end">The sample to look up to.</param>
    /// <param name="start">Where to look from; receives where they start.</param>
    /// <param name="rows">Receives how many they are.</param>
    /// <returns>Whether there are any.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Next(ReadOnlySpan<float> sampleWeights, int end, ref int start, out int rows)
    {
        while (start < end && !sampleWeights.IsEmpty && sampleWeights[start] == 0)
        {
            start++;
        }

        rows = end - start;
        if (!sampleWeights.IsEmpty)
        {
            int absent = sampleWeights.Slice(start, rows).IndexOf(0f);
            rows = absent < 0 ? rows : absent;
        }

        return rows > 0;
    }
}
