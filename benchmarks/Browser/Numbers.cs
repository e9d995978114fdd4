namespace Unrolled.Benchmarks.Browser;

internal static class Numbers
{
    /// <summary>From 0 to 1, the same each time.</summary>
    public static float[] Random(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }
}
