using System.Buffers.Binary;

namespace Unrolled.Data.Tests.Sources;

/// <summary>Small files in the format of MNIST.</summary>
internal static class Idx
{
    public static byte[] Images(int count, int side) =>
        [.. Header(count, side, side), .. Enumerable.Range(0, count * side * side).Select(i => (byte)(i * 37))];

    public static byte[] Labels(int count) => [.. Header(count), .. Enumerable.Range(0, count).Select(i => (byte)(i % 2))];

    private static byte[] Header(params int[] dimensions)
    {
        byte[] header = new byte[4 + (4 * dimensions.Length)];
        header[2] = (byte)IdxElementType.UnsignedByte;
        header[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), dimensions[i]);
        }

        return header;
    }
}
