using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unrolled.Tests.Persistence;

/// <summary>A tensor in a file: bytes as they lie there.</summary>
public sealed record RawTensor(string Name, string Type, long[] Shape, byte[] Data)
{
    public static RawTensor Of(string name, long[] shape, params float[] values) =>
        new(name, "F32", shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    public float[] Floats => [.. Data.Chunk(4).Select(element => BitConverter.ToSingle(element))];
}

/// <summary>
/// Reads and writes the format from its description alone, sharing nothing with the project: 8 bytes with the length N of the header,
/// little-endian; N bytes of JSON, which may end in spaces, mapping each name to dtype, shape and data_offsets [begin, end), relative to
/// the byte behind the header; the data, row-major and little-endian, without a hole; __metadata__ maps strings to strings.
/// </summary>
internal static class Safetensors
{
    public static byte[] Compose(string json, params byte[] data)
    {
        byte[] header = Encoding.UTF8.GetBytes(json);
        return [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. data];
    }

    public static byte[] Write(IEnumerable<RawTensor> tensors, Dictionary<string, string>? metadata = null)
    {
        List<byte> data = [];
        JsonObject header = [];
        if (metadata is not null)
        {
            header["__metadata__"] = new JsonObject(metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        }

        foreach (RawTensor tensor in tensors)
        {
            header[tensor.Name] = new JsonObject
            {
                ["dtype"] = tensor.Type,
                ["shape"] = new JsonArray([.. tensor.Shape.Select(size => (JsonNode)size)]),
                ["data_offsets"] = new JsonArray(data.Count, data.Count + tensor.Data.Length),
            };
            data.AddRange(tensor.Data);
        }

        return Compose(header.ToJsonString(), [.. data]);
    }

    public static (List<RawTensor> Tensors, Dictionary<string, string> Metadata) Read(byte[] file)
    {
        int length = checked((int)BitConverter.ToUInt64(file));
        ReadOnlyMemory<byte> header = file.AsMemory(8, length);
        byte[] data = file[(8 + length)..];
        Assert.Equal((byte)'{', header.Span[0]);
        using JsonDocument json = JsonDocument.Parse(header.TrimEnd((byte)' '));
        List<RawTensor> tensors = [];
        Dictionary<string, string> metadata = [];
        List<(int Begin, int End)> parts = [];
        foreach (JsonProperty property in json.RootElement.EnumerateObject())
        {
            if (property.Name == "__metadata__")
            {
                metadata = property.Value.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);
                continue;
            }

            int[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
            Assert.Equal(2, offsets.Length);
            parts.Add((offsets[0], offsets[1]));
            tensors.Add(new RawTensor(
                property.Name,
                property.Value.GetProperty("dtype").GetString()!,
                [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())],
                data[offsets[0]..offsets[1]]));
        }

        int position = 0;
        foreach ((int begin, int end) in parts.Order())
        {
            Assert.Equal(position, begin);
            position = end;
        }

        Assert.Equal(data.Length, position);
        return (tensors, metadata);
    }
}
