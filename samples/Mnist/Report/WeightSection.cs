using System.Xml.Linq;
using static Samples.Html;

namespace MnistSample.Report;

/// <summary>The weights of the first hidden layer, an image for each unit.</summary>
internal static class WeightSection
{
    private const int MostShown = 100;

    public static XElement Create(IReadOnlyList<HiddenUnit> units)
    {
        IEnumerable<HiddenUnit> shown = units.Count <= MostShown
            ? units
            : units.OrderByDescending(unit => unit.Norm).Take(MostShown);
        string which = units.Count <= MostShown
            ? Text($"All {units.Count} units of the first hidden layer.")
            : Text($"The {MostShown} of {units.Count} units of the first hidden layer with the largest weights.");
        return Section(
            "weights",
            "What the hidden units look for",
            Element(
                "p",
                Class("note"),
                $"{which} Ink on blue pixels excites a unit, ink on orange ones inhibits it. ",
                "Each image has a scale of its own, up to its largest weight."),
            Element(
                "p",
                Class("legend"),
                Element("span", "negative"),
                Element("span", Class("scale"), Attribute("role", "img"), Attribute("aria-label", "orange to blue"), ""),
                Element("span", "positive")),
            Element("ul", Class("units"), shown.Select(unit => Element(
                "li",
                Picture.OfWeights(unit.Weights.Span, Text($"Weights of unit {unit.Number}, norm {unit.Norm:F2}")),
                Attribute("title", Text($"unit {unit.Number}, norm {unit.Norm:F2}"))))));
    }
}
