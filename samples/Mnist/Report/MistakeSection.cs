using System.Xml.Linq;
using static Samples.Html;

namespace MnistSample.Report;

/// <summary>The test digits that the network got wrong with the greatest conviction.</summary>
internal static class MistakeSection
{
    private const int MostShown = 36;

    public static XElement Create(IReadOnlyList<Mistake> mistakes, bool probabilities)
    {
        string measure = probabilities ? "probability" : "output";
        string note = mistakes.Count == 0
            ? "There are none: every test digit was recognised."
            : Text($"The {Math.Min(MostShown, mistakes.Count)} of {mistakes.Count:N0} mistakes where the wrong digit’s {measure} ")
                + "exceeds the right one’s by most.";
        return Section(
            "mistakes",
            "Most confused digits",
            Element("p", Class("note"), note),
            mistakes.Count == 0 ? null : Element("ul", Class("tiles"), mistakes.Take(MostShown).Select(mistake => Tile(mistake, measure))));
    }

    private static XElement Tile(Mistake mistake, string measure) => Element(
        "li",
        Class("card"),
        Picture.OfDigit(mistake.Pixels, Text($"Test sample {mistake.Row}, a {mistake.Label}")),
        Element("p", Class("verdict"), Element("b", mistake.Label), " → ", Element("b", Class("wrong"), mistake.Predicted)),
        Element(
            "p",
            Class("outputs"),
            Output(mistake.Predicted, mistake.PredictedOutput),
            Output(mistake.Label, mistake.LabelOutput)),
        Attribute("title", Text(
            $"Test sample {mistake.Row} is a {mistake.Label}, taken for a {mistake.Predicted} ({measure} {mistake.PredictedOutput:G4})")));

    private static XElement Output(int digit, float output) =>
        Element("span", Class("output"), Element("span", $"{digit}: "), Element("span", Text($"{100 * output:F1}%")));
}
