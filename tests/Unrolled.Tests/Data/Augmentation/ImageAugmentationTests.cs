using System.Numerics;
using Unrolled.Numerics;

namespace Unrolled.Tests.Data;

public class ImageAugmentationTests
{
    private static readonly ImageAugmentation s_everything = new(28, 28)
    {
        Shift = 2,
        Rotation = 15,
        Scale = 0.1f,
        Shear = 0.1f,
        Elastic = new ElasticDistortion(),
    };

    [Theory]
    [InlineData(28, 28, 10, 0, 1, 1, 1.5, -0.25)]
    [InlineData(28, 28, -170, 0.3, 0.8, 1.3, 0, 0)]
    [InlineData(28, 28, 0, 0, 1, 1, 2, -3)]
    [InlineData(28, 28, 0, 0, 1, 1, 40, 0)]
    [InlineData(5, 9, 33, -0.2, 1.1, 0.9, 0.5, 1)]
    [InlineData(17, 3, 90, 0, 1, 1, 0, 0)]
    [InlineData(1, 1, 45, 0, 1, 1, 0.25, 0.25)]
    public void Warps_as_the_definition_says(
        int width, int height, double degrees, double shear, double scaleX, double scaleY, double shiftX, double shiftY)
    {
        float[] image = Image(width * height);
        double[] expected = ReferenceWarp.Warp(image, width, degrees, shear, (scaleX, scaleY), (shiftX, shiftY), null, null);
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        PlaneMap map = PlaneMap.Of((float)sin, (float)cos, (float)shear, new Vector2((float)scaleX, (float)scaleY));
        Xoshiro256 random = new(1);

        new ImageAugmentation(width, height).Warp(image, map, new Vector2((float)shiftX, (float)shiftY), ref random);

        Assert.All(image, (value, i) => Assert.Equal(expected[i], value, 2e-5));
    }

    [Theory]
    [InlineData(28, 28, 34, 4)]
    [InlineData(13, 7, 8, 1.3)]
    [InlineData(6, 20, 20, 0.4)]
    [InlineData(3, 2, 5, 9)]
    public void Distorts_as_the_definition_says(int width, int height, float alpha, float sigma)
    {
        float[] image = Image(width * height);
        Xoshiro256 random = new(7);
        Xoshiro256 same = random;
        double[] dx = new double[image.Length];
        double[] dy = new double[image.Length];
        for (int i = 0; i < image.Length; i++)
        {
            ulong bits = same.NextUInt64();
            dx[i] = alpha * (int)(uint)bits / 2147483648.0;
            dy[i] = alpha * (int)(uint)(bits >> 32) / 2147483648.0;
        }

        dx = ReferenceWarp.Smooth(dx, width, sigma);
        dy = ReferenceWarp.Smooth(dy, width, sigma);
        double[] expected = ReferenceWarp.Warp(image, width, degrees: 12, shear: 0, scale: (1, 1), shift: (1, 0), dx, dy);
        (double sin, double cos) = Math.SinCos(12 * Math.PI / 180);
        PlaneMap map = PlaneMap.Of((float)sin, (float)cos, shear: 0, Vector2.One);

        new ImageAugmentation(width, height) { Elastic = new ElasticDistortion(alpha, sigma) }.Warp(image, map, Vector2.UnitX, ref random);

        Assert.All(image, (value, i) => Assert.Equal(expected[i], value, 1e-4));
    }

    [Fact]
    public void Displacements_spread_as_documented()
    {
        // In the middle of a large image, where no edge is near.
        const int side = 101;
        var elastic = new ElasticDistortion(alpha: 34, sigma: 4);
        float[] x = new float[elastic.FieldLength(side, side)];
        float[] y = new float[x.Length];
        float[] scratch = new float[elastic.ScratchLength(side, side)];
        Xoshiro256 random = new(3);
        double sum = 0, products = 0;
        for (int i = 0; i < 400; i++)
        {
            elastic.Draw(ref random, side, side, x, y, scratch);
            int middle = (side / 2 * elastic.Pitch(side)) + (side / 2);
            sum += (x[middle] * x[middle]) + (y[middle] * y[middle]);
            products += x[middle] * y[middle];
        }

        double expected = 34 / (2 * Math.Sqrt(3 * Math.PI) * 4);
        Assert.Equal(expected, Math.Sqrt(sum / 800), 0.1);
        Assert.Equal(0, products / 400, 0.35);
    }

