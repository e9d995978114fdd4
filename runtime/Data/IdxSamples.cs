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
    /// <param name="classes">The number of classes.</param>
    /// <param name="imagesSha256">The SHA-256 that the images must have, or null for any.</param>
    /// <param name="labelsSha256">The SHA-256 that the labels must have, or null for any.</param>
    public static Dataset Read(
        string imagesPath, string labelsPath, int classes, string? imagesSha256 = null, string? labelsSha256 = null)
    {
        Require.AtLeastOne(classes, nameof(classes));
        IdxFile images = IdxFile.Read(imagesPath, IdxElementType.UnsignedByte, rank: 3, imagesSha256);
        IdxFile labels = IdxFile.Read(labelsPath, IdxElementType.UnsignedByte, rank: 1, labelsSha256);
        int count = images.Dimensions[0];
        int pixels = PixelsOf(images, imagesPath);
        if (labels.Dimensions[0] != count)
        {
            throw IdxDefect.At(
                labelsPath,
                CountPosition,
                $"{Wording.Exact(count, "label")}, one for each image of {imagesPath}",
                $"{labels.Dimensions[0]}");
        }

        int wrong = labels.Elements<byte>().IndexOfAnyExceptInRange((byte)0, (byte)Math.Min(classes - 1, byte.MaxValue));
        if (wrong >= 0)
        {
            throw IdxDefect.At(
                labelsPath, LabelsPosition + wrong, $"a label from 0 to {classes - 1}", $"{labels.Elements<byte>()[wrong]}");
        }

        return Dataset.FromBytes(images.GetBytes(), pixels, labels.GetBytes(), classes);
    }

    private static int PixelsOf(IdxFile images, string path)
    {
        long pixels = (long)images.Dimensions[1] * images.Dimensions[2];
        return pixels is > 0 and <= int.MaxValue
            ? (int)pixels
            : throw IdxDefect.At(
                path, SizePosition, "images with pixels", $"{images.Dimensions[1]} x {images.Dimensions[2]}");
    }
}
