namespace Unrolled.Data;

/// <summary>Thrown when a table cannot be read, or is sound but not the one that is needed.</summary>
/// <remarks>
/// It says where, what was found and what is needed. Lines are numbered from 1, as editors do; the rows of a data view, which has no lines,
/// from 0. Where a file cannot be read at all, it is another <see cref="IOException"/>.
/// </remarks>
public sealed class InvalidTableException : IOException
{
    internal InvalidTableException(TablePlace place, string found, string needed, Exception? inner = null)
        : base($"{place}: found {found}, needed {needed}.", inner)
    {
        Source = place.Source;
        Line = place.Line;
        Row = place.Row;
        Column = place.Column;
        Found = found;
        Needed = needed;
    }

    /// <summary>The file's path, or what a stream or a data view is called.</summary>
    public new string Source { get; }

    /// <summary>The line of the file, from 1 on, where the row begins; null where it is the table as a whole, or one without lines.</summary>
    public long? Line { get; }

    /// <summary>The row, from 0 on, of a table without lines; null in files.</summary>
    public long? Row { get; }

    /// <summary>The name of the column; null where it is none in particular.</summary>
    public string? Column { get; }

    /// <summary>What the table has.</summary>
    public string Found { get; }

    /// <summary>What it should have.</summary>
    public string Needed { get; }
}
