using System.Runtime.InteropServices;
using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using Playground.Digits;

namespace Playground.Interop;

/// <summary>What the page asks of the part about digits. A failure is an exception there too, with its message.</summary>
[SupportedOSPlatform("browser")]
internal static partial class DigitsPart
{
    private static readonly Classroom s_classroom = new();
    private static byte[] s_image = new byte[Strokes.Side * Strokes.Side];

    /// <summary>Reads what was drawn: x and y of each point from 0 to 1, and NaN between two strokes.</summary>
    /// <returns>A probability for each digit, then what each hidden unit says.</returns>
    [JSExport]
    internal static double[] Read(double[] points)
    {
        s_image = Strokes.Draw(points);
        return ReadAgain();
    }

    /// <summary>The same for the last drawing.</summary>
    [JSExport]
    internal static double[] ReadAgain()
    {
        Reading reading = new(s_classroom.Network, s_image);
        ShowDigit(s_image.AsSpan(), reading.Sights.AsSpan());
        double[] figures = new double[reading.Probabilities.Length + reading.Units.Length];
        for (int i = 0; i < figures.Length; i++)
        {
            figures[i] = i < reading.Probabilities.Length ? reading.Probabilities[i] : reading.Units[i - reading.Probabilities.Length];
        }

        return figures;
    }

    /// <summary>Says which digit the last drawing is.</summary>
    /// <returns>Whether the network reads it so now.</returns>
    [JSExport]
    internal static bool Teach(int label) => s_classroom.Teach(s_image, label);

    /// <summary>How many drawings were taught.</summary>
    [JSExport]
    internal static int TaughtCount() => s_classroom.TaughtCount;

    [JSExport]
    internal static void BeginAnew(int seed) => s_classroom.BeginAnew(seed);

    /// <summary>Trains for some time.</summary>
    /// <returns>How many digits it has practised on, and the part of others that it has right.</returns>
    [JSExport]
    internal static double[] Practise(double milliseconds)
    {
        s_classroom.Practise(milliseconds);
        return [s_classroom.Practised, s_classroom.Measure()];
    }

    [JSExport]
    internal static void Restore() => s_classroom.Restore();

    /// <summary>The parameters in canonical order, as bytes.</summary>
    [JSExport]
    internal static byte[] Parameters()
    {
        float[] parameters = new float[DigitNetwork.ParameterCount];
        s_classroom.Network.GetParameters(parameters);
        return MemoryMarshal.AsBytes(parameters.AsSpan()).ToArray();
    }

    /// <summary>Replaces the parameters.</summary>
    [JSExport]
    internal static void SetParameters(byte[] parameters) => s_classroom.Network.SetParameters(MemoryMarshal.Cast<byte, float>(parameters));

    [JSImport("showDigit", "page")]
    private static partial void ShowDigit([JSMarshalAs<JSType.MemoryView>] Span<byte> image, [JSMarshalAs<JSType.MemoryView>] Span<byte> sights);
}
