using CsvHelper;

namespace Unrolled.Data.Csv;

/// <summary>Where a CSV file comes from, so that it can be read more than once.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Open">Begins at its beginning.</param>
internal sealed record CsvInput(string Name, Func<CsvReaderOptions, CsvReader> Open)
{
    public static CsvInput Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new CsvInput(path, options => CsvReader.FromFile(path, options));
    }

    /// <summary>A stream that cannot go back is read into memory.</summary>
    public static CsvInput Of(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
        {
            MemoryStream copy = new();
            stream.CopyTo(copy);
            stream = copy;
            stream.Position = 0;
        }

        long start = stream.Position;
        return new CsvInput(name, options =>
        {
            stream.Position = start;
            return CsvReader.Create(stream, options, leaveOpen: true);
        });
    }

    public static CsvInput Of(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        string text = reader.ReadToEnd();
        return new CsvInput(name, options => CsvReader.FromText(text, options));
    }
}
