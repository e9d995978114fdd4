using Unrolled.Data.Csv;

namespace Unrolled.Data;

/// <summary>A table of named columns, from a CSV file or a data view, of which a dataset can be made.</summary>
/// <remarks>
/// Columns are kept one by one: numbers as floats, and each text once. A table does not change; the parts of one (<see cref="Split"/>,
/// <see cref="Subset"/>) share its values. Rows are numbered from 0, lines of files in messages from 1.
/// </remarks>
/// <example>
/// <code>
/// Table table = Table.FromCsv("iris.csv");
/// (Table training, Table test) = table.Split(testFraction: 0.2, seed: 1);
/// (Dataset samples, Preprocessing preprocessing) = training.ToDataset(training.FindSchema(label: "species"));
/// Trainer.Train(network, samples, options);
/// double accuracy = Evaluator.Accuracy(network, test.ToDataset(preprocessing));
/// </code>
/// </example>
public sealed partial class Table
{
    internal const int MaxColumns = 100_000;

    private readonly RowPlaces _places;
    private readonly TableColumn[] _columns;

    // The rows that this part of a table sees; null for all.
    private readonly int[]? _rows;

    internal Table(RowPlaces places, TableColumn[] columns, TableSchema? schema, int[]? rows = null)
    {
        _places = places;
        _columns = columns;
        _rows = rows;
        Schema = schema;
    }

    /// <summary>The file's path, or what a stream or a data view is called.</summary>
    public string Source => _places.Source;

    /// <summary>The number of rows.</summary>
    public int RowCount => _columns[0].Count;

    /// <summary>The columns, from left to right.</summary>
    public IReadOnlyList<TableColumn> Columns => _columns;

    /// <summary>The schema with which the table was read, if there was one.</summary>
    public TableSchema? Schema { get; }

    /// <summary>A column by its name.</summary>
    /// <param name="name">The name, letter by letter.</param>
    /// <exception cref="InvalidTableException">There is no such column.</exception>
    public TableColumn this[string name] => Find(name) ?? throw new InvalidTableException(
        new TablePlace(Source), $"the columns {Listing.Of(_columns.Select(column => column.Name))}", $"a column {Printable.Quote(name)}");

    /// <summary>Reads a CSV file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written, and what of it is needed; null finds out.</param>
    /// <exception cref="InvalidTableException">The file is empty, or is not as it must be: the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Table FromCsv(string path, CsvOptions? options = null) => CsvTableReader.Read(CsvInput.Of(path), options ?? new CsvOptions());

    /// <summary>Reads a CSV file from a stream, from its position on. It is not closed; one that cannot go back is read into memory first.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="options">How the file is written, and what of it is needed; null finds out.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="InvalidTableException">The file is empty, or is not as it must be: the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Table FromCsv(Stream stream, CsvOptions? options = null, string name = "stream") =>
        CsvTableReader.Read(CsvInput.Of(stream, name), options ?? new CsvOptions());

    /// <summary>Reads a CSV file from a reader, which is not closed. Its text is read into memory first.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="options">How the file is written, and what of it is needed; null finds out.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="InvalidTableException">The file is empty, or is not as it must be: the message says where.</exception>
    public static Table FromCsv(TextReader reader, CsvOptions? options = null, string name = "text") =>
        CsvTableReader.Read(CsvInput.Of(reader, name), options ?? new CsvOptions());

    /// <summary>Holds rows out at random, to test on while the others train.</summary>
    /// <param name="testFraction">The share of the rows to hold out, between 0 and 1; each part gets at least one.</param>
    /// <param name="seed">Chooses the rows, which are those that <see cref="Dataset.Split"/> chooses of as many samples.</param>
    /// <returns>Two parts in random order.</returns>
    /// <exception cref="ArgumentException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    public (Table Training, Table Test) Split(double testFraction, int seed)
    {
        (int[] training, int[] test) = HoldOut.Random(RowCount, testFraction, seed, "row", nameof(testFraction));
        return (Subset(training), Subset(test));
    }

    /// <summary>Holds the same share of the rows of every class out at random, to test on while the others train.</summary>
    /// <param name="label">The column with the classes.</param>
    /// <param name="testFraction">The share of the rows to hold out, between 0 and 1; each part gets at least one of every class.</param>
    /// <param name="seed">Chooses the rows.</param>
    /// <remarks>How many of each class it is, is said at <see cref="Dataset.StratifiedSplit"/>.</remarks>
    /// <returns>Two parts in random order.</returns>
    /// <exception cref="InvalidTableException">There is no such column, a row has no class, or a class has only one row.</exception>
    /// <exception cref="ArgumentException">
    /// The fraction is not between 0 and 1, or leaves one part with fewer rows than there are classes.
    /// </exception>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    public (Table Training, Table Test) StratifiedSplit(string label, double testFraction, int seed)
    {
        TableColumn column = this[label];
        string[] classes = ColumnCheck.Categories(column);
        int[] labels = RawRows.Labels(this, label, classes);
        if (labels.CountBy(number => number).FirstOrDefault(pair => pair.Value == 1) is { Value: 1, Key: int single })
        {
            throw new InvalidTableException(
                column.Place(Array.IndexOf(labels, single)), $"the only row of the class {Printable.Quote(classes[single])}", "two at least, one for each part");
        }

        (int[] training, int[] test) = HoldOut.Stratified(RowCount, testFraction, seed, row => labels[row], "row", nameof(testFraction));
        return (Subset(training), Subset(test));
    }

    /// <summary>The same rows without some columns, e.g. numbers that only count the rows.</summary>
    /// <param name="columns">Their names.</param>
    /// <exception cref="InvalidTableException">There is no such column.</exception>
    /// <exception cref="ArgumentException">No column would be left.</exception>
    public Table Without(params IReadOnlyCollection<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        TableColumn[] left = [.. _columns.Except(columns.Select(name => this[name]))];
        return left.Length > 0
            ? new Table(_places, left, Schema, _rows)
            : throw new ArgumentException("No column would be left, but at least 1 is needed.", nameof(columns));
    }

    /// <summary>Some rows, in the order given.</summary>
    /// <param name="rows">The rows, in any order, also repeated; one at least.</param>
    /// <exception cref="ArgumentException">There is no such row, or none is given.</exception>
    public Table Subset(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
        {
            throw new ArgumentException("rows is empty, but at least 1 row is needed.", nameof(rows));
        }

        int[] stored = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)RowCount)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(rows), $"The row is {Wording.Number(rows[i])}, but must be one from 0 to {Wording.Number(RowCount - 1)}.");
            }

            stored[i] = _rows is null ? rows[i] : _rows[rows[i]];
        }

        return new Table(_places, Array.ConvertAll(_columns, column => column.View(stored)), Schema, stored);
    }

    /// <summary>Size and columns.</summary>
    public override string ToString() =>
        $"{Wording.Count(RowCount, "row")} of {Wording.Count(_columns.Length, "column")}: {string.Join(", ", (object[])_columns)}";

    internal TableColumn? Find(string name) => Array.Find(_columns, column => column.Name == name);
}
