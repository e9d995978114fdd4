using System.Numerics;
using Unrolled.Internal;

namespace Unrolled.Integers.Tests;

/// <summary>What an integer network is to compute, in 64 bits and more, one number after the other.</summary>
internal static class ReferenceInt8
{
    /// <summary>The pre-activations of the last layer.</summary>
    public static float[] Infer(Int8Network network, ReadOnlySpan<byte> input)
    {
        long[] activations = [.. input.ToArray().Select(q => (long)q)];
        foreach (Int8Layer layer in network.IntegerLayers)
        {
            Int8Weights weights = layer.Weights;
            long[] sums = new long[weights.Units];
            for (int unit = 0; unit < weights.Units; unit++)
            {
                sums[unit] = weights.Biases[unit];
                for (int i = 0; i < weights.Inputs; i++)
                {
                    sums[unit] += weights.Weights[(unit * weights.Inputs) + i] * (activations[i] - layer.Inputs.ZeroPoint);
                }
            }

            if (layer.Activation is not { } activation)
            {
                return [.. sums.Select((sum, unit) => sum * (layer.Inputs.Scale * weights.Scales[unit]))];
            }

            activations = [.. sums.Select((sum, unit) => Requantize(sum, weights, unit, layer.Inputs, activation))];
        }

        throw new InvalidOperationException("The last layer has no bytes.");
    }

    /// <summary>The bytes of a sample of floats.</summary>
    public static byte[] Round(ByteScale scale, IEnumerable<float> numbers) =>
        [.. numbers.Select(x => (byte)Math.Round(Math.Clamp(x * (1 / scale.Scale), -scale.ZeroPoint, 255 - scale.ZeroPoint) + scale.ZeroPoint, MidpointRounding.ToEven))];

    private static long Requantize(long sum, Int8Weights weights, int unit, ByteScale inputs, Int8Activation activation)
    {
        double[] ratios = [.. weights.Scales.Select(scale => (double)inputs.Scale * scale / activation.Sums.Scale)];
        int shift = 32;
        while (shift < 62 && ratios.Max() * Math.Pow(2, shift + 1) < int.MaxValue)
        {
            shift++;
        }

        BigInteger multiplier = new(Math.Min(Math.Round(ratios[unit] * Math.Pow(2, shift)), int.MaxValue));
        BigInteger rounded = ((sum * multiplier) + (BigInteger.One << (shift - 1))) >> shift;
        int q = (int)BigInteger.Min(BigInteger.Max(rounded + activation.Sums.ZeroPoint, activation.Least), 255);
        return activation.Table.Length == 0 ? q : activation.Table[q];
    }
}
