using System.Runtime.InteropServices;

namespace Unrolled.Data.Csv;

/// <summary>Takes a column of texts, each of which is kept once.</summary>
/// <param name="column">Its place in a row of the file.</param>
/// <param name="kind">What the texts stand for; null finds out whether all are booleans or dates.</param>
internal sealed class TextBuilder(int column, ColumnKind? kind) : ColumnBuilder(column)
{
    private readonly List<string> _texts = [];

    // By what stands in the file: several ways to write a text, with spaces around it, have one code.
    private readonly Utf8Codes _byWriting = new();
    private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);

    public override float Read(CsvRows rows)
    {
        ReadOnlySpan<byte> writing = rows.Bytes(Column);
        if (!_byWriting.TryGet(writing, out int code))
        {
            code = CodeOf(rows.Text(Column).Trim(), rows);
            _byWriting.Add(writing, code);
        }

        return TextColumn.CellOf(code);
    }

    public override TableColumn Build(string name, RowPlaces places, CellStore cells, int cell)
    {
        ReadOnlySpan<string> texts = CollectionsMarshal.AsSpan(_texts);
        ColumnKind found = kind
            ?? (BooleanText.AreAll(texts) ? ColumnKind.Boolean
            : _texts.Count > 0 && _texts.TrueForAll(text => TableDate.TryParse(text, out _)) ? ColumnKind.Date
            : ColumnKind.Text);
        float[]? numbers = found == ColumnKind.Text
            ? null
            : [.. _texts.Select(text => Parse(text, found, out float number) ? number : float.NaN)];
        return new TextColumn(name, found, places, cells, cell, [.. _texts], numbers);
    }

    private int CodeOf(string text, CsvRows rows)
    {
        int code = TextColumn.Missing;
        if (!rows.IsMissing(text) && !_byText.TryGetValue(text, out code))
        {
            rows.RequireEncoding(text, Column);
            if (kind is ColumnKind.Boolean or ColumnKind.Date && !Parse(text, kind.Value, out _))
            {
                string needed = kind == ColumnKind.Boolean ? BooleanText.Needed : "a date like 2024-05-01 or 2024-05-01T13:30:00Z";
                throw rows.Defect(Column, Printable.Quote(text), needed);
            }

            code = _texts.Count;
            _texts.Add(text);
            _byText.Add(text, code);
        }

        return code;
    }

    private static bool Parse(string text, ColumnKind kind, out float number) =>
        kind == ColumnKind.Boolean ? BooleanText.TryParse(text, out number) : TableDate.TryParse(text, out number);
}
