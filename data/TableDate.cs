using System.Globalization;

namespace Unrolled.Data;

/// <summary>Dates as numbers: days since 1 January 1970, with the time of day as a fraction.</summary>
/// <remarks>A float holds today's dates to three minutes.</remarks>
public static class TableDate
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The days since 1 January 1970 until a date. A time with an offset counts in UTC; any other is taken as it is.</summary>
    /// <param name="date">The date.</param>
    public static float ToDays(DateTime date) =>
        (float)((date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date) - DateTime.UnixEpoch).TotalDays;

    /// <summary>Reads a date as ISO 8601 has it: "2024-05-01", "2024-05-01T13:30:00Z".</summary>
    /// <returns>Whether it is one.</returns>
    internal static bool TryParse(ReadOnlySpan<char> text, out float days)
    {
        bool isDate = DateTime.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTime date);
        days = isDate ? ToDays(date) : float.NaN;
        return isDate;
    }

    /// <summary>"2024-05-01", "2024-05-01T13:30:00".</summary>
    internal static string ToText(float days)
    {
        DateTime date = DateTime.UnixEpoch.AddDays(days);
        return date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
