namespace Unrolled.Data;

/// <summary>A column of numbers, booleans or dates. NaN is a missing value.</summary>
internal sealed class NumberColumn(string name, ColumnKind kind, RowPlaces places, float[] values, int[]? rows = null)
    : TableColumn(name, kind, places, rows)
{
    internal override bool IsConstant => Array.TrueForAll(values, value => value == values[0]);

    private protected override int StoredCount => values.Length;

    internal override TableColumn View(int[] rows) => new NumberColumn(Name, Kind, Places, values, rows);

    internal override void Copy(int start, int count, Span<float> target, int stride)
    {
        for (int i = 0; i < count; i++)
        {
            target[i * stride] = values[Stored(start + i)];
        }
    }

    private protected override bool IsMissingStored(int stored) => float.IsNaN(values[stored]);

    private protected override float NumberStored(int stored) => values[stored];

    private protected override string? TextStored(int stored) => values[stored] switch
    {
        float.NaN => null,
        var value when Kind == ColumnKind.Boolean => value == 0 ? "false" : "true",
        var value when Kind == ColumnKind.Date => TableDate.ToText(value),
        var value => Wording.Number(value),
    };
}
