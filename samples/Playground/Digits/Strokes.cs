using System.Numerics;
using Unrolled;

namespace Playground.Digits;

/// <summary>What a hand has drawn, as an image like those of MNIST: fitted into 20 x 20 pixels, its centre of mass in the middle of 28 x 28.</summary>
/// <remarks>LeCun, Cortes and Burges, <i>The MNIST Database of Handwritten Digits</i>, has images that were made so.</remarks>
internal static class Strokes
{
    public const int Side = Mnist.Side;

    private const float PenRadius = 1.3f;
    private const float Box = 20 - (2 * PenRadius);

    // A dot stays one.
    private const float MostEnlarged = 10 * Side;

    /// <summary>Draws the strokes, each a line through its points.</summary>
    /// <param name="points">
    /// x and y of each point on the pad, from 0 to 1, y downwards; before each further stroke a pair of NaN.
    /// </param>
    /// <returns>28 x 28 bytes, 255 for ink.</returns>
    public static byte[] Draw(ReadOnlySpan<double> points)
    {
        byte[] image = new byte[Side * Side];
        Vector2[] path = new Vector2[points.Length / 2];
        Vector2 low = new(float.MaxValue);
        Vector2 high = new(float.MinValue);
        for (int i = 0; i < path.Length; i++)
        {
            path[i] = new Vector2((float)points[2 * i], (float)points[(2 * i) + 1]);
            if (!float.IsNaN(path[i].X))
            {
                low = Vector2.Min(low, path[i]);
                high = Vector2.Max(high, path[i]);
            }
        }

        Vector2 size = high - low;
        float scale = Math.Min(MostEnlarged, Box / Math.Max(Math.Max(size.X, size.Y), 1e-6f));
        Vector2 offset = new Vector2(Side / 2f) - ((low + high) / 2 * scale);
        Draw(path, scale, offset, image);
        offset += new Vector2(Side / 2f) - CentreOfMass(image);
        Draw(path, scale, offset, image);
        return image;
    }

    private static void Draw(Vector2[] path, float scale, Vector2 offset, byte[] image)
    {
        image.AsSpan().Clear();
        DigitCanvas canvas = new(image, Side, PenRadius);
        for (int i = 0; i < path.Length; i++)
        {
            if (!float.IsNaN(path[i].X))
            {
                Vector2 from = i > 0 && !float.IsNaN(path[i - 1].X) ? path[i - 1] : path[i];
                canvas.DrawLine((from * scale) + offset, (path[i] * scale) + offset);
            }
        }
    }

    private static Vector2 CentreOfMass(byte[] image)
    {
        Vector2 sum = Vector2.Zero;
        float mass = 0;
        for (int i = 0; i < image.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Side);
            sum += image[i] * new Vector2(x + 0.5f, y + 0.5f);
            mass += image[i];
        }

        return mass > 0 ? sum / mass : new Vector2(Side / 2f);
    }
}
