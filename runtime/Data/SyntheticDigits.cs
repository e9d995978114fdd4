using System.Numerics;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Digits of 28 x 28 pixels in the format of MNIST, drawn rather than collected, for when MNIST is not to be had.</summary>
/// <remarks>
/// Each digit is drawn in one of the ways that people write it, with a pen of random width, and randomly distorted, scaled, sheared,
/// rotated and shifted. A seed gives the same bytes on every machine. What a network scores here says nothing about its score on MNIST.
/// </remarks>
public static class SyntheticDigits
{
    private const int StepsPerCurve = 6;

    /// <summary>Draws digits, each of the ten equally likely.</summary>
    /// <param name="count">The number of samples. A greater number with the same seed begins with the same samples.</param>
    /// <param name="seed">Chooses the samples; use different seeds for training and test.</param>
    /// <exception cref="ArgumentException"><paramref name="count"/> is less than 1.</exception>
    public static Dataset Create(int count, int seed)
    {
        const int Pixels = Mnist.Side * Mnist.Side;
        Require.AtLeastOne(count, nameof(count));
        byte[] images = new byte[checked(count * Pixels)];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            Xoshiro256 random = new(seed, stream: i);
            labels[i] = (byte)random.Next(Mnist.ClassCount);
            Draw(labels[i], ref random, images.AsSpan(i * Pixels, Pixels));
        }

        return Dataset.FromBytes(images, Pixels, labels, Mnist.ClassCount);
    }

    private static void Draw(int digit, ref Xoshiro256 random, Span<byte> image)
    {
        Vector2[][][] variants = DigitTemplates.Of(digit);
        Vector2[][] strokes = variants[random.Next(variants.Length)];
        DigitWarp warp = new(ref random, stackalloc Vector2[DigitWarp.LatticeLength], Mnist.Side);
        DigitCanvas canvas = new(image, Mnist.Side, penRadius: random.NextSingle(0.7f, 1.7f));
        foreach (Vector2[] stroke in strokes)
        {
            DrawCurve(stroke, warp, canvas);
        }
    }

    /// <summary>Draws the Catmull-Rom spline through the points.</summary>
    private static void DrawCurve(Vector2[] points, DigitWarp warp, DigitCanvas canvas)
    {
        Vector2 from = warp.Apply(points[0]);
        for (int i = 0; i + 1 < points.Length; i++)
        {
            Vector2 p1 = points[i];
            Vector2 p2 = points[i + 1];
            Vector2 p0 = i > 0 ? points[i - 1] : p1;
            Vector2 p3 = i + 2 < points.Length ? points[i + 2] : p2;
            for (int step = 1; step <= StepsPerCurve; step++)
            {
                float t = (float)step / StepsPerCurve;
                Vector2 cubic = p1 * 3 - p0 - p2 * 3 + p3;
                Vector2 square = p0 * 2 - p1 * 5 + p2 * 4 - p3;
                Vector2 to = warp.Apply((((cubic * t + square) * t + (p2 - p0)) * t + p1 * 2) * 0.5f);
                canvas.DrawLine(from, to);
                from = to;
            }
        }
    }
}
