namespace Unrolled.Data;

/// <summary>A column of a table: a name, and a value for each row, which may be missing.</summary>
public abstract class TableColumn
{
    // The rows that the table sees, where it is a part of another one.
    private readonly int[]? _rows;

    private protected TableColumn(string name, ColumnKind kind, RowPlaces places, int[]? rows)
    {
        Name = name;
        Kind = kind;
        Places = places;
        _rows = rows;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public ColumnKind Kind { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _rows?.Length ?? StoredCount;

    /// <summary>The number of rows that have no value here.</summary>
    public int MissingCount => Enumerable.Range(0, Count).Count(IsMissing);

    internal RowPlaces Places { get; }

    /// <summary>Whether all rows of the whole table, of which this may be a part, have the same value.</summary>
    internal abstract bool IsConstant { get; }

    private protected abstract int StoredCount { get; }

    /// <summary>Whether a row has no value here.</summary>
    /// <param name="row">The row, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public bool IsMissing(int row) => IsMissingStored(Stored(row));

    /// <summary>The value of a row as a number: of a boolean 0 or 1, of a date the days since 1 January 1970; NaN where it is missing.</summary>
    /// <param name="row">The row, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The column is one of texts.</exception>
    public float Number(int row) => NumberStored(Stored(row));

    /// <summary>The value of a row as text; null where it is missing.</summary>
    /// <param name="row">The row, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public string? Text(int row) => TextStored(Stored(row));

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

    /// <summary>Writes the values of some rows: numbers, or the numbers of texts; NaN where one is missing.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="target">Receives the value of the first row at its beginning.</param>
    /// <param name="stride">How far the next row's is from there.</param>
    internal abstract void Copy(int start, int count, Span<float> target, int stride);

    /// <summary>Where a row's value stands, for a message.</summary>
    internal TablePlace Place(int row) => Places.Of(Stored(row), Name);

    /// <summary>The column as a whole, for a message.</summary>
    internal TablePlace Place() => new(Places.Source, Column: Name);

    private protected abstract bool IsMissingStored(int stored);

    private protected abstract float NumberStored(int stored);

    private protected abstract string? TextStored(int stored);

    private protected int Stored(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        return _rows is null ? row : _rows[row];
    }
}
