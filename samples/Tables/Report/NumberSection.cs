using System.Xml.Linq;
using static Samples.Html;

namespace TablesSample.Report;

/// <summary>How near the numbers come.</summary>
internal static class NumberSection
{
    private const int MostPoints = 1000;

    public static XElement Create(NumberResult result, string target) => Section(
        "numbers",
        "What was said, and what was so",
        Element(
            "p",
            Class("note"),
            Text($"A dot for each of {Math.Min(MostPoints, result.Points.Count):N0} test rows: on the diagonal {target} is told exactly.")),
        Element("div", Class("curves single"), DiagonalChart.Draw(
            $"{target}, told and true",
            "true",
            "told",
            [.. result.Points.Take(MostPoints).Select(point => (point.Actual, point.Predicted, Text($"{point.Predicted:G6} for {point.Actual:G6}")))])));
}
