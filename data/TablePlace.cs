namespace Unrolled.Data;

/// <summary>A place in a table, for a message.</summary>
/// <param name="Source">The file, stream or data view.</param>
/// <param name="Line">The line of a file, from 1 on.</param>
/// <param name="Row">The row of what has no lines, from 0 on.</param>
/// <param name="Column">The column's name.</param>
internal readonly record struct TablePlace(string Source, long? Line = null, long? Row = null, string? Column = null)
{
    /// <summary>"titanic.csv, line 7, column 'Age'".</summary>
    public override string ToString() =>
        Source
        + (Line is { } line ? $", line {Wording.Number(line)}" : "")
        + (Row is { } row ? $", row {Wording.Number(row)}" : "")
        + (Column is null ? "" : $", column {Printable.Quote(Column)}");
}
