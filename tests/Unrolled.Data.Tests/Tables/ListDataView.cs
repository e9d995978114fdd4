using Microsoft.ML;
using Microsoft.ML.Data;

namespace Unrolled.Data.Tests.Tables;

/// <summary>A data view over arrays, so that tests do without ML.NET itself.</summary>
internal sealed class ListDataView(int rows) : IDataView
{
    private readonly DataViewSchema.Builder _schema = new();
    private readonly List<Func<int, Delegate>> _getters = [];

    public bool CanShuffle => false;

    public DataViewSchema Schema => _schema.ToSchema();

    /// <summary>Adds a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="values">A value for each row.</param>
    /// <param name="texts">What it carries of itself: of keys what they stand for, of vectors the names of places.</param>
    public ListDataView With<T>(string name, DataViewType type, T[] values, params string[] texts)
    {
        DataViewSchema.Annotations.Builder annotations = new();
        if (texts.Length > 0)
        {
            annotations.Add<VBuffer<ReadOnlyMemory<char>>>(
                type is KeyDataViewType ? "KeyValues" : "SlotNames",
                new VectorDataViewType(TextDataViewType.Instance, texts.Length),
                (ref VBuffer<ReadOnlyMemory<char>> value) => value = new(texts.Length, [.. texts.Select(text => text.AsMemory())]));
        }

        _schema.AddColumn(name, type, annotations.ToAnnotations());
        _getters.Add(row => (ValueGetter<T>)((ref T value) => value = values[row]));
        return this;
    }

    public long? GetRowCount() => rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, rows);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        throw new NotSupportedException();

    private sealed class Cursor(ListDataView view, int rows) : DataViewRowCursor
    {
        private int _row = -1;

        public override long Position => _row;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext() => ++_row < rows;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() => throw new NotSupportedException();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ref TValue value) => ((ValueGetter<TValue>)view._getters[column.Index](_row))(ref value);
    }
}
