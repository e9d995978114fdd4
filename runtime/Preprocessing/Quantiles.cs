namespace Unrolled;

/// <summary>Quantiles of numbers, interpolated linearly.</summary>
/// <remarks>Hyndman and Fan, <i>Sample Quantiles in Statistical Packages</i> (1996), type 7.</remarks>
internal static class Quantiles
{
    /// <param name="sorted">One number or more, in ascending order.</param>
    /// <param name="fraction">Which part of the numbers is below it, from 0 to 1.</param>
    public static double Of(ReadOnlySpan<float> sorted, double fraction)
    {
        double place = (sorted.Length - 1) * fraction;
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * ((double)sorted[above] - sorted[below]);
    }
}
