using System.Xml.Linq;
using Samples.Report;
using TablesSample.Learning;
using Unrolled;
using static Samples.Html;

namespace TablesSample.Report;

/// <summary>A page about a table and what was learnt from it.</summary>
internal static class ReportPage
{
    public static string Create(TrainSettings settings, TableSamples samples, Learned learned) => new Page(
        "Table report",
        $"{Path.GetFileName(settings.File)} · {settings.Target}",
        Text($"{samples.Training.Count:N0} rows to train on, {samples.Test.Count:N0} to test with"),
        "Written by Unrolled’s sample for tables.").Create(
        learned.Test switch
        {
            ClassResult classes => Figures(classes, learned.Model),
            NumberResult numbers => Figures(numbers, learned.Model),
            _ => null,
        },
        RankingSection.Create(learned),
        learned.Test switch
        {
            ClassResult classes => ClassSections.Create(classes),
            NumberResult numbers => [NumberSection.Create(numbers, settings.Target)],
            _ => [],
        },
        ColumnSection.Create(samples),
        Page.Settings(Entries(settings, samples, learned)));

    private static XElement Figures(ClassResult result, TrainedModel model) => Page.Figures(
        Page.Figure("Test accuracy", Text($"{100 * result.Confusion.Accuracy:F1}%"), Text($"{100 * result.Baseline:F1}% by the commonest class alone")),
        Page.Figure("ROC AUC", Text($"{result.RocAuc:F3}"), "0.5 is chance, 1 perfect"),
        Page.Figure("Brier score", Text($"{result.Calibration.BrierScore:F3}"), "0 is perfect"),
        Parameters(model));

    private static XElement Figures(NumberResult result, TrainedModel model) => Page.Figures(
        Page.Figure("Test R²", Text($"{result.Figures.All.R2:F3}"), "0 is the mean alone, 1 perfect"),
        Page.Figure("RMSE", Number(result.Figures.All.Rmse), $"{Number(result.Baseline)} by the mean alone"),
        Page.Figure("Mean error", Number(result.Figures.All.MeanAbsoluteError), "without its sign"),
        Parameters(model));

    private static string Number(double value) => Math.Abs(value) < 1000 ? Text($"{value:G4}") : Text($"{value:N0}");

    private static XElement Parameters(TrainedModel model) =>
        Page.Figure("Parameters", Text($"{model.ParameterCount:N0}"), $"of the network {model.Topology}");

    private static IEnumerable<(string Name, string Value)> Entries(TrainSettings settings, TableSamples samples, Learned learned)
    {
        TrainingOptions options = Learner.Options(settings, samples.Training.Count);
        yield return ("Table", settings.File);
        if (settings.TestFile is not null)
        {
            yield return ("Tested with", settings.TestFile);
        }

        if (settings.Save is not null)
        {
            yield return ("Saved to", settings.Save);
        }

        yield return ("Folds", Text($"{learned.Folds}"));
        yield return ("Epochs", Text($"{options.Epochs}"));
        yield return ("Batch size", Text($"{options.BatchSize}"));
        yield return ("Learning rate", Text($"{options.LearningRate}, falling to 0 on a cosine"));
        yield return ("Optimizer", options.Optimizer.Name);
        yield return ("Seed", Text($"{options.Seed}"));
    }
}
