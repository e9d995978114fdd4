using System.Security.Cryptography;

namespace Unrolled.Tests.Data;

public class SyntheticDigitsTests
{
    private static readonly Dataset s_digits = SyntheticDigits.Create(2000, seed: 1);

    [Fact]
    public void Has_the_format_of_Mnist()
    {
        Assert.Equal((2000, 784, 10), (s_digits.Count, s_digits.InputSize, s_digits.TargetSize));
        Assert.Equal((true, true), (s_digits.HasLabels, s_digits.HasBytes));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => SyntheticDigits.Create(0, seed: 1));
    }

    [Fact]
    public void Gives_the_same_bytes_everywhere()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int row = 0; row < s_digits.Count; row++)
        {
            hash.AppendData([(byte)s_digits.Label(row)]);
            hash.AppendData(s_digits.Bytes(row));
        }

        Assert.Equal("4743d1443a30f572f9eed16fb623361306a7c87b2306106639605005fbc2b6d6", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void Begins_with_the_same_samples_whatever_the_count()
    {
        Dataset few = SyntheticDigits.Create(50, seed: 1);
        for (int row = 0; row < few.Count; row++)
        {
            Assert.Equal(s_digits.Label(row), few.Label(row));
            Assert.True(s_digits.Bytes(row).SequenceEqual(few.Bytes(row)));
        }
    }

    [Fact]
    public void Never_draws_a_digit_twice()
    {
        Dataset others = SyntheticDigits.Create(2000, seed: 2);
        HashSet<string> seen = [];
        for (int row = 0; row < 2000; row++)
        {
            Assert.True(seen.Add(Convert.ToHexString(s_digits.Bytes(row))));
            Assert.True(seen.Add(Convert.ToHexString(others.Bytes(row))));
        }
    }

    [Fact]
    public void Draws_all_digits_about_equally_often()
    {
        int[] counts = new int[10];
        for (int row = 0; row < s_digits.Count; row++)
        {
            counts[s_digits.Label(row)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 140, 260));
    }

    [Fact]
    public void Draws_dark_smooth_strokes_on_an_empty_ground()
    {
        for (int row = 0; row < s_digits.Count; row++)
        {
            ReadOnlySpan<byte> pixels = s_digits.Bytes(row);
            int ink = 784 - pixels.Count((byte)0);
            Assert.InRange(ink, 25, 450);
            Assert.InRange(pixels.ToArray().Max(), 200, 255);
            Assert.True(ink > pixels.Count((byte)255), "An edge has shades.");
        }
    }

    [Fact]
    public void Can_be_told_apart_even_by_the_nearest_mean_image()
    {
        double[][] means = [.. Enumerable.Range(0, 10).Select(MeanImage)];
        Dataset test = SyntheticDigits.Create(1000, seed: 2);
        int right = 0;
        for (int row = 0; row < test.Count; row++)
        {
            byte[] pixels = test.Bytes(row).ToArray();
            double[] distances = [.. means.Select(mean => mean.Zip(pixels, (m, p) => (m - p) * (m - p)).Sum())];
            right += Array.IndexOf(distances, distances.Min()) == test.Label(row) ? 1 : 0;
        }

        Assert.InRange(right / (double)test.Count, 0.5, 0.9);
    }

    private static double[] MeanImage(int digit)
    {
        double[] mean = new double[784];
        int[] rows = [.. Enumerable.Range(0, s_digits.Count).Where(row => s_digits.Label(row) == digit)];
        foreach (int row in rows)
        {
            ReadOnlySpan<byte> pixels = s_digits.Bytes(row);
            for (int i = 0; i < pixels.Length; i++)
            {
                mean[i] += pixels[i] / (double)rows.Length;
            }
        }

        return mean;
    }
}
