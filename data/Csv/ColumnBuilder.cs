namespace Unrolled.Data.Csv;

/// <summary>Takes the values of a column.</summary>
/// <param name="column">Its place in a row of the file.</param>
internal abstract class ColumnBuilder(int column)
{
    protected int Column => column;

    /// <summary>The value of the row at which the reader stands, as it is stored.</summary>
    public abstract float Read(CsvRows rows);

    /// <summary>What came of it.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="places">Where its rows stand.</param>
    /// <param name="cells">The table's values.</param>
    /// <param name="cell">The column's place among them.</param>
    public abstract TableColumn Build(string name, RowPlaces places, CellStore cells, int cell);
}
