namespace Unrolled;

/// <summary>IDX files that are read where their elements lie: behind their header they are nothing but rows.</summary>
internal static class IdxColumns
{
    private const int FirstDimension = 4;

    /// <summary>The elements of a file of unsigned bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rank">The number of dimensions that there must be; the first one is that of the rows.</param>
    /// <exception cref="InvalidFileException">The file is not that, is packed, or is not as long as its dimensions say.</exception>
    public static RawColumns Of(string path, int rank)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using IdxReader reader = new(stream, path);
        (int[] dimensions, long start) = reader.ReadHeader(IdxElementType.UnsignedByte, rank);
        int size = SizeOf(dimensions, path);
        long needed = start + ((long)dimensions[0] * size);
        return stream.Length == needed
            ? RawColumns.Bytes(path, size) with { HeaderBytes = start }
            : throw new InvalidFileException(
                path, Math.Min(stream.Length, needed), $"the end after {Wording.Exact(stream.Length, "byte")}", $"{Wording.Number(needed)}, as the dimensions say");
    }

    private static int SizeOf(int[] dimensions, string path)
    {
        long size = 1;
        foreach (int dimension in dimensions.AsSpan(1))
        {
            size *= dimension;
            if (size is 0 or > int.MaxValue)
            {
                throw new InvalidFileException(
                    path, FirstDimension + sizeof(int), string.Join(" x ", dimensions), $"rows of 1 to {int.MaxValue} elements");
            }
        }

        return (int)size;
    }
}
