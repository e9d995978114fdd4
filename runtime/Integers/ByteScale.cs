using System.Globalization;

namespace Unrolled;

/// <summary>What bytes stand for: a number is <see cref="Scale"/> times (q - <see cref="ZeroPoint"/>).</summary>
/// <param name="Scale">The step from one byte to the next, positive and finite.</param>
/// <param name="ZeroPoint">The byte that stands for 0.</param>
public readonly record struct ByteScale(float Scale, byte ZeroPoint)
{
    // A unit that is never on has no range; its scale only has to be a number that can be divided by.
    private const float LeastScale = 1e-30f;

    /// <summary>Bytes as they are kept in a <see cref="Dataset"/>: 255 stands for 1.</summary>
    public static ByteScale Pixels => new(ByteScaling.Scale, 0);

    /// <summary>The scale whose 256 numbers reach from one number to another, and have 0 among them.</summary>
    /// <param name="least">The least number.</param>
    /// <param name="greatest">The greatest, larger than the least unless both are 0.</param>
    internal static ByteScale Over(double least, double greatest)
    {
        (least, greatest) = (Math.Min(least, 0), Math.Max(greatest, 0));
        float scale = Math.Max((float)((greatest - least) / byte.MaxValue), LeastScale);
        return new ByteScale(scale, (byte)Math.Clamp(Math.Round(-least / scale), 0, byte.MaxValue));
    }

    /// <summary>The byte nearest to a number.</summary>
    internal byte Quantize(double number) => (byte)Math.Clamp(Math.Round(number / Scale) + ZeroPoint, 0, byte.MaxValue);

    /// <summary>The number that a byte stands for.</summary>
    internal float Number(int quantized) => Scale * (quantized - ZeroPoint);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Scale} (q - {ZeroPoint})");
}
