using System.Numerics;

namespace Unrolled;

/// <summary>A square image of bytes to draw on with a round pen.</summary>
/// <param name="pixels">The pixels, row after row.</param>
/// <param name="side">The number of rows and of columns.</param>
/// <param name="penRadius">Half of the width of the strokes, in pixels.</param>
internal readonly ref struct DigitCanvas(Span<byte> pixels, int side, float penRadius)
{
    private readonly Span<byte> _pixels = pixels;

    /// <summary>Draws a straight line, its edge smoothed over one pixel.</summary>
    public void DrawLine(Vector2 from, Vector2 to)
    {
        float reach = penRadius + 0.5f;
        int left = Clip(Math.Min(from.X, to.X) - reach);
        int right = Clip(Math.Max(from.X, to.X) + reach);
        int top = Clip(Math.Min(from.Y, to.Y) - reach);
        int bottom = Clip(Math.Max(from.Y, to.Y) + reach);
        Vector2 line = to - from;
        float lengthSquared = Math.Max(line.X * line.X + line.Y * line.Y, 1e-12f);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                float dx = x + 0.5f - from.X;
                float dy = y + 0.5f - from.Y;
                float along = Math.Clamp((dx * line.X + dy * line.Y) / lengthSquared, 0, 1);
                dx -= along * line.X;
                dy -= along * line.Y;
                float ink = Math.Clamp(reach - MathF.Sqrt(dx * dx + dy * dy), 0, 1);
                ref byte pixel = ref _pixels[y * side + x];
                pixel = Math.Max(pixel, (byte)(ink * byte.MaxValue + 0.5f));
            }
        }
    }

    private int Clip(float coordinate) => Math.Clamp((int)coordinate, 0, side - 1);
}
