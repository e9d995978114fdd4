using System.Xml.Linq;
using Unrolled;
using static Samples.Html;

namespace MnistSample.Report;

/// <summary>A page about one run that needs nothing but itself: styles and images are part of it.</summary>
internal static class ReportPage
{
    public static string Create(Settings settings, Digits data, Outcome outcome)
    {
        string title = $"{data.Name} · {settings.Model.Name}";
        return Write(Element(
            "html",
            Attribute("lang", "en"),
            Element(
                "head",
                Element("meta", Attribute("charset", "utf-8")),
                Meta("viewport", "width=device-width, initial-scale=1"),
                Meta("color-scheme", "light dark"),
                Element("title", title),
                Element("style", Styles())),
            Element(
                "body",
                Element(
                    "header",
                    Element("p", Class("kind"), "Training report"),
                    Element("h1", title),
                    Element("p", settings.Model.Description)),
                Element(
                    "main",
                    Figures(settings, outcome),
                    CurveSection.Create(outcome.Epochs),
                    ConfusionSection.Create(outcome.Confusion),
                    MistakeSection.Create(outcome.Mistakes, settings.Model.GivesProbabilities),
                    WeightSection.Create(outcome.HiddenUnits),
                    SettingsSection.Create(settings, data)),
                Element("footer", "Written by Unrolled’s MNIST sample. This page loads nothing from anywhere."))));
    }

    private static XElement Figures(Settings settings, Outcome outcome)
    {
        ConfusionMatrix confusion = outcome.Confusion;
        double samples = outcome.Epochs.Sum(epoch => epoch.SamplesPerSecond * epoch.Elapsed.TotalSeconds);
        double seconds = outcome.Epochs.Sum(epoch => epoch.Elapsed.TotalSeconds);
        return Element(
            "dl",
            Class("figures"),
            Figure("Test accuracy", Text($"{100 * confusion.Accuracy:F2}%"), Text($"{confusion.Correct:N0} of {confusion.Total:N0}")),
            Figure("Mistakes", Text($"{confusion.Total - confusion.Correct:N0}"), Text($"{100 * (1 - confusion.Accuracy):F2}%")),
            Figure("Parameters", Text($"{settings.Model.ParameterCount:N0}"), "weights and biases"),
            outcome.Epochs.Count == 0
                ? null
                : Figure("Training time", Text($"{seconds:F1} s"), Text($"{samples / seconds:N0} samples/s")));
    }

    private static XElement Figure(string name, string value, string detail) => Element(
        "div", Class("card"), Element("dt", name), Element("dd", value), Element("dd", Class("detail"), detail));

    private static XElement Meta(string name, string content) =>
        Element("meta", Attribute("name", name), Attribute("content", content));

    private static string Styles()
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
