using System.Text.Json;

namespace Unrolled;

/// <summary>The scores of a search as lines of JSON, each on the disk before the next network is begun. A line that a killed process did not
/// finish is cut off.</summary>
internal sealed class SearchFile : IDisposable
{
    private const byte LineEnd = (byte)'\n';

    private readonly FileStream _stream;

    /// <param name="path">The file; it is made where there is none.</param>
    /// <param name="search">What tells the search from others.</param>
    /// <exception cref="InvalidFileException">The file is of another search, or none of a search.</exception>
    /// <exception cref="IOException">Another process has the file, or it cannot be read or written.</exception>
    public SearchFile(string path, string search)
    {
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            Records = Read(path, search);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>What was in the file.</summary>
    public IReadOnlyList<SearchRecord> Records { get; }

    public void Append(SearchRecord record) => AppendLine(record.ToBytes());

    public void Dispose() => _stream.Dispose();

    private List<SearchRecord> Read(string path, string search)
    {
        byte[] bytes = new byte[_stream.Length];
        _stream.ReadExactly(bytes);
        int end = Array.LastIndexOf(bytes, LineEnd) + 1;
        _stream.SetLength(end);
        _stream.Position = end;
        List<SearchRecord> records = [];
        if (end == 0)
        {
            AppendLine(JsonSerializer.SerializeToUtf8Bytes(new SearchHeader { Search = search }, SearchJson.Default.SearchHeader));
            return records;
        }

        int line = 0;
        for (int start = 0; start < end; line++)
        {
            int length = Array.IndexOf(bytes, LineEnd, start) - start;
            ReadOnlySpan<byte> text = bytes.AsSpan(start, length);
            try
            {
                if (line > 0)
                {
                    records.Add(SearchRecord.FromBytes(text));
                }
                else if (JsonSerializer.Deserialize(text, SearchJson.Default.SearchHeader)!.Search is var found && found != search)
                {
                    throw new InvalidFileException(path, null, $"results of another search ({Printable.Quote(found)})", Printable.Quote(search))
                    {
                        IsSound = true,
                    };
                }
            }
            catch (JsonException exception)
            {
                throw new InvalidFileException(path, start, $"line {line + 1}, which is not a result", "results of a search", exception);
            }

            start += length + 1;
        }

        return records;
    }

    private void AppendLine(byte[] text)
    {
        _stream.Write([.. text, LineEnd]);
        _stream.Flush(flushToDisk: true);
    }
}
