using System.Xml.Linq;
using Unrolled;
using static Samples.Html;

namespace MnistSample.Report;

/// <summary>Images of the size of a digit. What is 0 is transparent, so that they look right on light and on dark paper.</summary>
internal static class Picture
{
    private static readonly (byte Red, byte Green, byte Blue) s_ink = (0, 0, 0);
    private static readonly (byte Red, byte Green, byte Blue) s_positive = (31, 111, 214);
    private static readonly (byte Red, byte Green, byte Blue) s_negative = (217, 84, 21);

    /// <summary>A digit in black ink.</summary>
    public static XElement OfDigit(ReadOnlySpan<byte> pixels, string description)
    {
        byte[] rgba = new byte[4 * pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            Paint(rgba, i, s_ink, pixels[i] / 255.0);
        }

        return Image(rgba, description, "ink");
    }

    /// <summary>Weights on a diverging scale: the largest in absolute value is opaque.</summary>
    public static XElement OfWeights(ReadOnlySpan<float> weights, string description)
    {
        float largest = 0;
        foreach (float weight in weights)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        byte[] rgba = new byte[4 * weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            Paint(rgba, i, weights[i] < 0 ? s_negative : s_positive, largest == 0 ? 0 : Math.Abs(weights[i]) / largest);
        }

        return Image(rgba, description, "weights");
    }

    private static void Paint(byte[] rgba, int pixel, (byte Red, byte Green, byte Blue) color, double opacity)
    {
        byte alpha = (byte)Math.Round(255 * opacity);
        if (alpha > 0)
        {
            rgba[4 * pixel] = color.Red;
            rgba[4 * pixel + 1] = color.Green;
            rgba[4 * pixel + 2] = color.Blue;
            rgba[4 * pixel + 3] = alpha;
        }
    }

    private static XElement Image(byte[] rgba, string description, string kind) => Element(
        "img",
        Class(kind),
        Attribute("src", Png.DataUri(Mnist.Side, rgba)),
        Attribute("width", Mnist.Side),
        Attribute("height", Mnist.Side),
        Attribute("alt", description));
}
