using System.Globalization;
using System.Text;

namespace Unrolled.Build;

/// <summary>A literal of C# from its opening quote on.</summary>
internal sealed class StringLiteral(string text, int start)
{
    private const int LeastRawQuotes = 3;

    /// <summary>The index behind it, once it has been read.</summary>
    public int End { get; private set; } = start;

    /// <summary>Its value; null where it has none that is known here: it is interpolated, a character, or broken.</summary>
    /// <param name="isVerbatim">Whether <c>@</c> stands before it.</param>
    /// <param name="isInterpolated">Whether <c>$</c> does.</param>
    public string? Read(bool isVerbatim, bool isInterpolated)
    {
        int quotes = Quotes(End);
        string? value = Current == '\'' || isVerbatim || quotes < LeastRawQuotes ? ReadQuoted(isVerbatim, isInterpolated) : ReadRaw(quotes);
        return isInterpolated ? null : value;
    }

    private char Current => End < text.Length ? text[End] : '\0';

    private string? ReadQuoted(bool isVerbatim, bool isInterpolated)
    {
        char quote = text[End++];
        StringBuilder value = new();
        bool isKnown = quote == '"';
        while (End < text.Length)
        {
            char c = text[End++];
            if (c == quote)
            {
                if (!isVerbatim || Current != quote)
                {
                    return isKnown ? value.ToString() : null;
                }

                End++;
            }
            else if (isInterpolated && c == '{')
            {
                SkipHole();
                continue;
            }
            else if (!isVerbatim && c is '\n' or '\r')
            {
                return null;
            }
            else if (!isVerbatim && c == '\\')
            {
                isKnown &= ReadEscape(value);
                continue;
            }

            value.Append(c);
        }

        return null;
    }

    /// <summary>What follows a backslash.</summary>
    /// <returns>Whether it means something.</returns>
    private bool ReadEscape(StringBuilder value)
    {
        const string letters = "'\"\\0abefnrtv";
        const string meant = "'\"\\\0\a\b\u001B\f\n\r\t\v";
        char c = Current;
        End++;
        int letter = letters.IndexOf(c, StringComparison.Ordinal);
        if (letter >= 0)
        {
            value.Append(meant[letter]);
            return true;
        }

        (int least, int most) = c switch { 'x' => (1, 4), 'u' => (4, 4), 'U' => (8, 8), _ => (1, 0) };
        int digits = 0;
        while (digits < most && char.IsAsciiHexDigit(Current))
        {
            End++;
            digits++;
        }

        if (digits < least || !Rune.TryCreate(
            int.Parse(text.AsSpan(End - digits, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), out Rune rune))
        {
            return false;
        }

        value.Append(rune.ToString());
        return true;
    }

    /// <summary>Passes over what is computed in an interpolated string, up to its closing brace.</summary>
    private void SkipHole()
    {
        if (Current == '{')
        {
            End++;
            return;
        }

        for (int depth = 1; depth > 0 && End < text.Length;)
        {
            if (Current is '"' or '\'')
            {
                bool isVerbatim = text[End - 1] == '@' || (text[End - 1] == '$' && text[End - 2] == '@');
                StringLiteral inner = new(text, End);
                inner.Read(isVerbatim, text[End - 1] == '$' || (text[End - 1] == '@' && text[End - 2] == '$'));
                End = inner.End;
                continue;
            }

            depth += Current == '{' ? 1 : Current == '}' ? -1 : 0;
            End++;
        }
    }

    private string? ReadRaw(int quotes)
    {
        int first = End + quotes;
        for (End = first; End < text.Length;)
        {
            int closing = Quotes(End);
            if (closing >= quotes)
            {
                End += closing;
                return Dedent(text[first..(End - quotes)]);
            }

            End += Math.Max(closing, 1);
        }

        return null;
    }

    /// <summary>Of several lines, those between the quotes' own, less what the last one is indented by.</summary>
    private static string Dedent(string raw)
    {
        string[] lines = raw.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length == 1)
        {
            return raw;
        }

        int indent = lines[^1].Length;
        return string.Join('\n', Array.ConvertAll(lines[1..^1], line => line.Length >= indent ? line[indent..] : ""));
    }

    private int Quotes(int index)
    {
        int end = index;
        while (end < text.Length && text[end] == '"')
        {
            end++;
        }

        return end - index;
    }
}
