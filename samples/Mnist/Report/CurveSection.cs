using System.Xml.Linq;
using Samples.Report;
using Unrolled;
using static Samples.Html;

namespace MnistSample.Report;

/// <summary>How the training went.</summary>
internal static class CurveSection
{
    public static XElement Create(IReadOnlyList<EpochReport> epochs) => epochs.Count == 0
        ? Section("curves", "Learning curves", Element("p", Class("note"), "This run has not trained the network, only tested it."))
        : Section(
            "curves",
            "Learning curves",
            Element(
                "p",
                Class("note"),
                "The loss is the mean over an epoch’s training samples, each measured just before the step that used it."),
            Element("div", Class("curves"), Curve.OfLoss(epochs), Curve.OfAccuracy(epochs)),
            Element("details", Element("summary", "The numbers of every epoch"), Element("div", Class("scroll"), Table(epochs))));

    private static XElement Table(IReadOnlyList<EpochReport> epochs) => Element(
        "table",
        Class("epochs"),
        Element("thead", Element("tr", ((string[])["Epoch", "Loss", "Accuracy", "Seconds", "Learning rate"]).Select(
            name => Element("th", Attribute("scope", "col"), name)))),
        Element("tbody", epochs.Select(epoch => Element(
            "tr",
            Element("th", Attribute("scope", "row"), epoch.Epoch),
            Element("td", Text($"{epoch.Loss:F5}")),
            Element("td", Text($"{100 * epoch.Accuracy:F2}%")),
            Element("td", Text($"{epoch.Elapsed.TotalSeconds:F3}")),
            Element("td", Text($"{epoch.LearningRate:g3}"))))));
}
