using System.Text.Json;
using System.Text.Unicode;

namespace Unrolled;

/// <summary>Reads a header from JSON, and refuses whatever the format does not allow or a network has no use for.</summary>
internal ref struct SafetensorsHeaderParser
{
    private const int MaxRank = 8;

    private readonly string _file;
    private JsonScanner _json;
    private string? _tensor;

    private SafetensorsHeaderParser(ReadOnlySpan<byte> json, string file)
    {
        _json = new JsonScanner(json);
        _file = file;
    }

    /// <param name="json">The header, which begins with a brace.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="InvalidFileException">The header is not one.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string file)
    {
        SafetensorsHeaderParser parser = new(json, file);
        if (!Utf8.IsValid(json))
        {
            throw parser.Defect("a header with bytes that are not UTF-8", "UTF-8");
        }

        try
        {
            return parser.ReadHeader();
        }
        catch (FormatException)
        {
            throw parser.NoJson(json);
        }
    }

    private SafetensorsHeader ReadHeader()
    {
        Dictionary<string, TensorEntry> tensors = new(StringComparer.Ordinal);
        Dictionary<string, string>? metadata = null;
        _json.Read();
        while (NextName() is { } name)
        {
            if (name == SafetensorsHeader.MetadataName)
            {
                metadata = metadata is null ? ReadMetadata() : throw Defect($"{name} twice", "it once");
                continue;
            }

            _tensor = name;
            if (!tensors.TryAdd(name, ReadTensor(name)))
            {
                throw Defect("it twice", "it once");
            }

            _tensor = null;
        }

        // Throws where anything but space follows.
        _json.Read();
        TensorEntry[] inOrder = InOrder(tensors);
        CheckOffsets(inOrder);
        return new SafetensorsHeader(inOrder, metadata ?? []);
    }

    private static TensorEntry[] InOrder(Dictionary<string, TensorEntry> tensors)
    {
        TensorEntry[] listed = new TensorEntry[tensors.Count];
        tensors.Values.CopyTo(listed, 0);
        for (int i = 1; i < listed.Length; i++)
        {
            if (listed[i].Begin < listed[i - 1].Begin || (listed[i].Begin == listed[i - 1].Begin && listed[i].End < listed[i - 1].End))
            {
                return Sorted(listed);
            }
        }

        return listed;
    }

    /// <summary>Apart from the above, because few writers list tensors in another order, and sorting takes the time of loading once more.</summary>
    private static TensorEntry[] Sorted(TensorEntry[] tensors) =>
        [.. tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End)];

    private Dictionary<string, string> ReadMetadata()
    {
        const string needed = $"in {SafetensorsHeader.MetadataName} an object of strings, each with a name of its own";
        Expect(JsonToken.StartObject, needed);
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        while (NextName() is { } key)
        {
            Expect(JsonToken.String, needed);
            if (!metadata.TryAdd(key, Text()))
            {
                throw Defect($"{Printable.Quote(key)} twice", needed);
            }
        }

        return metadata;
    }

    private TensorEntry ReadTensor(string name)
    {
        Expect(JsonToken.StartObject, "an object with its type, shape and offsets");
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (NextName() is { } property)
        {
            switch (property)
            {
                case SafetensorsHeader.TypeName:
                    type = Once(type is null, property, ReadType());
                    break;
                case SafetensorsHeader.ShapeName:
                    shape = Once(shape is null, property, ReadNumbers(property, MaxRank));
                    break;
                case SafetensorsHeader.OffsetsName:
                    offsets = Once(offsets is null, property, ReadNumbers(property, 2));
                    break;
                default:
                    _json.SkipValue();
                    break;
            }
        }

        if (type is null || shape is null || offsets is null)
        {
            string missing = type is null ? SafetensorsHeader.TypeName
                : shape is null ? SafetensorsHeader.ShapeName
                : SafetensorsHeader.OffsetsName;
            throw Defect($"no {missing}", "its type, shape and offsets");
        }

        if (offsets is not [long begin, long end] || begin > end)
        {
            throw Defect($"offsets [{string.Join(", ", offsets)}]", "the offset of its first byte and the one behind its last");
        }

        TensorEntry tensor = new(name, type, shape, begin, end);
        if (TensorTypes.TryParse(type, out TensorType known) && ByteCount(tensor, known) is var bytes && end - begin != bytes)
        {
            throw Defect(
                $"{Wording.Exact(end - begin, "byte")} from {begin} to {end}",
                $"{Wording.Exact(bytes, "byte")} for {tensor.ShapeText} of {type}");
        }

        return tensor;
    }

    private readonly T Once<T>(bool isFirst, string property, T value) =>
        isFirst ? value : throw Defect($"{property} twice", "it once");

    private string ReadType()
    {
        Expect(JsonToken.String, $"type {TensorTypes.All}");
        return Text();
    }

    private long[] ReadNumbers(string property, int maxCount)
    {
        string needed = $"in {property} at most {maxCount} whole numbers from 0 on";
        Expect(JsonToken.StartArray, needed);
        long[] numbers = new long[maxCount];
        int count = 0;
        while (_json.Read() && _json.Token != JsonToken.EndArray)
        {
            if (_json.Token != JsonToken.Number || !_json.TryGetInt64(out long number) || number < 0)
            {
                throw Defect($"in {property} {TokenText()}", needed);
            }

            if (count == maxCount)
            {
                throw Defect($"in {property} more than {maxCount} numbers", needed);
            }

            numbers[count++] = number;
        }

        long[] all = new long[count];
        Array.Copy(numbers, all, count);
        return all;
    }

    private readonly long ByteCount(TensorEntry tensor, TensorType type)
    {
        long bytes = type.Size();
        foreach (long size in tensor.Shape)
        {
            if (size != 0 && bytes > long.MaxValue / size)
            {
                throw Defect($"shape {tensor.ShapeText}", "one of fewer than 2^63 bytes");
            }

            bytes *= size;
        }

        return bytes;
    }

    /// <summary>The data belong to the tensors from the first byte on, each byte to one.</summary>
    private void CheckOffsets(TensorEntry[] tensors)
    {
        long position = 0;
        foreach (TensorEntry tensor in tensors)
        {
            if (tensor.Begin != position)
            {
                _tensor = tensor.Name;
                string relation = tensor.Begin < position ? "within another tensor" : "behind a gap";
                throw Defect($"its first byte at offset {tensor.Begin}, {relation}", $"it at offset {position}");
            }

            position = tensor.End;
        }
    }

    /// <summary>The next name in an object, or null at its end.</summary>
    private string? NextName()
    {
        _json.Read();
        return _json.Token == JsonToken.Name ? Text() : null;
    }

    private void Expect(JsonToken type, string needed)
    {
        _json.Read();
        if (_json.Token != type)
        {
            throw Defect(TokenText(), needed);
        }
    }

    private readonly string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw Defect("a string with half a surrogate pair", "whole characters", exception);
        }
    }

    private readonly string TokenText() => _json.Token switch
    {
        JsonToken.StartObject => "an object",
        JsonToken.StartArray => "an array",
        JsonToken.String => "a string",
        _ => Printable.Quote(System.Text.Encoding.UTF8.GetString(_json.Raw)),
    };

    /// <summary>The framework's reader says where it is no JSON.</summary>
    private readonly InvalidFileException NoJson(ReadOnlySpan<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json);
            while (reader.Read())
            {
            }

            return Defect("no JSON in the header", "JSON without a defect");
        }
        catch (JsonException exception)
        {
            return Defect(
                $"no JSON from line {exception.LineNumber + 1}, byte {exception.BytePositionInLine} of the header on",
                "JSON without a defect",
                exception);
        }
    }

    private readonly InvalidFileException Defect(string found, string needed, Exception? inner = null) =>
        new(_file, _tensor, found, needed, inner);
}
