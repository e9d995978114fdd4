using System.Buffers;
using System.Text.Json;

namespace Unrolled;

/// <summary>The header of a safetensors file: which tensors there are, where each lies, and what else the writer had to say.</summary>
/// <remarks>
/// A file is the length of the header as an unsigned 64-bit little-endian number, the header in JSON, and the tensors' data, without a
/// gap: see <i>Safetensors: Format</i>, github.com/huggingface/safetensors.
/// </remarks>
/// <param name="Tensors">The tensors, in the order of their data.</param>
/// <param name="Metadata">Free text by key.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<TensorEntry> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The bytes before the header: its length.</summary>
    public const int PrefixLength = sizeof(ulong);

    /// <summary>The longest header that is read. That of a network takes about 150 bytes per layer.</summary>
    public const int MaxLength = 4 << 20;

    /// <summary>The name in the header that is not a tensor's.</summary>
    public const string MetadataName = "__metadata__";

    public const string TypeName = "dtype";
    public const string ShapeName = "shape";
    public const string OffsetsName = "data_offsets";

    /// <summary>The header as JSON, padded with spaces so that the data start at a multiple of eight bytes.</summary>
    /// <exception cref="InvalidOperationException">It is longer than one that is read.</exception>
    public byte[] ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataName);
            foreach ((string key, string value) in Metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            foreach (TensorEntry tensor in Tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString(TypeName, tensor.Type);
                Write(json, ShapeName, tensor.Shape);
                Write(json, OffsetsName, [tensor.Begin, tensor.End]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        if (buffer.WrittenCount > MaxLength - PrefixLength)
        {
            throw new InvalidOperationException(
                $"The names and numbers beside the parameters take {Wording.Exact(buffer.WrittenCount, "byte")}; a file is read with "
                + $"{Wording.Number(MaxLength)} at most: have fewer categories.");
        }

        int padded = (buffer.WrittenCount + PrefixLength - 1) / PrefixLength * PrefixLength;
        buffer.GetSpan(PrefixLength)[..(padded - buffer.WrittenCount)].Fill((byte)' ');
        buffer.Advance(padded - buffer.WrittenCount);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
