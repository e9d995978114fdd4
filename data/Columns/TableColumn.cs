namespace Unrolled.Data;

/// <summary>A column of a table: a name, and a value for each row, which may be missing.</summary>
public abstract class TableColumn
{
    private readonly RowPlaces _places;
    private readonly CellStore _cells;
    private readonly int _column;

    // The rows that the table sees, where it is a part of another one.
    private readonly int[]? _rows;

    private protected TableColumn(string name, ColumnKind kind, RowPlaces places, CellStore cells, int column)
    {
        Name = name;
        Kind = kind;
        _places = places;
        _cells = cells;
        _column = column;
    }

    private protected TableColumn(TableColumn whole, int[] rows)
        : this(whole.Name, whole.Kind, whole._places, whole._cells, whole._column) => _rows = rows;

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public ColumnKind Kind { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _rows?.Length ?? _cells.Count;

    /// <summary>The number of rows that have no value here.</summary>
    public int MissingCount => Enumerable.Range(0, Count).Count(IsMissing);

    /// <summary>Whether all rows of the whole table, of which this may be a part, have the same value.</summary>
    internal bool IsConstant => Enumerable.Range(1, _cells.Count - 1).All(row => AreSame(_cells[0, _column], _cells[row, _column]));

    /// <summary>Whether a row has no value here.</summary>
    /// <param name="row">The row, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public bool IsMissing(int row) => IsMissing(Cell(row));

    /// <summary>The value of a row as a number: of a boolean 0 or 1, of a date the days since 1 January 1970; NaN where it is missing.</summary>
    /// <param name="row">The row, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The column is one of texts.</exception>
    public float Number(int row) => Number(Cell(row));

    /// <summary>The value of a row as text, of a text, boolean or date as it was written; null where it is missing.</summary>
    /// <param name="row">The row, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public string? Text(int row) => Text(Cell(row));

    /// <summary>Name, kind and what is missing, e.g. "Age (number, 177 missing)".</summary>
    public override string ToString()
    {
        int missing = MissingCount;
        string kind = Kind.ToString().ToLowerInvariant();
        return $"{Printable.Plain(Name)} ({kind}{(missing == 0 ? "" : $", {Wording.Grouped(missing)} missing")})";
    }

    /// <summary>The same column as a part of the table sees it.</summary>
    /// <param name="rows">Its rows, as they are stored.</param>
    internal abstract TableColumn View(int[] rows);

    /// <summary>Copies the values of some rows as they are stored.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="target">Receives the value of the first row at its beginning.</param>
    /// <param name="stride">How far the next row's is from there.</param>
    internal void Copy(int start, int count, Span<float> target, int stride)
    {
        if (_rows is null)
        {
            _cells.Copy(_column, start, count, target, stride);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            target[i * stride] = _cells[_rows[start + i], _column];
        }
    }

    /// <summary>Where a row's value stands, for a message.</summary>
    internal TablePlace Place(int row) => _places.Of(Stored(row), Name);

    /// <summary>The column as a whole, for a message.</summary>
    internal TablePlace Place() => new(_places.Source, Column: Name);

    private protected abstract bool IsMissing(float cell);

    private protected abstract float Number(float cell);

    private protected abstract string? Text(float cell);

    private protected abstract bool AreSame(float cell, float other);

    private float Cell(int row) => _cells[Stored(row), _column];

    private int Stored(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        return _rows is null ? row : _rows[row];
    }
}
