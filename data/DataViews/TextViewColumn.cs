using Microsoft.ML;

namespace Unrolled.Data.DataViews;

/// <summary>Texts of a data view. One that is empty is a value that is missing.</summary>
internal sealed class TextViewColumn(DataViewSchema.Column source, RowPlaces places) : ViewColumn(source, places)
{
    private readonly TextPool _pool = new();
    private ValueGetter<ReadOnlyMemory<char>>? _getter;

    public override void Bind(DataViewRow row) => _getter = row.GetGetter<ReadOnlyMemory<char>>(Source);

    public override void Read(Span<float> cells, int row)
    {
        ReadOnlyMemory<char> value = default;
        _getter!(ref value);
        cells[0] = _pool.Add(value.Span);
    }

    public override TableColumn Build(string name, RowPlaces places, CellStore cells, int cell) => _pool.Build(name, places, cells, cell);
}
