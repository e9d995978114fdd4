namespace Unrolled.Data;

/// <summary>Where the rows of a table come from.</summary>
/// <param name="source">The file, stream or data view.</param>
/// <param name="hasLines">Whether rows begin on lines of a file.</param>
internal sealed class RowPlaces(string source, bool hasLines)
{
    // Rows follow each other line by line, but after an empty line or a value with line breaks: only there is something to remember.
    private readonly List<(int Row, long Distance)> _jumps = [];

    public string Source => source;

    /// <summary>Says on which line a row begins; rows come in order.</summary>
    public void Add(int row, long line)
    {
        if (_jumps.Count == 0 || _jumps[^1].Distance != line - row)
        {
            _jumps.Add((row, line - row));
        }
    }

    public TablePlace Of(int row, string? column = null)
    {
        if (!hasLines)
        {
            return new TablePlace(source, Row: row, Column: column);
        }

        int found = _jumps.BinarySearch((row, long.MaxValue));
        return new TablePlace(source, Line: row + _jumps[~found - 1].Distance, Column: column);
    }
}
