using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Unrolled;

/// <summary>Reads rows of a file, some columns of which go into samples.</summary>
/// <remarks>
/// By plain reads: the pages of a mapping count as memory of the process, one fault after the other, and are no faster to come by.
/// </remarks>
internal sealed class FileRows : IDisposable
{
    private const int ScratchBytes = 1 << 16;

    private readonly (SampleField Field, RawColumns Columns)[] _parts;
    private readonly RawColumns _first;
    private readonly SafeFileHandle _handle;
    private byte[] _scratch = [];

    /// <param name="parts">What is read, and into what, all of the same file and rows.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public FileRows((SampleField Field, RawColumns Columns)[] parts)
    {
        _parts = parts;
        _first = parts[0].Columns;
        _handle = File.OpenHandle(_first.Path);
    }

    /// <summary>Reads neighbouring rows.</summary>
    /// <param name="rows">Receives them.</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <exception cref="InvalidFileException">The file has become shorter, or a label is no whole number.</exception>
    public void Read(SampleRows rows, long start, int count)
    {
        Span<byte> whole = _parts.Length == 1 && _first.IsWholeRow ? Destination(rows, _parts[0].Field, _first.Type) : [];
        if (!whole.IsEmpty)
        {
            whole = whole[..(count * _first.RowBytes)];
            ReadRaw(whole, start);
            ToHostOrder(whole, _first.Type);
            return;
        }

        int most = Math.Max(1, ScratchBytes / _first.RowBytes);
        if (_scratch.Length == 0)
        {
            _scratch = new byte[most * _first.RowBytes];
        }

        for (int row = 0; row < count; row += most)
        {
            int few = Math.Min(most, count - row);
            Span<byte> raw = _scratch.AsSpan(0, few * _first.RowBytes);
            ReadRaw(raw, start + row);
            foreach ((SampleField field, RawColumns columns) in _parts)
            {
                Copy(field, columns, raw, rows, row, start + row);
            }
        }
    }

    public void Dispose() => _handle.Dispose();

    private void ReadRaw(Span<byte> destination, long row)
    {
        long position = _first.HeaderBytes + (row * _first.RowBytes);
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(_handle, destination, position);
            if (read == 0)
            {
                throw InvalidFileException.AtByte(
                    _first.Path, position, "the end", $"{Wording.Exact(destination.Length, "byte")} more, which were there before");
            }

            destination = destination[read..];
            position += read;
        }
    }

    /// <summary>Where the numbers of rows go as they are; empty where they have to be made into others.</summary>
    private static Span<byte> Destination(SampleRows rows, SampleField field, RawType type) => (field, type) switch
    {
        (SampleField.Input, RawType.Float32) => MemoryMarshal.AsBytes(rows.Inputs),
        (SampleField.Input, RawType.Byte) => rows.Bytes,
        (SampleField.Target, RawType.Float32) => MemoryMarshal.AsBytes(rows.Targets),
        (SampleField.Weight, RawType.Float32) => MemoryMarshal.AsBytes(rows.Weights),
        (SampleField.Label, RawType.Int32) => MemoryMarshal.AsBytes(rows.Labels),
        _ => [],
    };

    private static void Copy(SampleField field, RawColumns columns, ReadOnlySpan<byte> raw, SampleRows rows, int to, long row)
    {
        int length = columns.Count * columns.ElementBytes;
        Span<byte> destination = Destination(rows, field, columns.Type);
        for (int start = columns.Start; start < raw.Length; start += columns.RowBytes, to++, row++)
        {
            ReadOnlySpan<byte> from = raw.Slice(start, length);
            if (!destination.IsEmpty)
            {
                Span<byte> copy = destination.Slice(to * length, length);
                from.CopyTo(copy);
                ToHostOrder(copy, columns.Type);
            }
            else if (field == SampleField.Input)
            {
                ByteScaling.Convert(from, rows.Input(to));
            }
            else
            {
                rows.Labels[to] = columns.Type == RawType.Byte ? from[0] : Whole(BinaryPrimitives.ReadSingleLittleEndian(from), columns, row);
            }
        }
    }

    private static int Whole(float label, RawColumns columns, long row) => label == (int)label
        ? (int)label
        : throw InvalidFileException.AtByte(
            columns.Path, columns.Position(row, 0), $"{Wording.Number(label)} for the label of row {Wording.Number(row)}", "a whole number");

    private static void ToHostOrder(Span<byte> numbers, RawType type)
    {
        if (!BitConverter.IsLittleEndian && type != RawType.Byte)
        {
            Span<int> all = MemoryMarshal.Cast<byte, int>(numbers);
            BinaryPrimitives.ReverseEndianness(all, all);
        }
    }
}
