using System.Buffers.Binary;

namespace Unrolled;

/// <summary>Writes a safetensors file, little-endian on every machine: of 32-bit floats, but for tensors that are bytes already.</summary>
internal static class SafetensorsWriter
{
    private const int BufferLength = 1 << 16;

    public static async ValueTask WriteAsync(
        Channel channel, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        byte[] header = new SafetensorsHeader(Entries(tensors), metadata).ToJson();
        byte[] prefix = new byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        await channel.WriteAsync(prefix).ConfigureAwait(false);
        await channel.WriteAsync(header).ConfigureAwait(false);
        byte[] buffer = new byte[BufferLength];
        foreach (NamedTensor tensor in tensors)
        {
            if (tensor is RawTensor raw)
            {
                await channel.WriteAsync(raw.Bytes).ConfigureAwait(false);
                continue;
            }

            for (int start = 0; start < tensor.Values.Length;)
            {
                int count = Math.Min(tensor.Values.Length - start, buffer.Length / sizeof(float));
                Encode(tensor.Values.Span.Slice(start, count), buffer);
                await channel.WriteAsync(buffer.AsMemory(0, count * sizeof(float))).ConfigureAwait(false);
                start += count;
            }
        }
    }

    private static List<TensorEntry> Entries(IReadOnlyList<NamedTensor> tensors)
    {
        List<TensorEntry> entries = [];
        long position = 0;
        foreach (NamedTensor tensor in tensors)
        {
            RawTensor? raw = tensor as RawTensor;
            long end = position + (raw?.Bytes.Length ?? (long)tensor.Values.Length * sizeof(float));
            entries.Add(new TensorEntry(tensor.Name, raw?.Type ?? nameof(TensorType.F32), tensor.Shape, position, end));
            position = end;
        }

        return entries;
    }

    public static void Encode(ReadOnlySpan<float> values, Span<byte> destination)
    {
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(destination[(i * sizeof(float))..], values[i]);
        }
    }
}
