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
    /// the tensor.
    /// </param>
    /// <exception cref="NetworkFileException">The file is damaged or refused.</exception>
    public static async ValueTask<SafetensorsHeader> ReadAsync(
        Channel channel, string file, Func<SafetensorsHeader, IReadOnlyList<Memory<float>>> place)
    {
        SafetensorsHeader header = SafetensorsHeaderParser.Parse((await ReadHeaderAsync(channel, file).ConfigureAwait(false)).Span, file);
        IReadOnlyList<Memory<float>> places = place(header);
        byte[] buffer = new byte[BufferLength];
        for (int i = 0; i < header.Tensors.Count; i++)
        {
            await ReadTensorAsync(channel, file, header.Tensors[i], places[i], buffer).ConfigureAwait(false);
        }

        if (await channel.ReadAsync(buffer.AsMemory(0, 1)).ConfigureAwait(false) != 0)
        {
            throw new NetworkFileException(file, null, "more bytes behind the last tensor", "the end of the file");
        }

        return header;
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(Channel channel, string file)
    {
        byte[] prefix = new byte[SafetensorsHeader.PrefixLength];
        int count = await channel.ReadAsync(prefix).ConfigureAwait(false);
        if (count < prefix.Length)
        {
            throw new NetworkFileException(
                file, null, $"the end after {count} bytes", $"{prefix.Length} bytes with the length of the header");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaxLength)
        {
            throw new NetworkFileException(file, null, $"a header of {length} bytes", $"one of at most {SafetensorsHeader.MaxLength}");
        }

        byte[] header = new byte[Math.Min(BufferLength, (int)length)];
        int filled = 0;
        while (true)
        {
            filled += await channel.ReadAsync(header.AsMemory(filled)).ConfigureAwait(false);
            if (filled == (int)length)
            {
                return header;
            }

            if (filled < header.Length)
            {
                throw new NetworkFileException(file, null, $"the end after {filled} bytes of the header", $"{length} bytes");
            }

            Array.Resize(ref header, Math.Min(2 * header.Length, (int)length));
        }
    }

    private static async ValueTask ReadTensorAsync(Channel channel, string file, TensorEntry tensor, Memory<float> place, byte[] buffer)
    {
        int size = tensor.Type.Size();
        for (int start = 0; start < place.Length;)
        {
            int count = Math.Min(place.Length - start, buffer.Length / size);
            int read = await channel.ReadAsync(buffer.AsMemory(0, count * size)).ConfigureAwait(false);
            if (read < count * size)
            {
                long before = (long)start * size + read;
                throw new NetworkFileException(
                    file, tensor.Name, $"the end of the file after {before} bytes of it", $"{tensor.End - tensor.Begin} bytes");
            }

            int tooLarge = tensor.Type.Decode(buffer, place.Span.Slice(start, count));
            if (tooLarge >= 0)
            {
                throw new NetworkFileException(
                    file, tensor.Name, $"a number too large for a float at index {start + tooLarge}", "32-bit floats");
            }

            start += count;
        }
    }
}
