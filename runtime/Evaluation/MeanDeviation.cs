using System.Globalization;

namespace Unrolled;

/// <summary>Where some numbers lie and how far they spread.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their sample standard deviation, with n - 1 in the denominator; 0 for a single number.</param>
public readonly record struct MeanDeviation(double Mean, double Deviation)
{
    internal static MeanDeviation Of(IEnumerable<double> values)
    {
        RunningMoments moments = default;
        foreach (double value in values)
        {
            moments.Add(value);
        }

        return new MeanDeviation(moments.Mean, Math.Sqrt(moments.SquaredDeviations / Math.Max(1, moments.Count - 1)));
    }

    /// <summary>The same of numbers all of which may be missing; then null.</summary>
    internal static MeanDeviation? Of(IEnumerable<double?> values) =>
        values.All(value => value is not null) ? Of(values.Select(value => value!.Value)) : null;

    /// <summary>Both numbers with four digits after the point.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:F4} +- {Deviation:F4}");
}
