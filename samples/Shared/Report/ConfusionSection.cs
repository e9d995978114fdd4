using System.Xml.Linq;
using Unrolled;
using static Samples.Html;

namespace Samples.Report;

/// <summary>The confusion matrix, its cells the more coloured the more samples they count.</summary>
internal static class ConfusionSection
{
    /// <param name="matrix">The matrix; its classes have the names that it says, else their numbers.</param>
    /// <param name="thing">What a class is, such as "digit".</param>
    public static XElement Create(ConfusionMatrix matrix, string thing)
    {
        int[] classes = [.. Enumerable.Range(0, matrix.ClassCount)];
        long most = classes.Max(actual => classes.Max(predicted => actual == predicted ? 0 : matrix[actual, predicted]));
        return Section(
            "confusion",
            "Confusion matrix",
            Element(
                "p",
                Class("note"),
                $"A row for each {thing} as it is labelled, a column for each {thing} that it was taken for. ",
                "Blue is right, orange is wrong; the two have scales of their own."),
            Element("div", Class("card scroll"), Element(
                "table",
                Class("confusion"),
                Element("caption", Text($"{matrix.Correct:N0} of {matrix.Total:N0} test samples recognised")),
                Element("thead", Element(
                    "tr",
                    Element("th", Attribute("scope", "col"), Element("span", Class("corner"), "is ↓ taken for →")),
                    classes.Select(predicted => Element("th", Attribute("scope", "col"), Name(matrix, predicted))),
                    Element("th", Attribute("scope", "col"), Class("recall"), "recall"))),
                Element("tbody", classes.Select(actual => Element(
                    "tr",
                    Element("th", Attribute("scope", "row"), Name(matrix, actual)),
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

    private static string Name(ConfusionMatrix matrix, int number) => matrix.ClassNames?[number] ?? Text($"{number}");

    private static string Percent(double fraction) => double.IsNaN(fraction) ? "–" : Text($"{100 * fraction:F1}");
}
