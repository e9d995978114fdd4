namespace Unrolled.Data.Csv;

/// <summary>Collects the values of a column.</summary>
/// <param name="column">Its place in a row.</param>
internal abstract class ColumnBuilder(int column)
{
    protected int Column => column;

    /// <summary>Takes the value of the row at which the reader stands.</summary>
    public abstract void Add(CsvRows rows);

    /// <summary>What came of it.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="places">Where its rows stand.</param>
    public abstract TableColumn Build(string name, RowPlaces places);
}
