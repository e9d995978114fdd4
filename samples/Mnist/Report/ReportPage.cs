using System.Xml.Linq;
using Samples.Report;
using Unrolled;
using static Samples.Html;

namespace MnistSample.Report;

/// <summary>A page about one run.</summary>
internal static class ReportPage
{
    public static string Create(Settings settings, Digits data, Outcome outcome) => new Page(
        "Training report", $"{data.Name} · {settings.Model.Name}", settings.Model.Description, "Written by Unrolled’s MNIST sample.").Create(
        Figures(settings, outcome),
        CurveSection.Create(outcome.Epochs),
        ConfusionSection.Create(outcome.Confusion, "digit"),
        MistakeSection.Create(outcome.Mistakes, settings.Model.GivesProbabilities),
        WeightSection.Create(outcome.HiddenUnits),
        Page.Settings(SettingsEntries.Of(settings, data)));

    private static XElement Figures(Settings settings, Outcome outcome)
    {
        ConfusionMatrix confusion = outcome.Confusion;
        double samples = outcome.Epochs.Sum(epoch => epoch.SamplesPerSecond * epoch.Elapsed.TotalSeconds);
        double seconds = outcome.Epochs.Sum(epoch => epoch.Elapsed.TotalSeconds);
        return Page.Figures(
            Page.Figure("Test accuracy", Text($"{100 * confusion.Accuracy:F2}%"), Text($"{confusion.Correct:N0} of {confusion.Total:N0}")),
            Page.Figure("Mistakes", Text($"{confusion.Total - confusion.Correct:N0}"), Text($"{100 * (1 - confusion.Accuracy):F2}%")),
            Page.Figure("Parameters", Text($"{settings.Model.ParameterCount:N0}"), "weights and biases"),
            outcome.Epochs.Count == 0
                ? null
                : Page.Figure("Training time", Text($"{seconds:F1} s"), Text($"{samples / seconds:N0} samples/s")));
    }
}
