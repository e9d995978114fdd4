namespace Unrolled.Data.Csv;

/// <summary>Reads a CSV file into a table.</summary>
internal static class CsvTableReader
{
    /// <exception cref="InvalidTableException">The file is not as it must be.</exception>
    public static Table Read(CsvInput input, CsvOptions options)
    {
        CsvFormat format = CsvFormat.Find(input, options);
        bool[] areNumbers = format.AreNumbers;
        while (true)
        {
            using CsvRows rows = CsvRows.Open(input, options, format.Numbers);
            ColumnBuilder?[] builders = Builders(rows, options.Schema, areNumbers);
            RowPlaces places = new(rows.Source, hasLines: true);
            CellStore cells = ReadAll(rows, [.. builders.OfType<ColumnBuilder>()], places, options.RowLimit);
            bool isSure = true;
            for (int i = 0; i < builders.Length; i++)
            {
                // It began with numbers: their texts are still needed.
                if (builders[i] is NumberBuilder { HasOthers: true })
                {
                    areNumbers[i] = isSure = false;
                }
            }

            if (isSure)
            {
                IEnumerable<(ColumnBuilder? Builder, string Name)> named = builders.Zip(rows.Names).Where(column => column.First is not null);
                return new Table(places, [.. named.Select((column, cell) => column.Builder!.Build(column.Name, places, cells, cell))], options.Schema);
            }
        }
    }

    private static CellStore ReadAll(CsvRows rows, ColumnBuilder[] builders, RowPlaces places, int rowLimit)
    {
        CellStore cells = new(builders.Length);
        while (cells.Count < rowLimit && rows.Read())
        {
            places.Add(cells.Count, rows.Line);
            Span<float> row = cells.AddRow();
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = builders[i].Read(rows);
            }
        }

        return cells.Count > 0 ? cells : throw rows.Defect("no row below the names", "one at least");
    }

    private static ColumnBuilder?[] Builders(CsvRows rows, TableSchema? schema, bool[] areNumbers)
    {
        schema?.RequireColumns(rows.Names, rows.Source);
        ColumnBuilder?[] builders = new ColumnBuilder?[rows.Names.Length];
        for (int i = 0; i < builders.Length; i++)
        {
            SchemaColumn? declared = schema?.Find(rows.Names[i]);
            if (schema is null || declared is not null)
            {
                builders[i] = declared?.Kind switch
                {
                    null => areNumbers[i] ? new NumberBuilder(i, isDeclared: false) : new TextBuilder(i, kind: null),
                    ColumnKind.Number => new NumberBuilder(i, isDeclared: true),
                    { } kind => new TextBuilder(i, kind),
                };
            }
        }

        return builders;
    }
}
