using Microsoft.ML;
using Microsoft.ML.Data;

namespace Unrolled.Data.DataViews;

/// <summary>Vectors of a data view: a column for each place.</summary>
internal sealed class VectorViewColumn(DataViewSchema.Column source, RowPlaces places) : ViewColumn(source, places)
{
    private readonly string[] _names = [.. Names(source)];
    private VBuffer<float> _vector;
    private ValueGetter<VBuffer<float>>? _getter;

    public override void Bind(DataViewRow row) => _getter = row.GetGetter<VBuffer<float>>(Source);

    public override void Read(Span<float> cells, int row)
    {
        _getter!(ref _vector);
        foreach ((int place, float value) in _vector.Items(all: true))
        {
            cells[place] = FiniteValue.Checked(value, Places, row, _names[place]);
        }
    }

    public override TableColumn Build(string name, RowPlaces places, CellStore cells, int cell) =>
        new NumberColumn(name, ColumnKind.Number, places, cells, cell);
}
