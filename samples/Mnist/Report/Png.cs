using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MnistSample.Report;

/// <summary>Pictures as PNG files in the page's own text.</summary>
/// <remarks>ISO/IEC 15948: a signature, then chunks of length, type, data and checksum.</remarks>
internal static class Png
{
    private static readonly uint[] s_crc = [.. Enumerable.Range(0, 256).Select(i =>
    {
        uint crc = (uint)i;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc >> 1) ^ (crc % 2 * 0xEDB88320);
        }

        return crc;
    })];

    /// <summary>The picture as a data URI.</summary>
    /// <param name="width">The pixels of a row.</param>
    /// <param name="rgba">Four bytes for each pixel: red, green, blue and opacity.</param>
    public static string DataUri(int width, ReadOnlySpan<byte> rgba)
    {
        using MemoryStream file = new();
        file.Write([0x89, .. "PNG\r\n\u001A\n"u8]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), rgba.Length / (4 * width));
        header[8] = 8; // bits
        header[9] = 6; // red, green, blue and opacity
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", Compress(width, rgba));
        WriteChunk(file, "IEND", []);
        return $"data:image/png;base64,{Convert.ToBase64String(file.GetBuffer(), 0, (int)file.Length)}";
    }

    private static byte[] Compress(int width, ReadOnlySpan<byte> rgba)
    {
        using MemoryStream data = new();
        using (ZLibStream zlib = new(data, CompressionLevel.SmallestSize))
        {
            for (int start = 0; start < rgba.Length; start += 4 * width)
            {
                zlib.WriteByte(0); // no filter
                zlib.Write(rgba.Slice(start, 4 * width));
            }
        }

        return data.ToArray();
    }

    private static void WriteChunk(Stream file, string type, byte[] data)
    {
        byte[] chunk = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(chunk);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~chunk.Aggregate(uint.MaxValue, (crc, b) => (crc >> 8) ^ s_crc[(byte)(crc ^ b)]));
        file.Write(number);
    }
}