    [Fact]
    public void Draws_evenly_between_minus_and_plus_the_limits()
    {
        // A blob above the centre: its centroid tells shift and angle.
        var shifted = new ImageAugmentation(28, 28) { Shift = 3 };
        var turned = new ImageAugmentation(28, 28) { Rotation = 20 };
        List<double> xs = [], ys = [], angles = [];
        for (ulong seed = 0; seed < 1000; seed++)
        {
            (double x, double y) = Centroid(shifted, seed);
            xs.Add(x - 13.5);
            ys.Add(y - 7.5);
            (x, y) = Centroid(turned, seed);
            angles.Add(Math.Atan2(x - 13.5, 13.5 - y) * 180 / Math.PI);
        }

        AssertEven(xs, 3);
        AssertEven(ys, 3);
        AssertEven(angles, 20);

        // Each by itself.
        Assert.Equal(0, xs.Zip(ys, (x, y) => x * y).Average(), 0.5);

        static void AssertEven(List<double> values, double limit)
        {
            Assert.InRange(values.Max(), 0.97 * limit, 1.01 * limit);
            Assert.InRange(values.Min(), -1.01 * limit, -0.97 * limit);
            Assert.Equal(0, values.Average(), 0.06 * limit);
            Assert.Equal(limit / Math.Sqrt(3), Math.Sqrt(values.Average(value => value * value)), 0.04 * limit);
        }
    }

    [Fact]
    public void Scales_both_ways_and_each_axis_by_itself()
    {
        var scaled = new ImageAugmentation(28, 28) { Scale = 0.2f };
        List<double> ratios = [];
        for (ulong seed = 0; seed < 300; seed++)
        {
            float[] image = Square();
            scaled.Apply(image, seed);
            ratios.Add(image.Sum() / 64);
        }

        // (1 + s)(1 + t) with both in [-0.2, 0.2).
        Assert.InRange(ratios.Max(), 1.3, 1.45);
        Assert.InRange(ratios.Min(), 0.63, 0.72);
    }

