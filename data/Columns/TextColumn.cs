namespace Unrolled.Data;

/// <summary>A column of texts: for each row the number of its text, -1 where it is missing.</summary>
internal sealed class TextColumn(string name, RowPlaces places, int[] codes, string[] texts, int[]? rows = null)
    : TableColumn(name, ColumnKind.Text, places, rows)
{
    /// <summary>The texts, each once, in the order in which they occur in the table as a whole.</summary>
    public string[] Texts => texts;

    internal override bool IsConstant => texts.Length < 2 && !codes.Contains(-1);

    private protected override int StoredCount => codes.Length;

    internal override TableColumn View(int[] rows) => new TextColumn(Name, Places, codes, texts, rows);

    internal override void Copy(int start, int count, Span<float> target, int stride)
    {
        for (int i = 0; i < count; i++)
        {
            target[i * stride] = codes[Stored(start + i)] is >= 0 and int code ? code : float.NaN;
        }
    }

    private protected override bool IsMissingStored(int stored) => codes[stored] < 0;

    private protected override float NumberStored(int stored) =>
        throw new InvalidOperationException($"The column {Printable.Quote(Name)} has texts, not numbers.");

    private protected override string? TextStored(int stored) => codes[stored] is >= 0 and int code ? texts[code] : null;
}
