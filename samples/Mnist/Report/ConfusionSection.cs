using System.Xml.Linq;
using Unrolled;
using static Samples.Html;

namespace MnistSample.Report;

/// <summary>The confusion matrix, its cells the more coloured the more samples they count.</summary>
internal static class ConfusionSection
{
    public static XElement Create(ConfusionMatrix matrix)
    {
        int[] classes = [.. Enumerable.Range(0, matrix.ClassCount)];
        long most = classes.Max(actual => classes.Max(predicted => actual == predicted ? 0 : matrix[actual, predicted]));
        return Section(
            "confusion",
            "Confusion matrix",
            Element(
                "p",
                Class("note"),
                "A row for each digit as it is labelled, a column for each digit that it was taken for. ",
                "Blue is right, orange is wrong; the two have scales of their own."),
            Element("div", Class("card scroll"), Element(
                "table",
                Class("confusion"),
                Element("caption", Text($"{matrix.Correct:N0} of {matrix.Total:N0} test samples recognised")),
                Element("thead", Element(
                    "tr",
                    Element("th", Attribute("scope", "col"), Element("span", Class("corner"), "is ↓ taken for →")),
                    classes.Select(predicted => Element("th", Attribute("scope", "col"), predicted)),
                    Element("th", Attribute("scope", "col"), Class("recall"), "recall"))),
                Element("tbody", classes.Select(actual => Element(
                    "tr",
                    Element("th", Attribute("scope", "row"), actual),
                    classes.Select(predicted => Cell(matrix, actual, predicted, most)),
                    Element("td", Class("recall"), Percent(matrix.Recall(actual)))))),
                Element("tfoot", Element(
                    "tr",
                    Element("th", Attribute("scope", "row"), Element("span", Class("corner"), "precision")),
                    classes.Select(predicted => Element("td", Percent(matrix.Precision(predicted)))),
                    Element("td", Class("recall"), ""))))));
    }

    private static XElement Cell(ConfusionMatrix matrix, int actual, int predicted, long mostConfused)
    {
        long count = matrix[actual, predicted];
        if (count == 0)
        {
            return Element("td", Class("none"), 0);
        }

        bool right = actual == predicted;

        // The square root keeps single mistakes visible beside many.
        double heat = right ? matrix.Recall(actual) : Math.Sqrt((double)count / mostConfused);
        return Element("td", Class(right ? "right" : "wrong"), Attribute("style", Text($"--heat:{heat:F3}")), count);
    }

    private static string Percent(double fraction) => double.IsNaN(fraction) ? "–" : Text($"{100 * fraction:F1}");
}
