namespace Unrolled;

/// <summary>Reads rows of one file or of several as samples.</summary>
internal sealed class SampleFileReader : ISampleReader
{
    private readonly SampleFile _source;
    private readonly long _first;
    private readonly List<FileRows> _files = [];
    private long _next;

    /// <param name="source">The source.</param>
    /// <param name="columns">What is read, and into what.</param>
    /// <param name="first">The row that is the first sample.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public SampleFileReader(SampleFile source, IEnumerable<(SampleField Field, RawColumns Columns)> columns, long first)
    {
        _source = source;
        _first = first;
        try
        {
            // What stands in the same rows is read at once.
            foreach (var group in columns.GroupBy(part => (part.Columns.Path, part.Columns.HeaderBytes, part.Columns.RowBytes)))
            {
                _files.Add(new FileRows([.. group]));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Read(SampleRows rows, CancellationToken cancellationToken)
    {
        int count = (int)Math.Min(rows.Count, _source.Length - _next);
        foreach (FileRows file in _files)
        {
            file.Read(rows, _first + _next, count);
        }

        _next += count;
        return count;
    }

    public void Seek(long sample) => _next = sample;

    public void Dispose()
    {
        foreach (FileRows file in _files)
        {
            file.Dispose();
        }
    }
}
