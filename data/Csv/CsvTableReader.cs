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
            RowPlaces places = ReadAll(rows, builders);
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
                return new Table(
                    places, [.. builders.Zip(rows.Names, (builder, name) => builder?.Build(name, places)).OfType<TableColumn>()], options.Schema);
            }
        }
    }

    private static RowPlaces ReadAll(CsvRows rows, ColumnBuilder?[] builders)
    {
        ColumnBuilder[] needed = [.. builders.OfType<ColumnBuilder>()];
        RowPlaces places = new(rows.Source, hasLines: true);
        int count = 0;
        while (rows.Read())
        {
            foreach (ColumnBuilder builder in needed)
            {
                builder.Add(rows);
            }

            places.Add(count, rows.Line);
            count++;
        }

        return count > 0 ? places : throw rows.Defect("no row below the names", "one at least");
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
