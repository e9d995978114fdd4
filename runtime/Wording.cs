using System.Globalization;

namespace Unrolled;

/// <summary>Numbers and what they count in sentences: of the runtime, the generator, its diagnostics and its documentation alike.</summary>
internal static class Wording
{
    /// <summary>"1,000,000".</summary>
    public static string Grouped(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>"1 unit", "2 units", "1,000 units": for a text about a network or its data.</summary>
    public static string Count(long value, string noun) => $"{Grouped(value)} {Noun(value, noun)}";

    /// <summary>"1 unit", "2 units", "1000 units": for a message, where the number is to be found as the user wrote it.</summary>
    public static string Exact(long value, string noun) => $"{value.ToString(CultureInfo.InvariantCulture)} {Noun(value, noun)}";

    /// <summary>"0.5", "1E+20", "NaN", "-Infinity".</summary>
    public static string Number(float value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Number(float)"/>
    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>"1000000".</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>"is" or "are", after a number.</summary>
    public static string Are(long value) => value == 1 ? "is" : "are";

    private static string Noun(long value, string noun) =>
        value == 1 ? noun
        : noun.EndsWith("category", StringComparison.Ordinal) ? $"{noun.Substring(0, noun.Length - 1)}ies"
        : noun.EndsWith("class", StringComparison.Ordinal) ? $"{noun}es"
        : noun.EndsWith("process", StringComparison.Ordinal) ? $"{noun}es"
        : noun.EndsWith("batch", StringComparison.Ordinal) ? $"{noun}es"
        : $"{noun}s";
}
