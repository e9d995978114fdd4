using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Unrolled;

/// <summary>What <see cref="JsonScanner"/> finds.</summary>
internal enum JsonToken
{
    None,
    StartObject,
    EndObject,
    StartArray,
    EndArray,
    Name,
    String,
    Number,
    Literal,
}

/// <summary>The tokens of a JSON text in UTF-8, one after the other: what <see cref="Utf8JsonReader"/> finds in it, and refuses.</summary>
/// <remarks>
/// RFC 8259. In the place of the framework's reader, which takes longer to load and compile than the rest of what reads a network: a fifth of
/// the start of a program that does so. It is asked for what is seldom: what an escaped string says, and where a text is no JSON.
/// </remarks>
/// <param name="json">The text.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    // As many as the framework's reader takes, and as bits remember.
    private const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _json = json;
    private ulong _areObjects;
    private int _depth;
    private int _position;
    private int _start;
    private int _end;

    /// <summary>What the last token is.</summary>
    public JsonToken Token { get; private set; }

    /// <summary>The last token as it stands there, a string with its quotes.</summary>
    public readonly ReadOnlySpan<byte> Raw => _json[_start.._end];

    /// <summary>Goes to the next token; false behind the last.</summary>
    /// <exception cref="FormatException">The text is no JSON from here on.</exception>
    public bool Read()
    {
        SkipSpace();
        if (_depth == 0 && Token != JsonToken.None)
        {
            return _position < _json.Length ? throw NoJson() : false;
        }

        bool isFirst = Token is JsonToken.None or JsonToken.StartObject or JsonToken.StartArray;
        bool isInObject = (_areObjects & 1) != 0;
        if (_depth > 0 && Token != JsonToken.Name)
        {
            if (Next == (isInObject ? '}' : ']'))
            {
                Close(isInObject ? JsonToken.EndObject : JsonToken.EndArray);
                return true;
            }

            if (!isFirst)
            {
                Take((byte)',');
                SkipSpace();
            }

            if (isInObject)
            {
                ReadString(JsonToken.Name);
                SkipSpace();
                Take((byte)':');
                return true;
            }
        }

        ReadValue();
        return true;
    }

    /// <summary>Goes to the end of the value that begins behind the last token, a name.</summary>
    public void SkipValue()
    {
        int depth = _depth;
        do
        {
            Read();
        }
        while (_depth > depth);
    }

    /// <summary>The number of the last token, if it is a whole one of 64 bits.</summary>
    public readonly bool TryGetInt64(out long number) => Utf8Parser.TryParse(Raw, out number, out int used) && used == Raw.Length;

    /// <summary>What a string or name says.</summary>
    /// <exception cref="InvalidOperationException">It has half of a surrogate pair.</exception>
    public readonly string GetString() => Raw.Contains((byte)'\\') ? Unescape(Raw) : Encoding.UTF8.GetString(Raw[1..^1]);

    private static string Unescape(ReadOnlySpan<byte> quoted)
    {
        Utf8JsonReader reader = new(quoted);
        reader.Read();
        return reader.GetString()!;
    }

    private readonly byte Next => _position < _json.Length ? _json[_position] : (byte)0;

    private void SkipSpace()
    {
        while (Next is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _position++;
        }
    }

    private void Take(byte needed)
    {
        if (Next != needed)
        {
            throw NoJson();
        }

        _position++;
    }

    private void ReadValue()
    {
        switch (Next)
        {
            case (byte)'{':
                Open(JsonToken.StartObject);
                break;
            case (byte)'[':
                Open(JsonToken.StartArray);
                break;
            case (byte)'"':
                ReadString(JsonToken.String);
                break;
            case (byte)'t':
                ReadLiteral("true"u8);
                break;
            case (byte)'f':
                ReadLiteral("false"u8);
                break;
            case (byte)'n':
                ReadLiteral("null"u8);
                break;
            default:
                ReadNumber();
                break;
        }
    }

    private void Open(JsonToken token)
    {
        if (_depth == MaxDepth)
        {
            throw NoJson();
        }

        _depth++;
        _areObjects = (_areObjects << 1) | (token == JsonToken.StartObject ? 1UL : 0);
        _start = _position++;
        End(token);
    }

    private void Close(JsonToken token)
    {
        _depth--;
        _areObjects >>= 1;
        _start = _position++;
        End(token);
    }

    private void ReadLiteral(ReadOnlySpan<byte> literal)
    {
        if (!_json[_position..].StartsWith(literal))
        {
            throw NoJson();
        }

        _start = _position;
        _position += literal.Length;
        End(JsonToken.Literal);
    }

    private void ReadString(JsonToken token)
    {
        _start = _position;
        Take((byte)'"');
        for (; Next != '"'; _position++)
        {
            if (Next < ' ')
            {
                throw NoJson();
            }

            if (Next == '\\')
            {
                _position++;
                TakeEscape();
            }
        }

        _position++;
        End(token);
    }

    /// <summary>Goes to the last character of what follows a backslash.</summary>
    private void TakeEscape()
    {
        if (Next == 'u')
        {
            for (int i = 0; i < 4; i++)
            {
                _position++;
                if (!char.IsAsciiHexDigit((char)Next))
                {
                    throw NoJson();
                }
            }
        }
        else if (!"\"\\/bfnrt"u8.Contains(Next))
        {
            throw NoJson();
        }
    }

    private void ReadNumber()
    {
        _start = _position;
        if (Next == '-')
        {
            _position++;
        }

        if (Next == '0')
        {
            _position++;
        }
        else
        {
            TakeDigits();
        }

        if (Next == '.')
        {
            _position++;
            TakeDigits();
        }

        if (Next is (byte)'e' or (byte)'E')
        {
            _position++;
            if (Next is (byte)'+' or (byte)'-')
            {
                _position++;
            }

            TakeDigits();
        }

        if (_position < _json.Length && !",}] \n\r\t/"u8.Contains(Next))
        {
            throw NoJson();
        }

        End(JsonToken.Number);
    }

    private void TakeDigits()
    {
        if (!char.IsAsciiDigit((char)Next))
        {
            throw NoJson();
        }

        while (char.IsAsciiDigit((char)Next))
        {
            _position++;
        }
    }

    private void End(JsonToken token)
    {
        _end = _position;
        Token = token;
    }

    private static FormatException NoJson() => new("The text is no JSON.");
}
