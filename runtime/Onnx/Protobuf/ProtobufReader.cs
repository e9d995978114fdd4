using System.Buffers.Binary;
using System.Text;

namespace Unrolled;

/// <summary>Goes over the fields of a message of a protocol buffer. It copies nothing, and checks lengths against what is there.</summary>
/// <remarks>The format: protobuf.dev/programming-guides/encoding. Groups, which no longer exist, are refused.</remarks>
/// <param name="bytes">The message.</param>
/// <param name="file">The file, for messages.</param>
/// <param name="message">What it is, for messages.</param>
internal struct ProtobufReader(ReadOnlyMemory<byte> bytes, string file, string message)
{
    private const int MostVarintBytes = 10;

    private int _position;
    private ProtobufWire _wire;

    /// <summary>The number of the field that <see cref="Next"/> has come to.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field, which must then be read or skipped; false at the end.</summary>
    public bool Next()
    {
        if (_position == bytes.Length)
        {
            return false;
        }

        ulong tag = Raw();
        _wire = (ProtobufWire)(tag & 7);
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        return Field != 0 ? true : throw Defect("field number 0", "fields that are numbered from 1 on");
    }

    public void Skip()
    {
        switch (_wire)
        {
            case ProtobufWire.Varint:
                Raw();
                break;
            case ProtobufWire.Fixed64:
                Take(sizeof(ulong));
                break;
            case ProtobufWire.Bytes:
                Bytes();
                break;
            case ProtobufWire.Fixed32:
                Take(sizeof(uint));
                break;
            default:
                throw Defect($"wire type {(int)_wire}", "0, 1, 2 or 5");
        }
    }

    public long Integer()
    {
        Require(ProtobufWire.Varint);
        return (long)Raw();
    }

    public float Single()
    {
        Require(ProtobufWire.Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)).Span);
    }

    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    /// <summary>A string, bytes or a message.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        Require(ProtobufWire.Bytes);
        ulong length = Raw();
        return length <= (ulong)(bytes.Length - _position)
            ? Take((int)length)
            : throw Defect($"{length} bytes claimed where {bytes.Length - _position} are left", "a whole file");
    }

    /// <summary>One number, or a packed list of them.</summary>
    public void Integers(List<long> destination)
    {
        if (_wire != ProtobufWire.Bytes)
        {
            destination.Add(Integer());
            return;
        }

        ProtobufReader packed = new(Bytes(), file, message);
        while (packed._position < packed.Length)
        {
            destination.Add((long)packed.Raw());
        }
    }

    /// <summary>One number, or a packed list of them.</summary>
    public void Singles(List<double> destination) =>
        Numbers(destination, ProtobufWire.Fixed32, sizeof(float), static bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes));

    /// <summary>One number, or a packed list of them.</summary>
    public void Doubles(List<double> destination) =>
        Numbers(destination, ProtobufWire.Fixed64, sizeof(double), static bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes));

    private readonly int Length => bytes.Length;

    private void Numbers(List<double> destination, ProtobufWire single, int size, Func<ReadOnlySpan<byte>, double> read)
    {
        if (_wire == single)
        {
            destination.Add(read(Take(size).Span));
            return;
        }

        ReadOnlySpan<byte> packed = Bytes().Span;
        if (packed.Length % size != 0)
        {
            throw Defect($"{Wording.Exact(packed.Length, "byte")} of numbers of {size}", "whole numbers of them");
        }

        for (int i = 0; i < packed.Length; i += size)
        {
            destination.Add(read(packed[i..]));
        }
    }

    private ulong Raw()
    {
        ulong value = 0;
        ReadOnlySpan<byte> rest = bytes.Span[_position..];
        for (int i = 0; i < Math.Min(rest.Length, MostVarintBytes); i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                _position += i + 1;
                return value;
            }
        }

        throw Defect(rest.Length < MostVarintBytes ? "the end within a number" : "a number of more than 10 bytes", "a whole file");
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > bytes.Length - _position)
        {
            throw Defect($"the end after {bytes.Length - _position} of {length} bytes", "a whole file");
        }

        _position += length;
        return bytes.Slice(_position - length, length);
    }

    private readonly void Require(ProtobufWire wire)
    {
        if (_wire != wire)
        {
            throw Defect($"wire type {(int)_wire} in field {Field}", $"wire type {(int)wire}");
        }
    }

    private readonly InvalidFileException Defect(string found, string needed) =>
        new(file, null, $"in its {message} {found}", $"{needed}: an ONNX file that was not damaged");
}
