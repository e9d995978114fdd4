using System.Xml.Linq;
using Unrolled;
using static MnistSample.Report.Html;

namespace MnistSample.Report;

/// <summary>A number for every epoch, drawn as a line over the epochs.</summary>
internal sealed class Curve
{
    private const int Width = 480;
    private const int Height = 270;
    private const int Left = 50;
    private const int Right = Width - 14;
    private const int Top = 14;
    private const int Bottom = Height - 44;
    private const int MostDots = 40;

    private readonly IReadOnlyList<(int Epoch, double Value)> _points;
    private readonly Axis _epochs;
    private readonly Axis _values;

    private Curve(IReadOnlyList<(int Epoch, double Value)> points, Axis values)
    {
        _points = points;
        _epochs = new Axis(points[0].Epoch, points[^1].Epoch, leastStep: 1, steps: 6, rounded: false);
        _values = values;
    }

    /// <summary>The training loss, from 0 on.</summary>
    public static XElement OfLoss(IReadOnlyList<EpochReport> epochs)
    {
        var curve = new Curve(
            [.. epochs.Select(epoch => (epoch.Epoch, epoch.Loss))],
            new Axis(0, epochs.Max(epoch => epoch.Loss), leastStep: 1e-6, steps: 5, rounded: true));
        return curve.Draw("Training loss", "loss", "", value => Text($"{value:F5}"), above: true);
    }

    /// <summary>The accuracy on the test samples in percent, from just below the lowest on.</summary>
    public static XElement OfAccuracy(IReadOnlyList<EpochReport> epochs)
    {
        (int, double Value)[] points = [.. epochs.Select(epoch => (epoch.Epoch, 100 * epoch.Accuracy!.Value))];
        var axis = new Axis(
            points.Min(point => point.Value), points.Max(point => point.Value), leastStep: 0.1, steps: 5, rounded: true);
        return new Curve(points, axis).Draw("Test accuracy", "accuracy", "%", value => Text($"{value:F2}%"), above: false);
    }

    private XElement Draw(string title, string kind, string unit, Func<double, string> format, bool above)
    {
        (int lastEpoch, double last) = _points[^1];
        double labelY = Y(last) + (above ? -12 : 24);
        return Element(
            "figure",
            Class("card"),
            Element("figcaption", Element("span", title), " ", Element("strong", format(last))),
            Svg(
                "svg",
                Class($"curve {kind}"),
                Attribute("viewBox", $"0 0 {Width} {Height}"),
                Attribute("role", "img"),
                Attribute(
                    "aria-label",
                    $"{title}: {format(_points[0].Value)} after epoch {_points[0].Epoch}, {format(last)} after epoch {lastEpoch}"),
                _values.Marks.Select(mark => ValueMark(mark, unit)),
                _epochs.Marks.Select(EpochMark),
                Label((Left + Right) / 2.0, Height - 6, "middle", "epoch"),
                Line(),
                _points.Count > MostDots ? Dot(_points[^1], format) : _points.Select(point => Dot(point, format)),
                Svg("text", Class("last"), At(X(lastEpoch), labelY), Attribute("text-anchor", "end"), format(last))));
    }

    private XElement ValueMark(double mark, string unit) => Svg(
        "g",
        Svg("line", Class("grid"), Ends(Left, Y(mark), Right, Y(mark))),
        Label(Left - 8, Y(mark) + 4, "end", _values.Label(mark) + unit));

    private XElement EpochMark(double mark) => Svg(
        "g",
        Svg("line", Class("tick"), Ends(X(mark), Bottom, X(mark), Bottom + 5)),
        Label(X(mark), Bottom + 20, "middle", _epochs.Label(mark)));

    private XElement Line() => Svg(
        "polyline",
        Class("line"),
        Attribute("points", string.Join(' ', _points.Select(point => Text($"{X(point.Epoch):F1},{Y(point.Value):F1}")))));

    private XElement Dot((int Epoch, double Value) point, Func<double, string> format) => Svg(
        "circle",
        Attribute("cx", Text($"{X(point.Epoch):F1}")),
        Attribute("cy", Text($"{Y(point.Value):F1}")),
        Attribute("r", 3),
        Svg("title", $"epoch {point.Epoch}: {format(point.Value)}"));

    private static XElement Label(double x, double y, string anchor, string text) =>
        Svg("text", At(x, y), Attribute("text-anchor", anchor), text);

    private static XAttribute[] At(double x, double y) => [Attribute("x", Text($"{x:F1}")), Attribute("y", Text($"{y:F1}"))];

    private static XAttribute[] Ends(double x1, double y1, double x2, double y2) =>
    [
        Attribute("x1", Text($"{x1:F1}")),
        Attribute("y1", Text($"{y1:F1}")),
        Attribute("x2", Text($"{x2:F1}")),
        Attribute("y2", Text($"{y2:F1}")),
    ];

    private double X(double epoch) => _points.Count == 1 ? Right : Left + _epochs.Place(epoch) * (Right - Left);

    private double Y(double value) => Bottom - _values.Place(value) * (Bottom - Top);
}
