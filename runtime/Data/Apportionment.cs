namespace Unrolled;

/// <summary>Divides a number among groups in proportion to their sizes.</summary>
internal static class Apportionment
{
    /// <summary>How much of a number is each group's: its share rounded down, or up where the remainder is largest, the first of equals first.</summary>
    /// <remarks>
    /// The method of largest remainders: Balinski and Young, <i>Fair Representation</i> (1982). Computed in whole numbers. Each group gets at
    /// least 1 and less than its size, which may take from others or give to them.
    /// </remarks>
    /// <param name="total">The number, at least that of the groups, and at most that of the sizes less 1 each.</param>
    /// <param name="sizes">The sizes, at least 2 each.</param>
    public static int[] Of(int total, int[] sizes)
    {
        long all = sizes.Sum(size => (long)size);
        int[] shares = Array.ConvertAll(sizes, size => Math.Clamp((int)((long)total * size / all), 1, size - 1));
        int given = shares.Sum();
        for (; given < total; given++)
        {
            shares[IndexOfMax(group => shares[group] < sizes[group] - 1 ? Missing(group) : long.MinValue)]++;
        }

        for (; given > total; given--)
        {
            shares[IndexOfMax(group => shares[group] > 1 ? -Missing(group) : long.MinValue)]--;
        }

        return shares;

        // What a group lacks of its share, times all.
        long Missing(int group) => ((long)total * sizes[group]) - (all * shares[group]);

        int IndexOfMax(Func<int, long> value) => Enumerable.Range(0, sizes.Length).MaxBy(value);
    }
}
