namespace Unrolled.Data.Tests.Transforms;

/// <summary>Statistics in double precision that share no code with the library: sums in two passes, quantiles by their definition.</summary>
internal static class Reference
{
    public static double Mean(double[] values) => values.Sum() / values.Length;

    public static double Deviation(double[] values) => Math.Sqrt(values.Sum(value => Math.Pow(value - Mean(values), 2)) / values.Length);

    /// <summary>The inverse of the piecewise linear function through (i / (n - 1), the i-th least value).</summary>
    public static double Quantile(double[] values, double fraction)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 1)
        {
            return sorted[0];
        }

        int right = 1;
        while (right < sorted.Length - 1 && (double)right / (sorted.Length - 1) < fraction)
        {
            right++;
        }

        double left = (right - 1) / (sorted.Length - 1.0);
        double share = (fraction - left) * (sorted.Length - 1);
        return (1 - share) * sorted[right - 1] + share * sorted[right];
    }

    public static (double Offset, double Scale) Of(Scaling scaling, double[] values) => scaling switch
    {
        Scaling.Standard => (Mean(values), Deviation(values)),
        Scaling.MinMax => (values.Min(), values.Max() - values.Min()),
        Scaling.Robust => (Quantile(values, 0.5), Quantile(values, 0.75) - Quantile(values, 0.25)),
        _ => (0, 1),
    };

    public static double[] Column(float[] rows, int size, int column) =>
        [.. Enumerable.Range(0, rows.Length / size).Select(row => (double)rows[row * size + column])];

    /// <summary>Numbers of very different sizes.</summary>
    public static float[] Numbers(int count, int seed, double size = 1, double around = 0)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(around + size * (random.NextDouble() + random.NextDouble() - 0.7)))];
    }
}
