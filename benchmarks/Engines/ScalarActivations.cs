namespace Unrolled.Benchmarks.Engines;

/// <summary>Activations and their derivatives, one number at a time.</summary>
internal static class ScalarActivations
{
    /// <summary>Turns rows of pre-activations into activations.</summary>
    public static void Apply(Activation activation, Span<float> rows, int width)
    {
        switch (activation)
        {
            case Activation.Sigmoid:
                foreach (ref float z in rows)
                {
                    z = 1f / (1f + MathF.Exp(-z));
                }

                break;

            case Activation.ReLU:
                foreach (ref float z in rows)
                {
                    z = MathF.Max(z, 0f);
                }

                break;

            case Activation.Softmax:
                for (; rows.Length > 0; rows = rows[width..])
                {
                    Softmax(rows[..width]);
                }

                break;

            default:
                throw new NotSupportedException($"{activation} has no dynamic engine here.");
        }
    }

    /// <summary>Multiplies deltas by f'(z), which for these functions f(z) tells.</summary>
    public static void MultiplyByDerivative(Activation activation, ReadOnlySpan<float> activations, Span<float> deltas)
    {
        for (int i = 0; i < deltas.Length; i++)
        {
            float a = activations[i];
            deltas[i] *= activation == Activation.ReLU ? (a > 0f ? 1f : 0f) : a * (1f - a);
        }
    }

    private static void Softmax(Span<float> row)
    {
        float max = float.NegativeInfinity;
        foreach (float z in row)
        {
            max = MathF.Max(max, z);
        }

        float sum = 0f;
        foreach (ref float z in row)
        {
            z = MathF.Exp(z - max);
            sum += z;
        }

        foreach (ref float z in row)
        {
            z /= sum;
        }
    }
}
