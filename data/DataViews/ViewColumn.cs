using Microsoft.ML;
using Microsoft.ML.Data;

namespace Unrolled.Data.DataViews;

/// <summary>Reads the values of a column of a data view.</summary>
/// <param name="source">The column.</param>
/// <param name="places">Where rows come from.</param>
internal abstract class ViewColumn(DataViewSchema.Column source, RowPlaces places)
{
    private const string SlotNames = "SlotNames";

    public DataViewSchema.Column Source => source;

    /// <summary>How many columns of the table it becomes.</summary>
    public int Width => source.Type is VectorDataViewType vector ? vector.Size : 1;

    protected RowPlaces Places => places;

    /// <exception cref="InvalidTableException">The column is of a type that is not read.</exception>
    public static ViewColumn Of(DataViewSchema.Column source, RowPlaces places) => source.Type switch
    {
        TextDataViewType => new TextViewColumn(source, places),
        BooleanDataViewType => new NumberViewColumn<bool>(source, places, ColumnKind.Boolean, value => value ? 1 : 0),
        DateTimeDataViewType => new NumberViewColumn<DateTime>(source, places, ColumnKind.Date, TableDate.ToDays),
        KeyDataViewType key when key.RawType == typeof(byte) => new KeyViewColumn<byte>(source, places, value => value),
        KeyDataViewType key when key.RawType == typeof(ushort) => new KeyViewColumn<ushort>(source, places, value => value),
        KeyDataViewType key when key.RawType == typeof(uint) => new KeyViewColumn<uint>(source, places, value => value),
        KeyDataViewType => new KeyViewColumn<ulong>(source, places, value => value),
        VectorDataViewType { IsKnownSize: true, Size: <= Table.MaxColumns } vector when vector.ItemType == NumberDataViewType.Single => new VectorViewColumn(source, places),
        NumberDataViewType number => OfNumbers(source, places, number.RawType),
        var type => throw new InvalidTableException(
            new TablePlace(places.Source, Column: source.Name),
            $"the type {type}",
            $"numbers, booleans, texts, keys, dates or a vector of at most {Wording.Number(Table.MaxColumns)} Single"),
    };

    /// <summary>The names of the table's columns that a column becomes.</summary>
    public static IEnumerable<string> Names(DataViewSchema.Column source)
    {
        if (source.Type is not VectorDataViewType { IsKnownSize: true } vector)
        {
            return [source.Name];
        }

        string?[]? slots = Annotation(source, SlotNames, vector.Size);
        return Enumerable.Range(0, vector.Size).Select(i => $"{source.Name}.{slots?[i] ?? Wording.Number(i)}");
    }

    /// <summary>Gets ready to read where a cursor stands.</summary>
    public abstract void Bind(DataViewRow row);

    /// <summary>Reads the value where the cursor stands.</summary>
    /// <param name="cells">Receives it, as it is stored: a number for each column of the table.</param>
    /// <param name="row">The number of the row.</param>
    public abstract void Read(Span<float> cells, int row);

    /// <summary>What came of it, or of a part of it.</summary>
    /// <param name="name">The name of the table's column.</param>
    /// <param name="places">Where its rows stand.</param>
    /// <param name="cells">The table's values.</param>
    /// <param name="cell">The column's place among them.</param>
    public abstract TableColumn Build(string name, RowPlaces places, CellStore cells, int cell);

    /// <summary>The texts that a column carries for its keys or slots; null where it has none. One that is empty is null.</summary>
    protected static string?[]? Annotation(DataViewSchema.Column source, string kind, int count)
    {
        if (source.Annotations.Schema.GetColumnOrNull(kind)?.Type is not VectorDataViewType { ItemType: TextDataViewType })
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> texts = default;
        source.Annotations.GetValue(kind, ref texts);
        return texts.Length != count ? null : [.. texts.Items(all: true).Select(item => item.Value).Select(text => text.IsEmpty ? null : text.ToString())];
    }

    private static ViewColumn OfNumbers(DataViewSchema.Column source, RowPlaces places, Type type)
    {
        return type == typeof(float) ? Of<float>(value => value)
            : type == typeof(double) ? Of<double>(value => (float)value)
            : type == typeof(sbyte) ? Of<sbyte>(value => value)
            : type == typeof(byte) ? Of<byte>(value => value)
            : type == typeof(short) ? Of<short>(value => value)
            : type == typeof(ushort) ? Of<ushort>(value => value)
            : type == typeof(int) ? Of<int>(value => value)
            : type == typeof(uint) ? Of<uint>(value => value)
            : type == typeof(long) ? Of<long>(value => value)
            : Of<ulong>(value => value);

        NumberViewColumn<T> Of<T>(Func<T, float> convert) => new(source, places, ColumnKind.Number, convert);
    }
}
