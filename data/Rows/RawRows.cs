namespace Unrolled.Data;

/// <summary>Makes of the columns of a table the rows that preprocessing takes: a float for each feature, NaN where a value is missing.</summary>
internal static class RawRows
{
    // Columns are written into rows block by block, so that the rows stay in the cache meanwhile.
    private const int Block = 256;

    /// <exception cref="InvalidTableException">A column is not there, has a value that its feature does not take, or there are too many values.</exception>
    public static float[] Of(Table table, IReadOnlyList<Feature> features)
    {
        RawColumn[] columns = [.. features.Select(feature => new RawColumn(table[feature.Name], feature))];
        long values = (long)table.RowCount * columns.Length;
        if (values > Array.MaxLength)
        {
            throw new InvalidTableException(
                new TablePlace(table.Source),
                $"{Wording.Exact(table.RowCount, "row")} of {Wording.Exact(columns.Length, "feature")}",
                $"at most {Wording.Number(Array.MaxLength)} values in all: {nameof(CsvSampleSource)} reads larger files forward");
        }

        float[] rows = GC.AllocateUninitializedArray<float>((int)values);
        for (int start = 0; start < table.RowCount; start += Block)
        {
            int count = Math.Min(Block, table.RowCount - start);
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i].Fill(start, count, rows.AsSpan(start * columns.Length + i), columns.Length);
            }
        }

        return rows;
    }

    /// <summary>The numbers of some columns, row after row.</summary>
    /// <exception cref="InvalidTableException">A column is not there, or has a value that is missing or no number.</exception>
    public static float[] Numbers(Table table, IEnumerable<string> columns) =>
        Of(table, [.. columns.Select(name => Feature.Number(name))]);

    /// <summary>The class of each row.</summary>
    /// <exception cref="InvalidTableException">The column is not there, or has a value that is missing or none of the classes.</exception>
    public static int[] Labels(Table table, string column, IReadOnlyList<string> classes) =>
        Array.ConvertAll(Of(table, [Feature.Category(column, classes)]), value => (int)value);
}
