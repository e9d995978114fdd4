using System.Xml.Linq;
using static Samples.Charts.Shapes;
using static Samples.Html;

namespace Samples.Charts;

/// <summary>Numbers over the steps that they belong to, drawn as a line. How it looks is said by style sheets.</summary>
internal sealed class LineChart
{
    private const int Width = 480;
    private const int Height = 270;
    private const int Left = 50;
    private const int Right = Width - 14;
    private const int Top = 14;
    private const int Bottom = Height - 44;
    private const int MostDots = 40;

    private readonly string _step;
    private readonly IReadOnlyList<(int Step, double Value)> _points;
    private readonly Axis _steps;
    private readonly Axis _values;

    /// <param name="step">What the steps are called, such as "epoch".</param>
    /// <param name="points">The numbers, one or more, by ascending steps.</param>
    /// <param name="values">The scale of the numbers.</param>
    public LineChart(string step, IReadOnlyList<(int Step, double Value)> points, Axis values)
    {
        _step = step;
        _points = points;
        _steps = new Axis(points[0].Step, points[^1].Step, leastStep: 1, steps: 6, rounded: false);
        _values = values;
    }

    /// <summary>Draws it as an element "svg".</summary>
    /// <param name="title">What the numbers are.</param>
    /// <param name="classes">Names for the style sheet.</param>
    /// <param name="unit">What follows a number at the axis.</param>
    /// <param name="format">Writes a number elsewhere.</param>
    /// <param name="above">Whether the last number is written above its point.</param>
    /// <param name="behind">What is drawn before the line.</param>
    public XElement Draw(
        string title, string classes, string unit, Func<double, string> format, bool above, params object?[] behind)
    {
        (int lastStep, double last) = _points[^1];
        double labelY = Y(last) + (above ? -12 : 24);
        return Svg(
            "svg",
            Class(classes),
            Attribute("viewBox", $"0 0 {Width} {Height}"),
            Attribute("role", "img"),
            Attribute(
                "aria-label",
                $"{title}: {format(_points[0].Value)} after {_step} {_points[0].Step}, {format(last)} after {_step} {lastStep}"),
            behind,
            _values.Marks.Select(mark => ValueMark(mark, unit)),
            _steps.Marks.Select(StepMark),
            Label((Left + Right) / 2.0, Height - 6, "middle", _step),
            Line("line", _points),
            _points.Count > MostDots ? Dot(_points[^1], format) : _points.Select(point => Dot(point, format)),
            Svg("text", Class("last"), At(X(lastStep), labelY), Attribute("text-anchor", "end"), format(last)));
    }

    /// <summary>A line of other numbers on the same scales.</summary>
    public XElement Line(string classes, IEnumerable<(int Step, double Value)> points) => Svg(
        "polyline",
        Class(classes),
        Attribute("points", string.Join(' ', points.Select(point => Text($"{X(point.Step):F1},{Y(point.Value):F1}")))));

    private XElement ValueMark(double mark, string unit) => Svg(
        "g",
        Svg("line", Class("grid"), Ends(Left, Y(mark), Right, Y(mark))),
        Label(Left - 8, Y(mark) + 4, "end", _values.Label(mark) + unit));

    private XElement StepMark(double mark) => Svg(
        "g",
        Svg("line", Class("tick"), Ends(X(mark), Bottom, X(mark), Bottom + 5)),
        Label(X(mark), Bottom + 20, "middle", _steps.Label(mark)));

    private XElement Dot((int Step, double Value) point, Func<double, string> format) =>
        Shapes.Dot(X(point.Step), Y(point.Value), 3, $"{_step} {point.Step}: {format(point.Value)}");

    private double X(double step) => _points.Count == 1 ? Right : Left + _steps.Place(step) * (Right - Left);

    private double Y(double value) => Bottom - _values.Place(value) * (Bottom - Top);
}
