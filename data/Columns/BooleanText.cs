namespace Unrolled.Data;

/// <summary>What stands for yes and no.</summary>
internal static class BooleanText
{
    private static readonly string[] Yes = ["true", "yes", "t", "y", "1"];
    private static readonly string[] No = ["false", "no", "f", "n", "0"];

    /// <summary>In words, for a message.</summary>
    public const string Needed = "true or false, yes or no, t or f, y or n, 1 or 0";

    /// <summary>Whether texts are so plainly booleans that nobody need say so.</summary>
    public static bool AreAll(ReadOnlySpan<string> texts) =>
        texts.Length is 1 or 2
        && (Are(texts, "true", "false") || Are(texts, "yes", "no"));

    public static bool TryParse(ReadOnlySpan<char> text, out float value)
    {
        bool isYes = IsOneOf(Yes, text);
        value = isYes ? 1 : 0;
        return isYes || IsOneOf(No, text);
    }

    private static bool IsOneOf(string[] words, ReadOnlySpan<char> text)
    {
        foreach (string word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Are(ReadOnlySpan<string> texts, string yes, string no)
    {
        foreach (string text in texts)
        {
            if (!text.Equals(yes, StringComparison.OrdinalIgnoreCase) && !text.Equals(no, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}
