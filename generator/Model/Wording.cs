using System.Globalization;

namespace Unrolled.Generator.Model;

/// <summary>Numbers in sentences, of messages and of generated documentation alike.</summary>
internal static class Wording
{
    public static string Grouped(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>"1 unit", "2 units".</summary>
    public static string Count(long value, string noun) => value == 1 ? $"1 {noun}" : $"{Grouped(value)} {noun}s";
}
