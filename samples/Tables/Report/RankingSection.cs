using System.Xml.Linq;
using Samples.Report;
using TablesSample.Learning;
using static Samples.Html;

namespace TablesSample.Report;

/// <summary>How the network was chosen, and how it was trained then.</summary>
internal static class RankingSection
{
    public static XElement Create(Learned learned) => Section(
        "networks",
        "Which network",
        Element(
            "p",
            Class("note"),
            Text($"Each was trained {learned.Folds} times, every time without another part of the rows, by which it was judged. "),
            "The test rows had no part in it. The best one was then trained on all of the others."),
        Rows.Table(
            ["Network", "Parameters", "Loss", OfClasses(learned) ? "Accuracy" : "RMSE, scaled"],
            learned.Ranking.Select(result => (string[])
            [
                result.Candidate.Name,
                Text($"{result.Candidate.ParameterCount:N0}"),
                result.Score.Loss.ToString(),
                (result.Score.Accuracy ?? result.Score.Rmse).ToString() ?? "",
            ])),
        Element("div", Class("curves single"), Curve.OfLoss(learned.Model.Epochs)));

    private static bool OfClasses(Learned learned) => learned.Model.Preprocessing.ClassNames.Count > 0;
}
