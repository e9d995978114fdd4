using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Unrolled;

/// <summary>Reads one IDX stream and says exactly where and how it deviates from the format.</summary>
/// <remarks>
/// The format: two zero bytes, the element type, the number of dimensions, each dimension as a big-endian 32-bit number, then the
/// elements, big-endian (LeCun, Cortes and Burges, <i>The MNIST database of handwritten digits</i>).
/// </remarks>
internal sealed class IdxReader : IDisposable
{
    private const int MagicLength = 4;
    private const int FirstBuffer = 1 << 14;

    private readonly Stream _stream;
    private readonly WholeGzipStream? _unpacked;
    private readonly string _name;
    private IncrementalHash? _hash;
    private long _position;

    public IdxReader(Stream stream, string name)
    {
        _name = name;
        byte[] start = new byte[2];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        PrefixedStream whole = new(start.AsMemory(0, length), stream);
        _unpacked = start is [0x1F, 0x8B] ? new WholeGzipStream(whole) : null;
        _stream = _unpacked ?? (Stream)whole;
    }

    public void Dispose()
    {
        _unpacked?.Dispose();
        _hash?.Dispose();
    }

    /// <param name="expectedType">The type that the elements must have, or null for any.</param>
    /// <param name="expectedRank">The number of dimensions that there must be, or null for any.</param>
    /// <param name="expectedSha256">The SHA-256 that the unpacked data must have, in lower-case hexadecimal, or null for any.</param>
    public IdxFile Read(IdxElementType? expectedType, int? expectedRank, string? expectedSha256 = null)
    {
        _hash = expectedSha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        (IdxElementType type, int rank) = ReadMagic(expectedType, expectedRank);
        int[] dimensions = ReadDimensions(rank);
        int elementSize = SizeOf(type);
        byte[] data = ReadData(DataLength(dimensions, elementSize));
        ExpectEnd();
        ExpectHash(expectedSha256);
        ToHostOrder(data, elementSize);
        return new IdxFile(type, dimensions, data);
    }

    /// <summary>Reads the header alone, of a file that is to be read where its elements lie.</summary>
    /// <returns>The dimensions, and where the elements begin.</returns>
    /// <exception cref="InvalidFileException">The header is defective, or the file is packed.</exception>
    public (int[] Dimensions, long Start) ReadHeader(IdxElementType expectedType, int expectedRank)
    {
        if (_unpacked is not null)
        {
            throw new InvalidFileException(
                new InvalidFileException(_name, 0, "data packed with gzip", "an IDX file that is not packed"),
                "Unpack it with gzip -dk, or read it as a whole with Dataset.FromIdx.");
        }

        (_, int rank) = ReadMagic(expectedType, expectedRank);
        return (ReadDimensions(rank), _position);
    }

    private (IdxElementType Type, int Rank) ReadMagic(IdxElementType? expectedType, int? expectedRank)
    {
        Span<byte> magic = stackalloc byte[MagicLength];
        ReadHeader(magic, "the magic number");
        if (magic is not [0, 0, _, _])
        {
            throw Defect(0, "the magic number of an IDX file (two zero bytes)", $"0x{magic[0]:X2} 0x{magic[1]:X2}");
        }

        IdxElementType type = (IdxElementType)magic[2];
        if (SizeOf(type) == 0)
        {
            throw Defect(2, "an element type (0x08, 0x09, 0x0B, 0x0C, 0x0D or 0x0E)", $"0x{magic[2]:X2}");
        }

        if (expectedType is not null && type != expectedType)
        {
            throw Defect(2, $"elements of type {expectedType} (0x{(byte)expectedType:X2})", $"{type} (0x{magic[2]:X2})");
        }

        int rank = magic[3];
        if (rank == 0 || rank != (expectedRank ?? rank))
        {
            throw Defect(3, expectedRank is null ? "at least 1 dimension" : Wording.Exact(expectedRank.Value, "dimension"), $"{rank}");
        }

        return (type, rank);
    }

