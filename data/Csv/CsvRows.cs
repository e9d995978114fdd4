using System.Globalization;
using System.Text.Unicode;
using CsvHelper;

namespace Unrolled.Data.Csv;

/// <summary>Goes through the rows of a CSV file, all of which have as many values as there are names.</summary>
internal sealed class CsvRows : IDisposable
{
    private const int MaxRecordSize = 16 << 20;

    private readonly string _source;
    private readonly CsvReader _reader;
    private readonly HashSet<string> _missing;

    // Without a header the first row had to be looked at to count its values.
    private bool _isAhead;

    private CsvRows(CsvInput input, CsvOptions options, NumberFormatInfo numbers)
    {
        _source = input.Name;
        _missing = [.. options.MissingTexts];
        DecimalSeparator = numbers.NumberDecimalSeparator;
        _reader = input.Open(new CsvReaderOptions
        {
            Separator = options.Separator,
            HasHeader = options.HasHeader,
            FormatProvider = numbers,
            MaxRecordSize = MaxRecordSize,
            TrackLineNumbers = true,
            OnMalformedRecord = RefuseQuotes,
        });
    }

    /// <summary>What the file is called.</summary>
    public string Source => _source;

    /// <summary>What numbers have before their decimals.</summary>
    public string DecimalSeparator { get; }

    /// <summary>The names of the columns.</summary>
    public string[] Names { get; private set; } = [];

    /// <summary>What stands between values.</summary>
    public char Separator => _reader.Separator;

    /// <summary>The line where the row begins, from 1 on.</summary>
    public long Line => _reader.LineNumber;

    /// <exception cref="InvalidTableException">There is nothing in the file, or its names are not as they must be.</exception>
    public static CsvRows Open(CsvInput input, CsvOptions options, NumberFormatInfo numbers)
    {
        CsvRows rows = new(input, options, numbers);
        try
        {
            rows.Names = options.HasHeader ? rows.ReadNames() : rows.MakeNames(options.ColumnNames);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidTableException">It has more or fewer values than there are columns, or is not as CSV has it.</exception>
    public bool Read()
    {
        if (_isAhead)
        {
            _isAhead = false;
            return true;
        }

        if (!TryRead())
        {
            return false;
        }

        if (_reader.FieldCount != Names.Length)
        {
            throw Defect(null, Wording.Exact(_reader.FieldCount, "value"), $"{Wording.Number(Names.Length)}, as many as there are columns");
        }

        return true;
    }

    /// <summary>The value of a column as it stands in the file, without its quotes.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => _reader.GetSpan(column);

    public string Text(int column) => _reader.GetString(column);

    /// <summary>Copies a value; there is room for as many characters as it has bytes.</summary>
    /// <returns>The number of characters.</returns>
    public int Copy(int column, Span<char> text) => _reader.GetChars(column, text);

    /// <summary>Reads a number, which may be NaN or infinite.</summary>
    public bool TryNumber(int column, out float number) => _reader.TryParse(column, out number);

    public bool IsMissing(int column) => _reader.IsEmpty(column) ? _missing.Contains("") : _missing.Contains(Text(column).Trim());

    public bool IsMissing(ReadOnlySpan<char> text) => _missing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);

    /// <summary>What to throw for a value of this row.</summary>
    /// <param name="column">Its column; null for the row as a whole.</param>
    /// <param name="found">What the file has.</param>
    /// <param name="needed">What it should have.</param>
    public InvalidTableException Defect(int? column, string found, string needed) => new(Place(column), found, needed);

    /// <summary>Where the value of a column stands, or the row as a whole.</summary>
    public TablePlace Place(int? column) => new(_source, _reader.LineNumber, Column: column is null ? null : Names[column.Value]);

    /// <summary>What to throw for the file as a whole.</summary>
    public InvalidTableException Defect(string found, string needed) => new(new TablePlace(_source), found, needed);

    /// <summary>Requires text that is what its writer meant.</summary>
    /// <exception cref="InvalidTableException">It is in an encoding that is not read.</exception>
    public void RequireEncoding(string text, int column)
    {
        if (text.Contains('\0'))
        {
            throw Defect(column, "a character of value 0, as UTF-16 without a byte order mark has them", "UTF-8, or UTF-16 with the mark");
        }

        if (text.Contains('\uFFFD') && !Utf8.IsValid(Bytes(column)))
        {
            throw Defect(column, $"{Printable.Quote(text)}, which is not in UTF-8", "a file in UTF-8, or in UTF-16 with a byte order mark");
        }
    }

    public void Dispose() => _reader.Dispose();

    private bool TryRead()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException e)
        {
            throw TooLong(e);
        }
    }

    // Quotes are refused by a callback, and rows of other lengths are compared here: what the library throws is the length of a row.
    private InvalidTableException TooLong(CsvFormatException e) => new(
        new TablePlace(_source, e.LineNumber > 0 ? e.LineNumber : null),
        $"a row of more than {Wording.Grouped(MaxRecordSize)} bytes, perhaps for a quote that is left open",
        "a shorter one",
        e);

    private string[] ReadNames()
    {
        try
        {
            _reader.ReadHeader();
        }
        catch (CsvFormatException e)
        {
            throw TooLong(e);
        }

        IReadOnlyList<string> header = _reader.Headers;
        RequireColumns(header.Count);
        string[] names = [.. header.Select((name, i) => NameOrNumber(name.Trim(), i))];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Any(c => char.IsControl(c) || c == '\uFFFD'))
            {
                throw InHeader($"{Printable.Quote(names[i])} as the name of column {i + 1}", "a name in UTF-8, or in UTF-16 with a byte order mark");
            }

            if (!seen.TryAdd(names[i], i))
            {
                throw InHeader(
                    $"the name {Printable.Quote(names[i])} in columns {seen[names[i]] + 1} and {i + 1}", "a name of its own for each column");
            }
        }

        return names;
    }

    private string[] MakeNames(IReadOnlyList<string>? given)
    {
        _isAhead = TryRead();
        int count = _isAhead ? _reader.FieldCount : 0;
        RequireColumns(count);
        if (given is not null && given.Count != count)
        {
            throw Defect(null, Wording.Exact(count, "value"), $"{Wording.Number(given.Count)}, as many as there are names in ColumnNames");
        }

        return given is not null ? [.. given] : [.. Enumerable.Range(0, count).Select(i => NameOrNumber("", i))];
    }

    private static string NameOrNumber(string name, int column) => name.Length > 0 ? name : $"column {Wording.Number(column + 1)}";

    private void RequireColumns(int count)
    {
        if (count == 0)
        {
            throw Defect("nothing", "a line of names, and rows");
        }

        if (count > Table.MaxColumns)
        {
            throw InHeader(Wording.Exact(count, "column"), $"at most {Wording.Number(Table.MaxColumns)}");
        }
    }

    private InvalidTableException InHeader(string found, string needed) => new(new TablePlace(_source, Line: 1), found, needed);

    private void RefuseQuotes(CsvMalformedRecord record) => throw new InvalidTableException(
        new TablePlace(_source, record.LineNumber),
        record.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote => "a quote that is left open",
            CsvMalformedReason.TextAfterClosingQuote => "text after a closing quote",
            _ => "a quote inside a value that does not begin with one",
        },
        "values that are in quotes as a whole, with quotes inside doubled");
}
