using Unrolled;
using Unrolled.Data;

namespace TablesSample.Learning;

/// <summary>A table divided, and made into samples.</summary>
/// <param name="Question">What is to be told.</param>
/// <param name="Columns">The columns, as they are in the rows to train on.</param>
/// <param name="LeftOut">Which of them are left out, and why.</param>
/// <param name="Training">Samples to train on.</param>
/// <param name="Test">Samples to test with, made in the same way.</param>
/// <param name="Preprocessing">What has made them, measured on the first alone.</param>
/// <param name="Networks">The networks that fit.</param>
internal sealed record TableSamples(
    Question Question,
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<string> LeftOut,
    Dataset Training,
    Dataset Test,
    Preprocessing Preprocessing,
    IReadOnlyList<Topology> Networks)
{
    private const double TestShare = 0.2;

    // A fifth to test with leaves four: two folds at least.
    private const int LeastOfClass = 5;
    private const int LeastRows = 20;

    /// <summary>Reads a file and makes samples of it.</summary>
    /// <exception cref="IOException">A file cannot be read, or is not as it must be.</exception>
    /// <exception cref="InvalidDataException">It is not enough to learn from, or too much for the networks.</exception>
    public static TableSamples Read(TrainSettings settings)
    {
        Table table = Table.FromCsv(settings.File).Without(settings.Without);
        var question = Question.Of(table, settings.Target, settings.IsOfClasses);
        RequireRows(table, question, settings.File);
        if (!question.IsOfClasses && table[question.Column].Kind == ColumnKind.Text)
        {
            // Read as numbers, the first that is none says where it is.
            Table.FromCsv(settings.File, new CsvOptions { Schema = new TableSchema().Target(question.Column) });
        }

        (Table training, Table test) = settings.TestFile is not null ? (table, Table.FromCsv(settings.TestFile))
            : question.IsOfClasses ? table.StratifiedSplit(question.Column, TestShare, settings.Seed)
            : table.Split(TestShare, settings.Seed);

        TableSchema schema = question.IsOfClasses ? training.FindSchema(label: question.Column) : training.FindSchema(target: question.Column);
        if (schema.Features.Count == 0)
        {
            throw new InvalidDataException($"{settings.File} has no column to learn from: {string.Join("; ", schema.LeftOut)}.");
        }

        (_, Preprocessing preprocessing) = training.ToDataset(schema);
        IReadOnlyList<Topology> topologies = Topologies.For(
            preprocessing.InputNames.Count, question.IsOfClasses ? preprocessing.ClassNames.Count : null);
        preprocessing = preprocessing.Padded(topologies[0].Inputs);
        return new TableSamples(
            question, training.Columns, schema.LeftOut, training.ToDataset(preprocessing), test.ToDataset(preprocessing), preprocessing, topologies);
    }

    private static void RequireRows(Table table, Question question, string file)
    {
        if (table.RowCount < LeastRows)
        {
            throw new InvalidDataException($"{file} has {table.RowCount} rows; at least {LeastRows} are needed to train, to choose and to test.");
        }

        if (question.IsOfClasses)
        {
            IEnumerable<KeyValuePair<string, int>> classes =
                Enumerable.Range(0, table.RowCount).Select(table[question.Column].Text).OfType<string>().CountBy(text => text);
            foreach ((string name, int rows) in classes.Where(pair => pair.Value < LeastOfClass))
            {
                throw new InvalidDataException(
                    $"{file}, column '{question.Column}': the class '{name}' has {rows} {(rows == 1 ? "row" : "rows")}; at least {LeastOfClass} are needed to "
                    + "train, to choose and to test. Leave them out, or give them the name of another class.");
            }
        }
    }
}
