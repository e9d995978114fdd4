namespace Unrolled.Data.Csv;

/// <summary>Collects a column of numbers.</summary>
/// <param name="column">Its place in a row.</param>
/// <param name="isDeclared">Whether another value than a number is an error; else the column proves to be another one.</param>
internal sealed class NumberBuilder(int column, bool isDeclared) : ColumnBuilder(column)
{
    private readonly List<float> _values = [];

    /// <summary>Whether there was a value that is no number.</summary>
    public bool HasOthers { get; private set; }

    public override void Add(CsvRows rows)
    {
        if (HasOthers)
        {
            return;
        }

        if (rows.TryNumber(Column, out float number) && float.IsFinite(number) && (isDeclared || !HasLeadingZero(rows.Bytes(Column))))
        {
            _values.Add(number);
        }
        else if (rows.IsMissing(Column))
        {
            _values.Add(float.NaN);
        }
        else if (isDeclared || float.IsInfinity(number))
        {
            throw rows.Defect(Column, Printable.Quote(rows.Text(Column)), Needed(number, rows));
        }
        else
        {
            HasOthers = true;
            _values.Clear();
        }
    }

    public override TableColumn Build(string name, RowPlaces places) => new NumberColumn(name, ColumnKind.Number, places, [.. _values]);

    /// <summary>Whether a value is a number, and not a code that is written in digits.</summary>
    public static bool LooksLikeNumber(CsvRows rows, int column) =>
        rows.TryNumber(column, out float number) && !float.IsNaN(number) && !HasLeadingZero(rows.Bytes(column));

    // 01234 is a postal code or a number of a thing: as a number it would lose its zero.
    private static bool HasLeadingZero(ReadOnlySpan<byte> value) => value is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..];

    private static string Needed(float number, CsvRows rows) => float.IsInfinity(number)
        ? $"a number from {Wording.Number(float.MinValue)} to {Wording.Number(float.MaxValue)}"
        : $"a number like 1234{rows.DecimalSeparator}5, without groups, or a text that stands for a missing value";
}
