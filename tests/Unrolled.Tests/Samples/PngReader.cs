using System.Buffers.Binary;
using System.IO.Compression;

namespace Unrolled.Tests;

/// <summary>Reads what the report writes of PNG, by the standard's text: colours with opacity, eight bits each, without filters.</summary>
internal static class PngReader
{
    public static (int Width, byte[] Rgba) Read(string dataUri)
    {
        const string prefix = "data:image/png;base64,";
        Assert.StartsWith(prefix, dataUri);
        byte[] file = Convert.FromBase64String(dataUri[prefix.Length..]);
        Assert.Equal([137, 80, 78, 71, 13, 10, 26, 10], file[..8]);
        Dictionary<string, byte[]> chunks = [];
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            byte[] content = file[(at + 4)..(at + 8 + length)];
            Assert.Equal(Crc(content), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks.Add(System.Text.Encoding.ASCII.GetString(content, 0, 4), content[4..]);
            at += 12 + length;
        }

        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Keys);
        byte[] header = chunks["IHDR"];
        int width = BinaryPrimitives.ReadInt32BigEndian(header);
        int height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        Assert.Equal([8, 6, 0, 0, 0], header[8..]);
        using MemoryStream lines = new();
        using (ZLibStream zlib = new(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress))
        {
            zlib.CopyTo(lines);
        }

        byte[][] rows = [.. lines.ToArray().Chunk(1 + (4 * width))];
        Assert.Equal(height, rows.Length);
        Assert.All(rows, row => Assert.Equal(0, row[0]));
        return (width, [.. rows.SelectMany(row => row[1..])]);
    }

    /// <summary>The remainder of a division by the polynomial, bit by bit.</summary>
    private static uint Crc(byte[] content)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in content)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool carry = ((crc ^ (uint)(b >> bit)) & 1) != 0;
                crc = carry ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
