using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>The weights and biases of a layer as integers, in canonical order, and what they stand for.</summary>
/// <param name="Inputs">The fan-in.</param>
/// <param name="Units">The number of units.</param>
/// <param name="Weights">[units, inputs]: a weight is its integer times the unit's scale.</param>
/// <param name="Scales">A scale for each unit.</param>
/// <param name="Biases">A bias for each unit, in steps of the scale of the layer's inputs times the unit's.</param>
internal sealed record Int8Weights(int Inputs, int Units, sbyte[] Weights, float[] Scales, int[] Biases)
{
    // A quarter of what 32 bits hold, so that the sums beside it have room.
    private const double GreatestBias = 1 << 29;

    /// <summary>The weights of a unit.</summary>
    public ReadOnlySpan<sbyte> Row(int unit) => Weights.AsSpan(unit * Inputs, Inputs);

    /// <summary>The weights as a file has them.</summary>
    public byte[] WeightBytes() => MemoryMarshal.AsBytes<sbyte>(Weights).ToArray();

    /// <summary>The biases as a file has them: little-endian.</summary>
    public byte[] BiasBytes()
    {
        byte[] bytes = new byte[Units * sizeof(int)];
        for (int unit = 0; unit < Units; unit++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(unit * sizeof(int)), Biases[unit]);
        }

        return bytes;
    }

    /// <summary>Rounds the parameters of a layer.</summary>
    /// <param name="layer">The number of the layer, from 1 on, for messages.</param>
    /// <param name="inputs">The fan-in.</param>
    /// <param name="weights">[units, inputs]</param>
    /// <param name="biases">[units]</param>
    /// <param name="scale">What the layer's inputs stand for.</param>
    /// <exception cref="ArgumentException">A parameter is not finite.</exception>
    public static Int8Weights Round(int layer, int inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, ByteScale scale)
    {
        int units = biases.Length;
        Int8Weights rounded = new(inputs, units, new sbyte[weights.Length], new float[units], new int[units]);
        for (int unit = 0; unit < units; unit++)
        {
            ReadOnlySpan<float> row = weights.Slice(unit * inputs, inputs);
            double step = Math.Max(WeightScale.Of(row), Math.Abs((double)biases[unit]) / (scale.Scale * GreatestBias));
            if (!double.IsFinite(step))
            {
                throw new ArgumentException(
                    $"Layer {Wording.Number(layer)}: a parameter of unit {Wording.Number(unit)} is infinite or not a number; finite ones are needed.");
            }

            rounded.Scales[unit] = step > 0 ? (float)step : 1;
            for (int input = 0; input < inputs; input++)
            {
                rounded.Weights[(unit * inputs) + input] = WeightScale.Round(row[input], rounded.Scales[unit]);
            }

            rounded.Biases[unit] = (int)Math.Round(biases[unit] / ((double)scale.Scale * rounded.Scales[unit]));
        }

        return rounded;
    }
}
