using System.Globalization;

namespace Unrolled.Data;

/// <summary>How a CSV file is written. What is not said is found in the file.</summary>
/// <remarks>
/// Files are in UTF-8, with or without a byte order mark, or in UTF-16 with one. Values may stand in double quotes, which are doubled inside;
/// between them may be separators and line breaks. Empty lines are passed over.
/// </remarks>
public sealed record CsvOptions
{
    /// <summary>What stands between values: an ASCII character. Null finds out which of comma, semicolon, tab and | it is.</summary>
    public char? Separator { get; init; }

    /// <summary>
    /// Whose decimal separator numbers have. Null finds out whether it is the point or the comma. Group separators, as in 1,234.5, are
    /// refused in every culture.
    /// </summary>
    public CultureInfo? Culture { get; init; }

    /// <summary>Whether the first line has the names of the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The names of the columns of a file without a header, from left to right; null calls them "column 1" and so on.</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>The texts that stand for a missing value, letter by letter.</summary>
    public IReadOnlyCollection<string> MissingTexts { get; init; } = ["", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "?"];

    /// <summary>
    /// How many rows a table has at most, the first ones of the file, at least 1: enough to measure the preprocessing of a file that does not
    /// fit into memory, and which <see cref="CsvSampleSource"/> reads forward.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int RowLimit
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(RowLimit), $"{nameof(RowLimit)} is {Wording.Number(value)}, but must be at least 1.");
    } = int.MaxValue;

    /// <summary>
    /// The columns that are needed and what they are; others are passed over. Null takes all, and finds out what they are: a column is one of
    /// numbers if all its values are, none of which begins with a 0 and another digit, as postal codes do; of booleans, if they are true and
    /// false or yes and no; of dates, if they are like 2024-05-01 or 2024-05-01T13:30:00; and else of texts.
    /// </summary>
    public TableSchema? Schema { get; init; }
}
