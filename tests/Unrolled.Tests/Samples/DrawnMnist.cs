namespace Unrolled.Tests;

/// <summary>Drawn digits in the four files of MNIST.</summary>
internal static class DrawnMnist
{
    public static void Write(string folder, int trainingCount, int testCount)
    {
        Write(folder, "train", SyntheticDigits.Create(trainingCount, seed: 1));
        Write(folder, "t10k", SyntheticDigits.Create(testCount, seed: 2));
    }

    private static void Write(string folder, string part, Dataset data)
    {
        using FileStream images = File.Create(Path.Combine(folder, $"{part}-images-idx3-ubyte"));
        using FileStream labels = File.Create(Path.Combine(folder, $"{part}-labels-idx1-ubyte"));
        byte high = (byte)(data.Count >> 8);
        byte low = (byte)data.Count;
        images.Write([0, 0, 8, 3, 0, 0, high, low, 0, 0, 0, 28, 0, 0, 0, 28]);
        labels.Write([0, 0, 8, 1, 0, 0, high, low]);
        for (int row = 0; row < data.Count; row++)
        {
            images.Write(data.Bytes(row));
            labels.WriteByte((byte)data.Label(row));
        }
    }
}
