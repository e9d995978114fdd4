using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Unrolled;

/// <summary>Writes the fields of one message of a protocol buffer, in the order in which they are given.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public ProtobufWriter Integer(int field, long value)
    {
        Tag(field, ProtobufWire.Varint);
        Varint((ulong)value);
        return this;
    }

    public ProtobufWriter Single(int field, float value)
    {
        Tag(field, ProtobufWire.Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Field(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message within, or bytes.</summary>
    public ProtobufWriter Field(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, ProtobufWire.Bytes);
        Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public ProtobufWriter Message(int field, ProtobufWriter message) => Field(field, message.Bytes.Span);

    /// <summary>Numbers as 32-bit floats, little-endian on every machine.</summary>
    public ProtobufWriter Singles(int field, ReadOnlySpan<float> values)
    {
        Tag(field, ProtobufWire.Bytes);
        Varint((ulong)values.Length * sizeof(float));
        SafetensorsWriter.Encode(values, _bytes.GetSpan(values.Length * sizeof(float)));
        _bytes.Advance(values.Length * sizeof(float));
        return this;
    }

    private void Tag(int field, ProtobufWire wire) => Varint(((ulong)field << 3) | (ulong)wire);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
