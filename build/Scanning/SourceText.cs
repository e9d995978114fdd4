namespace Unrolled.Build;

/// <summary>A source file of C#, read from its beginning to its end in the pieces that a scanner must not take for something else.</summary>
internal sealed class SourceText(string text)
{
    private int _position;

    public bool IsAtEnd => _position >= text.Length;

    /// <summary>The character in hand; 0 at the end.</summary>
    public char Current => At(0);

    public char Next => At(1);

    public char Read() => text[_position++];

    /// <summary>Passes over white space, a comment or a directive, whichever comes next.</summary>
    /// <returns>Whether there was any.</returns>
    public bool SkipTrivia()
    {
        int start = _position;
        switch (Current)
        {
            case '/' when Next == '/':
            case '#' when IsFirstOfLine():
                SkipLine();
                break;
            case '/' when Next == '*':
                SkipTo("*/", _position + 2);
                break;
            default:
                while (!IsAtEnd && char.IsWhiteSpace(Current))
                {
                    _position++;
                }

                break;
        }

        return _position > start;
    }

    /// <summary>Reads a word; null where there is none.</summary>
    public string? ReadIdentifier()
    {
        int start = _position;
        while (!IsAtEnd && (char.IsLetterOrDigit(Current) || Current == '_'))
        {
            _position++;
        }

        return _position > start ? text[start.._position] : null;
    }

    /// <summary>Reads a literal of a string or of a character.</summary>
    /// <param name="value">The string; null where it is interpolated, a character, or broken.</param>
    /// <returns>Whether there was one.</returns>
    public bool ReadLiteral(out string? value)
    {
        value = null;
        int start = _position;
        int prefix = 0;
        while (At(prefix) is '$' or '@')
        {
            prefix++;
        }

        if (At(prefix) != '"' && (Current != '\'' || prefix > 0))
        {
            return false;
        }

        string before = text.Substring(start, prefix);
        StringLiteral literal = new(text, start + prefix);
        value = literal.Read(before.Contains('@', StringComparison.Ordinal), before.Contains('$', StringComparison.Ordinal));
        _position = literal.End;
        return true;
    }

    private char At(int offset) => _position + offset < text.Length ? text[_position + offset] : '\0';

    private bool IsFirstOfLine()
    {
        for (int i = _position - 1; i >= 0 && text[i] is not ('\n' or '\r'); i--)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private void SkipLine()
    {
        int end = text.AsSpan(_position).IndexOfAny('\n', '\r');
        _position = end < 0 ? text.Length : _position + end;
    }

    private void SkipTo(string mark, int from)
    {
        int end = text.IndexOf(mark, Math.Min(from, text.Length), StringComparison.Ordinal);
        _position = end < 0 ? text.Length : end + mark.Length;
    }
}
