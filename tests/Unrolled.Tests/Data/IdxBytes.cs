using System.Buffers.Binary;
using System.IO.Compression;

namespace Unrolled.Tests.Data;

/// <summary>Builds IDX files, sound and broken ones.</summary>
internal static class IdxBytes
{
    public static byte[] Create(byte elementType, uint[] dimensions, byte[] data)
    {
        byte[] header = new byte[4 + 4 * dimensions.Length];
        header[2] = elementType;
        header[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + 4 * i), dimensions[i]);
        }

        return [.. header, .. data];
    }

    public static byte[] Images(int count, int side = 28) =>
        Create(0x08, [(uint)count, (uint)side, (uint)side], [.. Enumerable.Range(0, count * side * side).Select(i => (byte)i)]);

    public static byte[] Labels(params byte[] labels) => Create(0x08, [(uint)labels.Length], labels);

    public static byte[] Zip(byte[] plain, CompressionLevel level = CompressionLevel.Optimal)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, level, leaveOpen: true))
        {
            zip.Write(plain);
        }

        return packed.ToArray();
    }
}
