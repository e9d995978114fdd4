using System.Buffers.Binary;

namespace Unrolled;

/// <summary>Reads a safetensors file to its end. Memory is used for what is there, never for what a number in the file promises.</summary>
/// <remarks>
/// What is done with the bytes stands here once, for the caller's thread and for a wait without one: <see cref="Parts"/> says which bytes
/// come next, and <see cref="Read"/> and <see cref="ReadAsync"/> do nothing but fetch them. A program that loads a network and predicts
/// once compiles all of this first, so it takes few methods, and none that is generic over a struct.
/// </remarks>
internal sealed class SafetensorsReader
{
    private const int BufferLength = 1 << 16;

    private readonly string _file;
    private readonly Func<SafetensorsHeader, NamedTensor?[]> _place;
    private SafetensorsHeader? _header;
    private int _read;

    private SafetensorsReader(string file, Func<SafetensorsHeader, NamedTensor?[]> place)
    {
        _file = file;
        _place = place;
    }

    /// <param name="stream">The file from its first byte on.</param>
    /// <param name="file">What to call it when something is wrong with it.</param>
    /// <param name="place">
    /// Looks at the header before any data are read: refuses the file, or says where each tensor is to go, to a place of its own length, or
    /// that it is passed over: null.
    /// </param>
    /// <exception cref="InvalidFileException">The file is damaged or refused.</exception>
    public static SafetensorsHeader Read(Stream stream, string file, Func<SafetensorsHeader, NamedTensor?[]> place)
    {
        SafetensorsReader reader = new(file, place);
        foreach (Memory<byte> part in reader.Parts())
        {
            reader._read = stream.ReadAtLeast(part.Span, part.Length, throwOnEndOfStream: false);
        }

        return reader._header!;
    }

    /// <inheritdoc cref="Read"/>
    public static async ValueTask<SafetensorsHeader> ReadAsync(
        Stream stream, string file, Func<SafetensorsHeader, NamedTensor?[]> place, CancellationToken cancellationToken)
    {
        SafetensorsReader reader = new(file, place);
        foreach (Memory<byte> part in reader.Parts())
        {
            reader._read = await stream.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }

        return reader._header!;
    }

    /// <summary>What is to be filled with the next bytes; <see cref="_read"/> says then how many of them there were.</summary>
    private IEnumerable<Memory<byte>> Parts()
    {
        byte[] start = new byte[ForeignFile.Length];
        yield return new Memory<byte>(start, 0, SafetensorsHeader.PrefixLength + 1);
        int count = _read;
        if (Defect(start.AsSpan(0, count)) is { } defect)
        {
            yield return start.AsMemory(count);
            throw ForeignFile.Recognize(start.AsSpan(0, count + _read), _file) ?? defect;
        }

        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(start);
        byte[] buffer = new byte[BufferLength];
        int filled = count - SafetensorsHeader.PrefixLength;
        Array.Copy(start, SafetensorsHeader.PrefixLength, buffer, 0, filled);
        while (filled < length)
        {
            int room = Math.Min(buffer.Length, length) - filled;
            yield return new Memory<byte>(buffer, filled, room);
            filled += _read;
            if (_read < room)
            {
                throw Ended(filled, length);
            }

            if (filled == buffer.Length && filled < length)
            {
                Array.Resize(ref buffer, Math.Min(2 * buffer.Length, length));
            }
        }

        _header = SafetensorsHeaderParser.Parse(new ReadOnlySpan<byte>(buffer, 0, length), _file);
        NamedTensor?[] places = _place(_header);
        for (int i = 0; i < places.Length; i++)
        {
            TensorEntry tensor = _header.Tensors[i];
            RawTensor? raw = places[i] as RawTensor;
            raw?.Require(tensor, _file);
            TensorType type = places[i] is null or RawTensor ? default : TypeOf(tensor);
            long bytes = tensor.End - tensor.Begin;
            for (long done = 0; done < bytes; done += _read)
            {
                int next = (int)Math.Min(BufferLength, bytes - done);
                yield return new Memory<byte>(buffer, 0, next);
                if (_read < next)
                {
                    throw Ended(tensor, done + _read);
                }

                if (raw is not null)
                {
                    buffer.AsSpan(0, next).CopyTo(raw.Bytes.Span[(int)done..]);
                }
                else if (places[i] is { } place)
                {
                    Decode(new ReadOnlySpan<byte>(buffer, 0, next), tensor, type, place, (int)(done / type.Size()));
                }
            }
        }

        yield return new Memory<byte>(buffer, 0, 1);
        if (_read != 0)
        {
            throw new InvalidFileException(_file, null, "more bytes behind the last tensor", "the end of the file");
        }
    }

    /// <summary>What is wrong with the length of the header and its first byte.</summary>
    private InvalidFileException? Defect(ReadOnlySpan<byte> start)
    {
        const string needed = "one that begins with '{'";
        if (start.Length < SafetensorsHeader.PrefixLength)
        {
            return new InvalidFileException(
                _file,
                null,
                $"the end after {Wording.Exact(start.Length, "byte")}",
                $"{Wording.Exact(SafetensorsHeader.PrefixLength, "byte")} with the length of the header");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        return length switch
        {
            > SafetensorsHeader.MaxLength => new InvalidFileException(
                _file, null, $"a header of {length} bytes", $"one of at most {SafetensorsHeader.MaxLength}"),
            0 => new InvalidFileException(_file, null, "an empty header", needed),
            _ when start[SafetensorsHeader.PrefixLength..] is [not (byte)'{' and var first] =>
                new InvalidFileException(_file, null, $"a header that begins with byte 0x{first:X2}", needed),
            _ => null,
        };
    }

    private TensorType TypeOf(TensorEntry tensor) => TensorTypes.TryParse(tensor.Type, out TensorType type)
        ? type
        : throw new InvalidFileException(_file, tensor.Name, $"type {Printable.Quote(tensor.Type)}", $"type {TensorTypes.All}");

    private void Decode(ReadOnlySpan<byte> source, TensorEntry tensor, TensorType type, NamedTensor place, int start)
    {
        int tooLarge = type.Decode(source, place.Values.Span.Slice(start, source.Length / type.Size()));
        if (tooLarge >= 0)
        {
            throw new InvalidFileException(
                _file, tensor.Name, $"a number too large for a float at index {start + tooLarge}", "32-bit floats");
        }
    }

    private InvalidFileException Ended(int filled, int length) =>
        new(_file, null, $"the end after {Wording.Exact(filled, "byte")} of the header", Wording.Exact(length, "byte"));

    private InvalidFileException Ended(TensorEntry tensor, long read) => new(
        _file,
        tensor.Name,
        $"the end of the file after {Wording.Exact(read, "byte")} of it",
        Wording.Exact(tensor.End - tensor.Begin, "byte"));
}
