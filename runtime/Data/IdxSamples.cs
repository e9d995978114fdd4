namespace Unrolled;

/// <summary>Pairs the images of one IDX file with the labels of another.</summary>
internal static class IdxSamples
{
    /// <summary>Where images give their number of rows.</summary>
    public const int SizePosition = 8;

    private const int CountPosition = 4;
    private const int LabelsPosition = 8;

    /// <param name="imagesPath">The images: number, rows and columns.</param>
    /// <param name="labelsPath">The class of each image.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="imagesSha256">The SHA-256 that the images must have, or null for any.</param>
    /// <param name="labelsSha256">The SHA-256 that the labels must have, or null for any.</param>
    public static Dataset Read(
        string imagesPath, string labelsPath, int classCount, string? imagesSha256 = null, string? labelsSha256 = null)
    {
        Require.AtLeastOne(classCount, nameof(classCount));
        IdxFile images = IdxFile.Read(imagesPath, IdxElementType.UnsignedByte, rank: 3, imagesSha256);
        IdxFile labels = IdxFile.Read(labelsPath, IdxElementType.UnsignedByte, rank: 1, labelsSha256);
        int count = images.Dimensions[0];
        int pixels = PixelsOf(images, imagesPath);
        if (labels.Dimensions[0] != count)
        {
            throw new InvalidFileException(
                labelsPath,
                CountPosition,
                $"{labels.Dimensions[0]}",
                $"{Wording.Exact(count, "label")}, one for each image of {imagesPath}");
        }

        int wrong = labels.Elements<byte>().IndexOfAnyExceptInRange((byte)0, (byte)Math.Min(classCount - 1, byte.MaxValue));
        if (wrong >= 0)
        {
            throw new InvalidFileException(
                labelsPath, LabelsPosition + wrong, $"{labels.Elements<byte>()[wrong]}", $"a label from 0 to {classCount - 1}");
        }

        return Dataset.FromBytes(images.GetBytes(), pixels, labels.GetBytes(), classCount);
    }

    private static int PixelsOf(IdxFile images, string path)
    {
        long pixels = (long)images.Dimensions[1] * images.Dimensions[2];
        return pixels is > 0 and <= int.MaxValue
            ? (int)pixels
            : throw new InvalidFileException(
                path, SizePosition, $"{images.Dimensions[1]} x {images.Dimensions[2]}", "images with pixels");
    }
}
