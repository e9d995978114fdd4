using System.Xml.Linq;
using Samples.Report;
using Unrolled;
using static Samples.Html;

namespace TablesSample.Report;

/// <summary>How well classes are told apart, and whether probabilities are what they say.</summary>
internal static class ClassSections
{
    public static XElement[] Create(ClassResult result) => [ConfusionSection.Create(result.Confusion, "class"), Figures(result.Confusion), Reliability(result)];

    private static XElement Figures(ConfusionMatrix matrix) => Section(
        "classes",
        "Figures of each class",
        Rows.Table(
            ["Class", "Precision", "Recall", "F1", "Rows"],
            Enumerable.Range(0, matrix.ClassCount).Select(number => (string[])
            [
                matrix.ClassNames![number], Fraction(matrix.Precision(number)), Fraction(matrix.Recall(number)), Fraction(matrix.F1(number)),
                Text($"{matrix.Support(number):N0}"),
            ])));

    private static XElement Reliability(ClassResult result)
    {
        string of = result.Confusion.ClassCount == 2 ? $"of {result.Confusion.ClassNames![1]}" : "of the most probable class";
        return Section(
            "reliability",
            "Are probabilities what they say?",
            Element(
                "p",
                Class("note"),
                Text($"A dot for each tenth of the probabilities {of}: on the diagonal they came true as often as they say. ")
                    + Text($"The mean distance is the expected calibration error, {result.Calibration.ExpectedError:F3}.")),
            Element("div", Class("curves single"), DiagonalChart.Draw(
                "Reliability",
                $"probability {of}",
                "came true",
                [.. result.Calibration.Bins.Where(bin => bin.Count > 0)
                    .Select(bin => (bin.MeanProbability, bin.Frequency, Text($"{bin.Count:N0} rows: {bin.Frequency:F2} at {bin.MeanProbability:F2}")))])));
    }

    private static string Fraction(double value) => double.IsNaN(value) ? "–" : Text($"{value:F3}");
}
