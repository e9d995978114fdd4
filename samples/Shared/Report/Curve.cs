using System.Xml.Linq;
using Samples.Charts;
using Unrolled;
using static Samples.Html;

namespace Samples.Report;

/// <summary>A number for every epoch, drawn as a line over the epochs.</summary>
internal static class Curve
{
    /// <summary>The training loss, from 0 on.</summary>
    public static XElement OfLoss(IReadOnlyList<EpochReport> epochs) => Draw(
        "Training loss",
        "loss",
        "",
        [.. epochs.Select(epoch => (epoch.Epoch, epoch.Loss))],
        new Axis(0, epochs.Max(epoch => epoch.Loss), leastStep: 1e-6, steps: 5, rounded: true),
        value => Text($"{value:F5}"),
        above: true);

    /// <summary>The accuracy on the test samples in percent, from just below the lowest on.</summary>
    public static XElement OfAccuracy(IReadOnlyList<EpochReport> epochs)
    {
        (int, double Value)[] points = [.. epochs.Select(epoch => (epoch.Epoch, 100 * epoch.Accuracy!.Value))];
        var axis = new Axis(
            points.Min(point => point.Value), points.Max(point => point.Value), leastStep: 0.1, steps: 5, rounded: true);
        return Draw("Test accuracy", "accuracy", "%", points, axis, value => Text($"{value:F2}%"), above: false);
    }

    private static XElement Draw(
        string title,
        string kind,
        string unit,
        (int, double Value)[] points,
        Axis axis,
        Func<double, string> format,
        bool above) => Element(
        "figure",
        Class("card"),
        Element("figcaption", Element("span", title), " ", Element("strong", format(points[^1].Value))),
        new LineChart("epoch", points, axis).Draw(title, $"curve {kind}", unit, format, above));
}
