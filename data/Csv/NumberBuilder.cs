namespace Unrolled.Data.Csv;

/// <summary>Takes a column of numbers.</summary>
/// <param name="column">Its place in a row of the file.</param>
/// <param name="isDeclared">Whether another value than a number is an error; else the column proves to be another one.</param>
internal sealed class NumberBuilder(int column, bool isDeclared) : ColumnBuilder(column)
{
    /// <summary>Whether there was a value that is no number.</summary>
    public bool HasOthers { get; private set; }

    public override float Read(CsvRows rows) =>
        rows.TryNumber(Column, out float number) && float.IsFinite(number) && (isDeclared || !HasLeadingZero(rows.Bytes(Column)))
            ? number
            : ReadOther(number, rows);

    public override TableColumn Build(string name, RowPlaces places, CellStore cells, int cell) =>
        new NumberColumn(name, ColumnKind.Number, places, cells, cell);

    /// <summary>Whether a value is a number, and not a code that is written in digits.</summary>
    public static bool LooksLikeNumber(CsvRows rows, int column) =>
        rows.TryNumber(column, out float number) && !float.IsNaN(number) && !HasLeadingZero(rows.Bytes(column));

    private float ReadOther(float number, CsvRows rows)
    {
        if (HasOthers || rows.IsMissing(Column))
        {
            return float.NaN;
        }

        if (isDeclared || float.IsInfinity(number))
        {
            throw rows.Defect(Column, Printable.Quote(rows.Text(Column)), Needed(number, rows));
        }

        HasOthers = true;
        return float.NaN;
    }

    // 01234 is a postal code or a number of a thing: as a number it would lose its zero.
    private static bool HasLeadingZero(ReadOnlySpan<byte> value) => value is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..];

    private static string Needed(float number, CsvRows rows) => float.IsInfinity(number)
        ? $"a number from {Wording.Number(float.MinValue)} to {Wording.Number(float.MaxValue)}"
        : $"a number like 1234{rows.DecimalSeparator}5, without groups, or a text that stands for a missing value";
}
