using System.Xml.Linq;
using TablesSample.Learning;
using Unrolled.Data;
using static Samples.Html;

namespace TablesSample.Report;

/// <summary>What the columns were taken for.</summary>
internal static class ColumnSection
{
    public static XElement Create(TableSamples samples) => Section(
        "columns",
        "Columns",
        Element("p", Class("note"), "What they are in the rows to train on, and what the network is told of them."),
        Rows.Table(
            ["Column", "Kind", "Missing", "Inputs"],
            samples.Columns.Select(column => (string[])
            [
                column.Name, column.Kind.ToString().ToLowerInvariant(), Text($"{column.MissingCount:N0}"), Use(samples, column),
            ])),
        samples.LeftOut.Count == 0 ? null : Element("p", Class("note"), $"Left out: {string.Join("; ", samples.LeftOut)}."));

    private static string Use(TableSamples samples, TableColumn column) =>
        column.Name == samples.Question.Column ? "is to be told"
        : samples.Preprocessing.Features.FirstOrDefault(feature => feature.Name == column.Name) is { } feature ? Text($"{feature.InputCount}")
        : "left out";
}
