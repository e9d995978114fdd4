namespace Unrolled.Data;

/// <content>Schemas that are found.</content>
public sealed partial class Table
{
    private const int MostCategories = 50;

    /// <summary>
    /// Finds a schema for the rows to train on: numbers and dates are scaled to mean 0 and deviation 1, texts become categories, others than
    /// those that are here being none of them; the median or the most frequent value takes the place of missing ones, and one more input says
    /// so where some are missing.
    /// </summary>
    /// <param name="label">The column whose classes the network is to tell; or null.</param>
    /// <param name="target">The column whose numbers the network is to tell; or null.</param>
    /// <remarks>
    /// What cannot help is left out, and <see cref="TableSchema.LeftOut"/> says why: columns without a value or with the same in all rows, and
    /// texts that differ in more than half of the rows, or of which there are more than 50.
    /// </remarks>
    /// <exception cref="ArgumentException">Both label and target are given, or neither is.</exception>
    /// <exception cref="InvalidTableException">There is no such column, or the target is not one of numbers.</exception>
    public TableSchema FindSchema(string? label = null, string? target = null)
    {
        if (label is null == target is null)
        {
            throw new ArgumentException($"{(label is null ? "Neither label nor target is" : "Both label and target are")} given, but one of them is needed.");
        }

        TableColumn told = this[label ?? target!];
        if (target is not null && told is TextColumn)
        {
            RawRows.Numbers(this, [target]);
        }

        TableSchema schema = new();
        List<string> leftOut = [];
        foreach (TableColumn column in _columns.Where(column => column != told))
        {
            if (Useless(column) is { } reason)
            {
                leftOut.Add($"{Printable.Plain(column.Name)}: {reason}");
            }
            else
            {
                schema = With(schema, column);
            }
        }

        schema = label is not null ? schema.Label(label) : schema.Target(target!);
        return new TableSchema([.. schema.Columns], [.. leftOut]);
    }

    private static TableSchema With(TableSchema schema, TableColumn column)
    {
        bool hasMissing = column.MissingCount > 0;
        return column.Kind switch
        {
            ColumnKind.Number => schema.Number(column.Name, missing: MissingValues.Median, missingIndicator: hasMissing),
            ColumnKind.Date => schema.Date(column.Name, missing: MissingValues.Median, missingIndicator: hasMissing),
            ColumnKind.Boolean => schema.Boolean(column.Name, MissingValues.MostFrequent, hasMissing),
            _ => schema.Category(column.Name, UnknownCategory.Zeros, MissingValues.MostFrequent, hasMissing),
        };
    }

    private static string? Useless(TableColumn column)
    {
        int present = column.Count - column.MissingCount;
        if (present == 0)
        {
            return "no value";
        }

        // Of numbers it is enough to know whether there are two.
        int most = column.Kind == ColumnKind.Text ? Math.Min(MostCategories, present / 2) : 1;
        HashSet<string> values = new(StringComparer.Ordinal);
        for (int row = 0; row < column.Count && values.Count <= most; row++)
        {
            if (column.Text(row) is { } value)
            {
                values.Add(value);
            }
        }

        return values.Count == 1 && present == column.Count ? "the same value in all rows"
            : column.Kind == ColumnKind.Text && values.Count > most ? "texts that hardly ever are the same"
            : null;
    }
}
