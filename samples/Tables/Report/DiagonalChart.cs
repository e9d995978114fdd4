using System.Xml.Linq;
using Samples.Charts;
using static Samples.Charts.Shapes;
using static Samples.Html;

namespace TablesSample.Report;

/// <summary>Points that are to lie on the diagonal: what was said, over what was so. Both axes have one scale.</summary>
internal static class DiagonalChart
{
    private const int Size = 420;
    private const int Left = 74;
    private const int Top = 12;
    private const int Bottom = Size - 52;
    private const int Right = Left + Bottom - Top;

    /// <summary>Draws it.</summary>
    /// <param name="title">What is drawn.</param>
    /// <param name="horizontal">What the horizontal axis has.</param>
    /// <param name="vertical">What the vertical axis has.</param>
    /// <param name="points">The points; one at least.</param>
    public static XElement Draw(string title, string horizontal, string vertical, IReadOnlyList<(double X, double Y, string Text)> points)
    {
        var axis = new Axis(
            points.Min(point => Math.Min(point.X, point.Y)), points.Max(point => Math.Max(point.X, point.Y)), leastStep: 1e-6, steps: 5, rounded: true);
        return Element("figure", Class("card"), Element("figcaption", Element("span", title)), Svg(
            "svg",
            Class("curve accuracy"),
            Attribute("viewBox", $"0 0 {Right + 14} {Size}"),
            Attribute("role", "img"),
            Attribute("aria-label", $"{title}: {vertical} over {horizontal}"),
            axis.Marks.Select(mark => Mark(axis, mark)),
            Svg("line", Class("tick"), Ends(Left, Bottom, Right, Top)),
            Label((Left + Right) / 2, Size - 8, "middle", horizontal),
            Svg("text", At(16, (Top + Bottom) / 2), Attribute("text-anchor", "middle"), Attribute("transform", Text($"rotate(-90 16 {(Top + Bottom) / 2})")), vertical),
            points.Select(point => Dot(X(axis, point.X), Y(axis, point.Y), points.Count > 50 ? 2 : 4, point.Text))));
    }

    private static XElement Mark(Axis axis, double mark) => Svg(
        "g",
        Svg("line", Class("grid"), Ends(Left, Y(axis, mark), Right, Y(axis, mark))),
        Label(Left - 8, Y(axis, mark) + 4, "end", axis.Label(mark)),
        Svg("line", Class("tick"), Ends(X(axis, mark), Bottom, X(axis, mark), Bottom + 5)),
        Label(X(axis, mark), Bottom + 20, "middle", axis.Label(mark)));

    private static double X(Axis axis, double value) => Left + (axis.Place(value) * (Right - Left));

    private static double Y(Axis axis, double value) => Bottom - (axis.Place(value) * (Bottom - Top));
}
