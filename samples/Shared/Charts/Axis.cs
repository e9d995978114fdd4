using System.Globalization;

namespace Samples.Charts;

/// <summary>A linear scale whose marks are round numbers: 1, 2 or 5 times a power of ten apart.</summary>
internal sealed class Axis
{
    private readonly double _step;

    /// <param name="low">The smallest value to show.</param>
    /// <param name="high">The largest.</param>
    /// <param name="leastStep">What the marks are apart at least, itself such a number.</param>
    /// <param name="steps">About how many of them there are to be.</param>
    /// <param name="rounded">Whether the scale goes on to the next marks.</param>
    public Axis(double low, double high, double leastStep, int steps, bool rounded)
    {
        _step = Math.Max(leastStep, RoundStep((high - low) / steps));
        Low = rounded ? Math.Floor(low / _step) * _step : low;
        High = rounded ? Math.Ceiling(high / _step) * _step : high;
        High = High > Low ? High : Low + _step;
        int first = (int)Math.Ceiling(Low / _step - 1e-9);
        int last = (int)Math.Floor(High / _step + 1e-9);
        Marks = [.. Enumerable.Range(first, last - first + 1).Select(i => i * _step)];
    }

    public double Low { get; }

    public double High { get; }

    public IReadOnlyList<double> Marks { get; }

    /// <summary>Where a value stands: 0 at the low end, 1 at the high end.</summary>
    public double Place(double value) => (value - Low) / (High - Low);

    /// <summary>A mark's number, with as many decimals as tell it from its neighbours.</summary>
    public string Label(double mark)
    {
        int decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(_step) - 1e-9));
        return mark.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    private static double RoundStep(double step)
    {
        double power = step > 0 ? Math.Pow(10, Math.Floor(Math.Log10(step))) : 0;
        double leading = step / power;
        return power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
    }
}
