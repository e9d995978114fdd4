using System.Xml.Linq;
using static Samples.Html;

namespace Samples.Charts;

/// <summary>What charts are drawn with.</summary>
internal static class Shapes
{
    /// <summary>A text beside, below or behind a place.</summary>
    public static XElement Label(double x, double y, string anchor, string text) =>
        Svg("text", At(x, y), Attribute("text-anchor", anchor), text);

    /// <summary>The attributes of a place.</summary>
    public static XAttribute[] At(double x, double y) => [Attribute("x", Text($"{x:F1}")), Attribute("y", Text($"{y:F1}"))];

    /// <summary>The attributes of a line.</summary>
    public static XAttribute[] Ends(double x1, double y1, double x2, double y2) =>
    [
        Attribute("x1", Text($"{x1:F1}")),
        Attribute("y1", Text($"{y1:F1}")),
        Attribute("x2", Text($"{x2:F1}")),
        Attribute("y2", Text($"{y2:F1}")),
    ];

    /// <summary>A dot with a text that shows where the pointer is on it.</summary>
    public static XElement Dot(double x, double y, int radius, string text) => Svg(
        "circle",
        Attribute("cx", Text($"{x:F1}")),
        Attribute("cy", Text($"{y:F1}")),
        Attribute("r", radius),
        Svg("title", text));
}
