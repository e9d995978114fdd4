using System.Xml.Linq;
using Samples.Charts;
using static Samples.Html;

namespace CartPoleSample;

/// <summary>The return of every episode that was learnt from, and how they went on average, as a picture of its own.</summary>
internal static class ReturnChart
{
    private const int Window = 50;

    private const string Style = """
        svg { background: #fff; color: #1f6fd6; font: 13px system-ui, sans-serif; }
        text { fill: #555; }
        .last { fill: currentColor; font-weight: 600; stroke: #fff; stroke-width: 5px; stroke-linejoin: round; paint-order: stroke; }
        .grid { stroke: #ddd; }
        .tick { stroke: #555; }
        .line { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; }
        .returns { fill: none; stroke: #e0986e; stroke-width: .6; }
        circle { fill: currentColor; }
        """;

    /// <summary>Draws it as an SVG file.</summary>
    public static string Draw(IReadOnlyList<int> returns)
    {
        (int, double Value)[] means = [.. Means(returns)];
        var chart = new LineChart("episode", means, new Axis(0, CartPole.MostSteps, leastStep: 1, steps: 5, rounded: true));
        XElement line = chart.Line("returns", returns.Select((value, i) => (i + 1, (double)value)));
        return Write(chart.Draw(
            $"Return, mean of {Window} episodes",
            "returns-chart",
            "",
            mean => Text($"{mean:F1}"),
            above: means[^1].Value < CartPole.MostSteps / 2,
            Svg("style", Style),
            line));
    }

    /// <summary>For every episode the mean of the last ones up to it.</summary>
    private static IEnumerable<(int Episode, double Mean)> Means(IReadOnlyList<int> returns)
    {
        int sum = 0;
        for (int i = 0; i < returns.Count; i++)
        {
            sum += returns[i] - (i < Window ? 0 : returns[i - Window]);
            yield return (i + 1, (double)sum / Math.Min(i + 1, Window));
        }
    }
}
