using Microsoft.ML;

namespace Unrolled.Data.DataViews;

/// <summary>Reads a data view of ML.NET into a table.</summary>
internal static class DataViewReader
{
    /// <exception cref="InvalidTableException">A column is of a type that is not read, or the view has no rows.</exception>
    public static Table Read(IDataView view, TableSchema? schema, string source)
    {
        RowPlaces places = new(source, hasLines: false);
        ViewColumn[] columns =
        [
            .. view.Schema.Where(column => !column.IsHidden)
                .Where(column => schema is null || ViewColumn.Names(column).Any(name => schema.Find(name) is not null))
                .Select(column => ViewColumn.Of(column, places)),
        ];
        schema?.RequireColumns([.. view.Schema.Where(column => !column.IsHidden).SelectMany(ViewColumn.Names)], source);
        if (columns.Length == 0)
        {
            throw new InvalidTableException(new TablePlace(source), "no column", "one at least");
        }

        CellStore cells = ReadAll(view, columns);
        return cells.Count > 0
            ? new Table(places, [.. Build(columns, places, cells).Where(column => schema is null || schema.Find(column.Name) is not null)], schema)
            : throw new InvalidTableException(new TablePlace(source), "no row", "one at least");
    }

    private static CellStore ReadAll(IDataView view, ViewColumn[] columns)
    {
        CellStore cells = new(columns.Sum(column => column.Width));
        using DataViewRowCursor cursor = view.GetRowCursor(columns.Select(column => column.Source));
        foreach (ViewColumn column in columns)
        {
            column.Bind(cursor);
        }

        while (cursor.MoveNext())
        {
            int row = cells.Count;
            Span<float> values = cells.AddRow();
            foreach (ViewColumn column in columns)
            {
                column.Read(values[..column.Width], row);
                values = values[column.Width..];
            }
        }

        return cells;
    }

    private static IEnumerable<TableColumn> Build(ViewColumn[] columns, RowPlaces places, CellStore cells)
    {
        int cell = 0;
        foreach (ViewColumn column in columns)
        {
            foreach (string name in ViewColumn.Names(column.Source))
            {
                yield return column.Build(name, places, cells, cell++);
            }
        }
    }
}
