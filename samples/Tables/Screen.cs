using Samples;
using TablesSample.Learning;
using TablesSample.Made;
using Unrolled;
using static System.FormattableString;

namespace TablesSample;

/// <summary>Everything that the user sees.</summary>
internal sealed class Screen(TextWriter output, TextWriter errors, bool live) : Terminal(output, errors, live)
{
    /// <summary>Says what this program has made up.</summary>
    public void Made(MadeTable table, string file)
    {
        Line($"made      {file}: {table.Description}");
        Line($"          train {file} --target {table.Target}");
    }

    /// <summary>Says what is asked for answers, which follow.</summary>
    public void Asks(string model, string file)
    {
        Line("");
        Line($"          predict {model} {file}");
    }

    /// <summary>Says what there is to learn, and from what.</summary>
    public void Start(TrainSettings settings, TableSamples samples)
    {
        Preprocessing preprocessing = samples.Preprocessing;
        Line($"table     {settings.File}: {Counted(samples.Columns.Count, "column")}: {string.Join(", ", samples.Columns)}");
        Line($"target    {settings.Target}, {(preprocessing.ClassNames.Count == 0 ? "a number" : $"a class of {string.Join(", ", preprocessing.ClassNames)}")}");
        foreach (string leftOut in samples.LeftOut)
        {
            Line($"left out  {leftOut}");
        }

        int width = preprocessing.InputNames.Count;
        Line($"inputs    {Counted(width - preprocessing.Padding, "input")}"
            + (preprocessing.Padding == 0 ? "" : $" and {preprocessing.Padding} spare ones, which are always 0: {width} is the next width of the compiled networks"));
        Line(Invariant($"rows      {samples.Training.Count:N0} to train on, {samples.Test.Count:N0} to test with"));
    }

    /// <summary>Follows a search and a training, with a line for each network of the search and on a terminal a progress bar.</summary>
    public Learned Follow(
        TableSamples samples, TrainSettings settings, Func<IProgress<SearchProgress>, IProgress<EpochReport>, Learned> learn)
    {
        int epochs = Learner.Options(settings, samples.Training.Count).Epochs;
        Line($"search    {Counted(samples.Networks.Count, "network")} by cross-validation, {Counted(epochs, "epoch")} each");
        return WithProgress(1.0, (_, advance) => learn(
            new Report<SearchProgress>(search => advance(0.9 * search.Done / search.Total)),
            new Report<EpochReport>(epoch => advance(0.9 + (0.1 * epoch.Epoch / epoch.Epochs)))));
    }

    /// <summary>Writes the ranking, what was saved and, as the last lines, what the test says.</summary>
    public void Finish(TrainSettings settings, Learned learned)
    {
        Line("");
        Line($"network     in {learned.Folds} folds{(learned.Test is NumberResult ? ", the target scaled" : "")}");
        foreach (SearchResult result in learned.Ranking)
        {
            Line($"{result.Candidate.Name,-10}  {result.Score}");
        }

        Line("");
        Line(Invariant($"trained   {learned.Model.Topology} on all rows to train on, {learned.Model.ParameterCount:N0} parameters"));
        if (settings.Save is not null)
        {
            Line($"saved to  {settings.Save}");
        }

        if (settings.Report is not null)
        {
            Line($"report in {settings.Report}");
        }

        Line("");
        switch (learned.Test)
        {
            case ClassResult classes:
                Line(classes.Confusion.ToString());
                Line("");
                Line(classes.Confusion.Report());
                Line("");
                Line(Invariant($"test accuracy: {100 * classes.Confusion.Accuracy:F1} %, the commonest class alone {100 * classes.Baseline:F1} %; ")
                    + Invariant($"ROC AUC {classes.RocAuc:F4}, Brier score {classes.Calibration.BrierScore:F4}"));
                break;
            case NumberResult numbers:
                Line(numbers.Figures.ToString());
                Line("");
                Line(Invariant($"test R2: {numbers.Figures.All.R2:F4}; RMSE {numbers.Figures.All.Rmse:G6}, the mean alone {numbers.Baseline:G6}"));
                break;
        }
    }

    private static string Counted(int count, string noun) => Invariant($"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private sealed class Report<T>(Action<T> report) : IProgress<T>
    {
        void IProgress<T>.Report(T value) => report(value);
    }
}
