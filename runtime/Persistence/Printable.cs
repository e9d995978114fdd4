using System.Text;

namespace Unrolled;

/// <summary>Text from a file, made fit for a message: a file can hold anything, in any amount.</summary>
internal static class Printable
{
    public const int MaxLength = 100;

    public static string Quote(string text) => $"'{Plain(text)}'";

    /// <summary>The same without quotes, for a word of a format.</summary>
    public static string Plain(string text)
    {
        StringBuilder plain = new();
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            plain.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        }

        return plain.Append(text.Length > MaxLength ? "..." : "").ToString();
    }
}
