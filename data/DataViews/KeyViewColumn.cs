using Microsoft.ML;
using Microsoft.ML.Data;

namespace Unrolled.Data.DataViews;

/// <summary>Keys of a data view, as the texts that they stand for or else as their numbers. 0 is a value that is missing.</summary>
/// <typeparam name="T">The type of the keys.</typeparam>
internal sealed class KeyViewColumn<T>(DataViewSchema.Column source, RowPlaces places, Func<T, ulong> convert) : ViewColumn(source, places)
{
    private const string KeyValues = "KeyValues";

    private readonly string?[]? _names = ((KeyDataViewType)source.Type).Count is var count and <= int.MaxValue
        ? Annotation(source, KeyValues, (int)count)
        : null;

    private readonly TextPool _pool = new();
    private ValueGetter<T>? _getter;

    public override void Bind(DataViewRow row) => _getter = row.GetGetter<T>(Source);

    public override void Read(Span<float> cells, int row)
    {
        T value = default!;
        _getter!(ref value);
        ulong key = convert(value);
        cells[0] = _pool.Add(key == 0 || key > ((KeyDataViewType)Source.Type).Count ? "" : _names?[(int)key - 1] ?? Wording.Number((long)key));
    }

    public override TableColumn Build(string name, RowPlaces places, CellStore cells, int cell) => _pool.Build(name, places, cells, cell);
}
