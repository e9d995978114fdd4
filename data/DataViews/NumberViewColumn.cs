using Microsoft.ML;

namespace Unrolled.Data.DataViews;

/// <summary>Numbers, booleans or dates of a data view. NaN is a value that is missing.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class NumberViewColumn<T>(DataViewSchema.Column source, RowPlaces places, ColumnKind kind, Func<T, float> convert)
    : ViewColumn(source, places)
{
    private ValueGetter<T>? _getter;

    public override void Bind(DataViewRow row) => _getter = row.GetGetter<T>(Source);

    public override void Read(Span<float> cells, int row)
    {
        T value = default!;
        _getter!(ref value);
        cells[0] = FiniteValue.Checked(convert(value), Places, row, Source.Name);
    }

    public override TableColumn Build(string name, RowPlaces places, CellStore cells, int cell) => new NumberColumn(name, kind, places, cells, cell);
}
