using Unrolled;

namespace Playground.Digits;

/// <summary>What a network makes of an image.</summary>
internal sealed class Reading
{
    private const int Hidden = 30;

    private readonly float[] _units = new float[Hidden];
    private readonly float[] _probabilities = new float[DigitNetwork.OutputSize];

    public Reading(DigitNetwork network, byte[] image)
    {
        float[] input = Inputs(image);
        network.Activations(input, 0, _units);
        network.Forward(input, _probabilities);
        Sights = See(network.Weights(0), input);
    }

    /// <summary>A probability for each digit.</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities;

    /// <summary>What each hidden unit says.</summary>
    public ReadOnlySpan<float> Units => _units;

    /// <summary>
    /// For each hidden unit an image of its weights, pale where there is no ink: 128 for 0, above where ink speaks for the unit's feature,
    /// below where against it.
    /// </summary>
    public byte[] Sights { get; }

    /// <summary>The pixels as the network takes them, from 0 to 1.</summary>
    public static float[] Inputs(byte[] image) => Array.ConvertAll(image, pixel => pixel / 255f);

    private static byte[] See(float[] weights, float[] input)
    {
        const float pale = 0.25f;
        const float contrast = 2.5f;
        byte[] sights = new byte[weights.Length];
        for (int unit = 0; unit < Hidden; unit++)
        {
            Span<float> own = weights.AsSpan(unit * input.Length, input.Length);
            float largest = 1e-6f;
            foreach (float weight in own)
            {
                largest = Math.Max(largest, Math.Abs(weight));
            }

            for (int i = 0; i < own.Length; i++)
            {
                float seen = contrast * own[i] / largest * (pale + ((1 - pale) * input[i]));
                sights[(unit * own.Length) + i] = (byte)(128 + (127 * Math.Clamp(seen, -1, 1)));
            }
        }

        return sights;
    }
}