    [Fact]
    public void Without_settings_it_changes_not_a_bit()
    {
        float[] image = [float.NaN, -0f, float.PositiveInfinity, 0.1f, .. Image(24 * 28 + 108)];
        float[] before = [.. image];

        new ImageAugmentation(28, 28).Apply(image, seed: 1);
        new ImageAugmentation(28, 28) { Elastic = new ElasticDistortion(alpha: 0) }.Apply(image, seed: 2);

        Assert.Equal(before.Select(BitConverter.SingleToUInt32Bits), image.Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void An_identical_map_gives_back_the_pixels()
    {
        float[] image = Image(28 * 28);
        float[] before = [.. image];
        Xoshiro256 random = new(1);

        new ImageAugmentation(28, 28).Warp(image, new PlaneMap(Vector2.UnitX, Vector2.UnitY), Vector2.Zero, ref random);

        Assert.Equal(before, image);
    }

    [Fact]
    public void All_64_bits_of_the_seed_decide_and_nothing_else()
    {
        float[] Change(ulong seed)
        {
            float[] image = Image(28 * 28);
            s_everything.Apply(image, seed);
            return image;
        }

        float[] first = Change(1);
        Change(2);

        Assert.Equal(first, Change(1));
        Assert.NotEqual(first, Change(2));
        Assert.NotEqual(first, Change(1 | (1ul << 63)));
    }

    [Fact]
    public void Pixels_stay_between_the_least_and_the_greatest()
    {
        for (ulong seed = 0; seed < 2000; seed++)
        {
            // Flat, where nothing but rounding could leave the range, and noise between 0 and 1 exactly.
            float[] flat = [.. Enumerable.Repeat(0.7f, 28 * 28)];
            float[] noise = [.. Image(28 * 28).Select(pixel => pixel < 0.3f ? 0f : pixel > 0.7f ? 1f : pixel)];
            s_everything.Apply(flat, seed);
            s_everything.Apply(noise, seed);
            Assert.InRange(flat.Min(), 0, 0.7f);
            Assert.InRange(flat.Max(), 0, 0.7f);
            Assert.InRange(noise.Min(), 0, 1);
            Assert.InRange(noise.Max(), 0, 1);
        }
    }

    [Fact]
    public void Extreme_settings_still_give_pixels()
    {
        ImageAugmentation[] extremes =
        [
            new(28, 28) { Shift = float.MaxValue },
            new(28, 28) { Rotation = float.MaxValue },
            new(28, 28) { Scale = MathF.BitDecrement(1) },
            new(28, 28) { Shear = float.MaxValue },
            new(28, 28) { Elastic = new ElasticDistortion(alpha: float.MaxValue) },
            new(28, 28) { Shear = 1e30f, Shift = 1e38f, Elastic = new ElasticDistortion(alpha: 1e38f) },
        ];
        foreach (ImageAugmentation extreme in extremes)
        {
            for (ulong seed = 0; seed < 20; seed++)
            {
                float[] image = Image(28 * 28);
                extreme.Apply(image, seed);
                Assert.All(image, pixel => Assert.InRange(pixel, 0, 1));
            }
        }
    }

    [Fact]
    public void Many_threads_may_use_it_at_once()
    {
        float[][] expected = [.. Enumerable.Range(0, 64).Select(Change)];
        float[][] actual = new float[expected.Length][];

        Parallel.For(0, actual.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => actual[i] = Change(i));

        Assert.Equal(expected, actual);

        static float[] Change(int seed)
        {
            float[] image = Image(28 * 28);
            s_everything.Apply(image, (ulong)seed);
            return image;
        }
    }

    [Fact]
    public void Allocates_nothing_after_the_first_call()
    {
        float[] image = Image(28 * 28);
        Assert.Equal(0, Allocation.Of(() => s_everything.Apply(image, 2)));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("width", () => new ImageAugmentation(0, 28));
        Assert.Throws<ArgumentOutOfRangeException>("height", () => new ImageAugmentation(28, -1));
        Assert.Throws<ArgumentOutOfRangeException>("Shift", () => new ImageAugmentation(28, 28) { Shift = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Rotation", () => new ImageAugmentation(28, 28) { Rotation = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("Scale", () => new ImageAugmentation(28, 28) { Scale = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("Shear", () => new ImageAugmentation(28, 28) { Shear = float.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => new ElasticDistortion(alpha: -1));
        Assert.Throws<ArgumentOutOfRangeException>("sigma", () => new ElasticDistortion(sigma: 0));
        Assert.Throws<ArgumentOutOfRangeException>("sigma", () => new ElasticDistortion(sigma: 101));
    }

    [Fact]
    public void An_image_of_another_size_is_refused_and_unchanged()
    {
        float[] image = Image(27 * 28);
        float[] before = [.. image];

        ArgumentException exception = Assert.Throws<ArgumentException>("input", () => s_everything.Apply(image, 1));

        Assert.Contains("input has 756 elements, but 784 are needed.", exception.Message);
        Assert.Equal(before, image);
    }

    private static (double X, double Y) Centroid(ImageAugmentation augmentation, ulong seed)
    {
        float[] image = new float[28 * 28];
        image[(7 * 28) + 13] = image[(7 * 28) + 14] = image[(8 * 28) + 13] = image[(8 * 28) + 14] = 1;
        augmentation.Apply(image, seed);
        double mass = image.Sum();
        return (image.Select((value, i) => value * (i % 28)).Sum() / mass, image.Select((value, i) => value * (i / 28)).Sum() / mass);
    }

    private static float[] Square()
    {
        float[] image = new float[28 * 28];
        for (int row = 10; row < 18; row++)
        {
            image.AsSpan((row * 28) + 10, 8).Fill(1);
        }

        return image;
    }

    /// <summary>Noise, so that every pixel matters.</summary>
    private static float[] Image(int length)
    {
        Xoshiro256 random = new(length);
        float[] image = new float[length];
        foreach (ref float pixel in image.AsSpan())
        {
            pixel = random.NextSingle();
        }

        return image;
    }
}