    private int[] ReadDimensions(int rank)
    {
        Span<byte> header = stackalloc byte[rank * sizeof(int)];
        ReadHeader(header, $"{Wording.Exact(rank, "dimension")} of 4 bytes");
        int[] dimensions = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            uint dimension = BinaryPrimitives.ReadUInt32BigEndian(header[(i * sizeof(int))..]);
            if (dimension > int.MaxValue)
            {
                throw Defect(MagicLength + i * sizeof(int), $"a dimension of at most {int.MaxValue}", $"{dimension}");
            }

            dimensions[i] = (int)dimension;
        }

        return dimensions;
    }

    private int DataLength(int[] dimensions, int elementSize)
    {
        long length = elementSize;
        foreach (int dimension in dimensions)
        {
            // No overflow: both factors are below 2^31.
            length *= dimension;
            if (length > Array.MaxLength)
            {
                throw Defect(
                    MagicLength,
                    $"dimensions that make at most {Array.MaxLength} bytes of data",
                    $"{string.Join(" x ", dimensions)} elements of {Wording.Exact(elementSize, "byte")}");
            }
        }

        return (int)length;
    }

    private byte[] ReadData(int length)
    {
        long start = _position;
        byte[] data = new byte[Math.Min(length, FirstBuffer)];
        int filled = 0;
        while (true)
        {
            filled += Fill(data.AsSpan(filled));
            if (filled == length)
            {
                return data;
            }

            if (filled < data.Length)
            {
                throw Defect(_position, $"{Wording.Exact(length, "byte")} of data from byte {start} on", $"the end after {filled}");
            }

            // The header's claim is not proof of the data: room for more only once the room so far is full.
            Array.Resize(ref data, (int)Math.Min(length, 2L * data.Length));
        }
    }

    private void ExpectEnd()
    {
        long end = _position;
        Span<byte> next = stackalloc byte[1];
        if (Fill(next) != 0)
        {
            throw Defect(end, "the end, as the dimensions say", "more data");
        }
    }

    private void ExpectHash(string? expected)
    {
        if (_hash is not null && Convert.ToHexStringLower(_hash.GetHashAndReset()) is { } found && found != expected)
        {
            throw Defect(0, $"data with the SHA-256 {expected}", found);
        }
    }

    private void ReadHeader(Span<byte> destination, string what)
    {
        long start = _position;
        int count = Fill(destination);
        if (count < destination.Length)
        {
            throw Defect(_position, $"{what} from byte {start} on", $"the end after {Wording.Exact(count, "byte")}");
        }
    }

    /// <summary>Reads until the destination is full or the stream ends, and returns the number of bytes read.</summary>
    private int Fill(Span<byte> destination)
    {
        int filled = 0;
        while (filled < destination.Length)
        {
            int count;
            try
            {
                count = _stream.Read(destination[filled..]);
            }
            catch (InvalidDataException exception)
            {
                throw Defect(_position, "sound gzip data", exception.Message, exception);
            }

            if (count == 0)
            {
                break;
            }

            _hash?.AppendData(destination.Slice(filled, count));
            filled += count;
            _position += count;
        }

        return filled;
    }

    private InvalidFileException Defect(long position, string needed, string found, Exception? inner = null) =>
        new(_name, position, found, needed, inner);

    private static int SizeOf(IdxElementType type) => type switch
    {
        IdxElementType.UnsignedByte or IdxElementType.SignedByte => 1,
        IdxElementType.Int16 => 2,
        IdxElementType.Int32 or IdxElementType.Float32 => 4,
        IdxElementType.Float64 => 8,
        _ => 0,
    };

    private static void ToHostOrder(byte[] data, int elementSize)
    {
        if (!BitConverter.IsLittleEndian)
        {
            return;
        }

        switch (elementSize)
        {
            case 2:
                Span<short> shorts = MemoryMarshal.Cast<byte, short>(data.AsSpan());
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                Span<int> ints = MemoryMarshal.Cast<byte, int>(data.AsSpan());
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                Span<long> longs = MemoryMarshal.Cast<byte, long>(data.AsSpan());
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
