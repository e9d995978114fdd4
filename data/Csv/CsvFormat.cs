using System.Globalization;

namespace Unrolled.Data.Csv;

/// <summary>What was found in the first rows of a CSV file.</summary>
/// <param name="Numbers">How numbers are written.</param>
/// <param name="AreNumbers">For each column whether all its values so far are numbers.</param>
internal sealed record CsvFormat(NumberFormatInfo Numbers, bool[] AreNumbers)
{
    private const int Rows = 1000;

    private static readonly NumberFormatInfo Point = Separated(".");
    private static readonly NumberFormatInfo Comma = Separated(",");

    public static CsvFormat Find(CsvInput input, CsvOptions options)
    {
        NumberFormatInfo numbers = FindNumbers(input, options);
        using CsvRows rows = CsvRows.Open(input, options, numbers);
        bool[] areNumbers = new bool[rows.Names.Length];
        Array.Fill(areNumbers, true);
        for (int row = 0; row < Rows && rows.Read(); row++)
        {
            for (int i = 0; i < areNumbers.Length; i++)
            {
                areNumbers[i] = areNumbers[i] && (NumberBuilder.LooksLikeNumber(rows, i) || rows.IsMissing(i));
            }
        }

        return new CsvFormat(numbers, areNumbers);
    }

    // Groups would make 15 of 1,5.
    private static NumberFormatInfo Separated(string separator) => new() { NumberDecimalSeparator = separator, NumberGroupSeparator = "" };

    /// <summary>How numbers are written, by what is said or else by the first rows.</summary>
    public static NumberFormatInfo FindNumbers(CsvInput input, CsvOptions options)
    {
        if (options.Culture is { } culture)
        {
            return Separated(culture.NumberFormat.NumberDecimalSeparator);
        }

        using CsvRows rows = CsvRows.Open(input, options, Point);
        bool isCommaFree = rows.Separator == ';';
        int points = 0;
        int commas = 0;
        for (int row = 0; row < Rows && rows.Read(); row++)
        {
            for (int i = 0; i < rows.Names.Length; i++)
            {
                ReadOnlySpan<byte> value = rows.Bytes(i);
                points += HasDecimals(value, (byte)'.', (byte)',', mayBeThree: !isCommaFree) ? 1 : 0;
                commas += HasDecimals(value, (byte)',', (byte)'.', mayBeThree: isCommaFree) ? 1 : 0;
            }
        }

        return commas > points ? Comma : Point;
    }

    /// <summary>Whether a value is digits with one decimal separator between them.</summary>
    /// <param name="value">The value.</param>
    /// <param name="separator">The separator.</param>
    /// <param name="group">What may stand between groups of three digits before it.</param>
    /// <param name="mayBeThree">Whether three digits behind one to three others are decimals too, and not a group.</param>
    private static bool HasDecimals(ReadOnlySpan<byte> value, byte separator, byte group, bool mayBeThree)
    {
        int at = value.LastIndexOf(separator);
        if (at < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> whole = value[..at].TrimStart("+- "u8);
        ReadOnlySpan<byte> decimals = value[(at + 1)..].TrimEnd((byte)' ');
        bool hasGroups = whole.Contains(group);
        return !decimals.IsEmpty && AreDigits(decimals) && AreDigits(whole, hasGroups ? group : (byte)'0')
            && (mayBeThree || hasGroups || decimals.Length != 3 || whole is [] or [(byte)'0'] || whole.Length > 3);
    }

    private static bool AreDigits(ReadOnlySpan<byte> text, byte or = (byte)'0')
    {
        foreach (byte c in text)
        {
            if (c is < (byte)'0' or > (byte)'9' && c != or)
            {
                return false;
            }
        }

        return true;
    }
}
