namespace Unrolled.Numerics;

/// <summary>Looks for numbers that are none, or infinite.</summary>
internal static class Finite
{
    /// <summary>The place of the first that is not finite, or -1.</summary>
    public static int FirstOther(ReadOnlySpan<float> numbers)
    {
        if (!VectorLoops.IsFinite(numbers))
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                if (!float.IsFinite(numbers[i]))
                {
                    return i;
                }
            }
        }

        return -1;
    }
}
