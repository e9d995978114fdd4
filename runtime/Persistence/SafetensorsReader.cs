using System.Buffers.Binary;

namespace Unrolled;

/// <summary>Reads a safetensors file to its end. Memory is used for what is there, never for what a number in the file promises.</summary>
internal static class SafetensorsReader
{
    private const int BufferLength = 1 << 16;

    /// <param name="channel">The file from its first byte on.</param>
    /// <param name="file">What to call it when something is wrong with it.</param>
    /// <param name="place">
    /// Looks at the header before any data are read: refuses the file, or says where each tensor is to go, which must have the length of
    /// the tensor, or be empty to pass over it.
    /// </param>
    /// <exception cref="InvalidFileException">The file is damaged or refused.</exception>
    public static async ValueTask<SafetensorsHeader> ReadAsync(
        Channel channel, string file, Func<SafetensorsHeader, IReadOnlyList<Memory<float>>> place)
    {
        SafetensorsHeader header = SafetensorsHeaderParser.Parse((await ReadHeaderAsync(channel, file).ConfigureAwait(false)).Span, file);
        IReadOnlyList<Memory<float>> places = place(header);
        byte[] buffer = new byte[BufferLength];
        for (int i = 0; i < header.Tensors.Count; i++)
        {
            await (places[i].IsEmpty
                ? SkipTensorAsync(channel, file, header.Tensors[i], buffer)
                : ReadTensorAsync(channel, file, header.Tensors[i], places[i], buffer)).ConfigureAwait(false);
        }

        if (await channel.ReadAsync(buffer.AsMemory(0, 1)).ConfigureAwait(false) != 0)
        {
            throw new InvalidFileException(file, null, "more bytes behind the last tensor", "the end of the file");
        }

        return header;
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(Channel channel, string file)
    {
        byte[] start = new byte[ForeignFile.Length];
        int count = await channel.ReadAsync(start.AsMemory(0, SafetensorsHeader.PrefixLength + 1)).ConfigureAwait(false);
        if (Defect(start.AsSpan(0, count)) is var (found, needed))
        {
            count += await channel.ReadAsync(start.AsMemory(count)).ConfigureAwait(false);
            throw ForeignFile.Recognize(start.AsSpan(0, count), file) ?? new InvalidFileException(file, null, found, needed);
        }

        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(start);
        byte[] header = new byte[Math.Min(BufferLength, length)];
        int filled = count - SafetensorsHeader.PrefixLength;
        start.AsSpan(SafetensorsHeader.PrefixLength, filled).CopyTo(header);
        while (true)
        {
            filled += await channel.ReadAsync(header.AsMemory(filled)).ConfigureAwait(false);
            if (filled == length)
            {
                return header;
            }

            if (filled < header.Length)
            {
                throw new InvalidFileException(
                    file, null, $"the end after {Wording.Exact(filled, "byte")} of the header", Wording.Exact(length, "byte"));
            }

            Array.Resize(ref header, Math.Min(2 * header.Length, length));
        }
    }

    /// <summary>What is wrong with the length of the header and its first byte.</summary>
    private static (string Found, string Needed)? Defect(ReadOnlySpan<byte> start)
    {
        if (start.Length < SafetensorsHeader.PrefixLength)
        {
            return (
                $"the end after {Wording.Exact(start.Length, "byte")}",
                $"{Wording.Exact(SafetensorsHeader.PrefixLength, "byte")} with the length of the header");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > SafetensorsHeader.MaxLength)
        {
            return ($"a header of {length} bytes", $"one of at most {SafetensorsHeader.MaxLength}");
        }

        const string needed = "one that begins with '{'";
        ReadOnlySpan<byte> header = start[SafetensorsHeader.PrefixLength..];
        return length == 0 ? ("an empty header", needed)
            : header is [not (byte)'{' and var first] ? ($"a header that begins with byte 0x{first:X2}", needed)
            : null;
    }

    private static async ValueTask ReadTensorAsync(Channel channel, string file, TensorEntry tensor, Memory<float> place, byte[] buffer)
    {
        TensorType type = TensorTypes.Parse(tensor.Type)
            ?? throw new InvalidFileException(file, tensor.Name, $"type {Printable.Quote(tensor.Type)}", $"type {TensorTypes.All}");
        int size = type.Size();
        for (int start = 0; start < place.Length;)
        {
            int count = Math.Min(place.Length - start, buffer.Length / size);
            await FillAsync(channel, file, tensor, (long)start * size, buffer.AsMemory(0, count * size)).ConfigureAwait(false);
            int tooLarge = type.Decode(buffer, place.Span.Slice(start, count));
            if (tooLarge >= 0)
            {
                throw new InvalidFileException(
                    file, tensor.Name, $"a number too large for a float at index {start + tooLarge}", "32-bit floats");
            }

            start += count;
        }
    }

    private static async ValueTask SkipTensorAsync(Channel channel, string file, TensorEntry tensor, byte[] buffer)
    {
        long length = tensor.End - tensor.Begin;
        for (long start = 0; start < length; start += buffer.Length)
        {
            Memory<byte> part = buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - start));
            await FillAsync(channel, file, tensor, start, part).ConfigureAwait(false);
        }
    }

    private static async ValueTask FillAsync(Channel channel, string file, TensorEntry tensor, long before, Memory<byte> part)
    {
        int read = await channel.ReadAsync(part).ConfigureAwait(false);
        if (read < part.Length)
        {
            throw new InvalidFileException(
                file,
                tensor.Name,
                $"the end of the file after {Wording.Exact(before + read, "byte")} of it",
                Wording.Exact(tensor.End - tensor.Begin, "byte"));
        }
    }
}
