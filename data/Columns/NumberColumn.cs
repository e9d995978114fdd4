namespace Unrolled.Data;

/// <summary>A column of numbers, or of booleans or dates that never were texts. NaN is a missing value.</summary>
internal sealed class NumberColumn : TableColumn
{
    public NumberColumn(string name, ColumnKind kind, RowPlaces places, CellStore cells, int column)
        : base(name, kind, places, cells, column)
    {
    }

    private NumberColumn(NumberColumn whole, int[] rows)
        : base(whole, rows)
    {
    }

    internal override TableColumn View(int[] rows) => new NumberColumn(this, rows);

    private protected override bool IsMissing(float cell) => float.IsNaN(cell);

    private protected override float Number(float cell) => cell;

    private protected override string? Text(float cell) =>
        float.IsNaN(cell) ? null
        : Kind == ColumnKind.Boolean ? (cell == 0 ? "false" : "true")
        : Kind == ColumnKind.Date ? TableDate.ToText(cell)
        : Wording.Number(cell);

    private protected override bool AreSame(float cell, float other) => cell.Equals(other);
}
