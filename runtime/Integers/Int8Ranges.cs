using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Whether the sums of a layer stay within their bits, whatever the inputs are.</summary>
internal static class Int8Ranges
{
    /// <summary>What a unit's sum starts at: its bias, less what the inputs' zero adds to the products.</summary>
    /// <exception cref="ArgumentException">The sum may leave 32 bits.</exception>
    public static int Start(int layer, Int8Weights weights, int unit, ByteScale inputs)
    {
        long positive = 0, negative = 0;
        foreach (sbyte weight in weights.Row(unit))
        {
            positive += Math.Max((int)weight, 0);
            negative += Math.Min((int)weight, 0);
        }

        long start = weights.Biases[unit] - (inputs.ZeroPoint * (positive + negative));
        long signed = start + (ByteKernel.Offset * (positive + negative));
        long greatest = Math.Max(start + (byte.MaxValue * positive), Math.Abs(start) + Math.Abs((long)weights.Biases[unit]));
        long least = start + (byte.MaxValue * negative);
        if (greatest > int.MaxValue || least < -int.MaxValue || Math.Abs(signed) > int.MaxValue)
        {
            throw new ArgumentException(
                $"Layer {Wording.Number(layer)}: the sum of unit {Wording.Number(unit)} may be from {Wording.Grouped(least)} to "
                + $"{Wording.Grouped(greatest)}; 32 bits hold at most {Wording.Grouped(int.MaxValue)}.");
        }

        return (int)signed;
    }

    /// <summary>Refuses weights whose products with bytes do not fit a 16-bit sum.</summary>
    /// <exception cref="ArgumentException">Those of some inputs do not.</exception>
    public static void RequireSums(int layer, int unit, ReadOnlySpan<sbyte> row)
    {
        for (int start = 0; start < row.Length; start += ByteKernel.Step)
        {
            for (int lane = 0; lane < 2; lane++)
            {
                int positive = 0, negative = 0;
                for (int i = 0; i < ByteKernel.InSum; i++)
                {
                    int input = start + ByteKernel.Input(lane, i);
                    int weight = input < row.Length ? row[input] : 0;
                    positive += Math.Max(weight, 0);
                    negative -= Math.Min(weight, 0);
                }

                if (Math.Max(positive, negative) > WeightScale.GreatestSum)
                {
                    string inputs = $"{Wording.Number(start)} to {Wording.Number(Math.Min(start + ByteKernel.Step, row.Length) - 1)}";
                    throw new ArgumentException(
                        $"Layer {Wording.Number(layer)}: the weights of one sign of unit {Wording.Number(unit)} come to {Wording.Number(Math.Max(positive, negative))} "
                        + $"for inputs {inputs}, whose products share 16 bits; at most {Wording.Number(WeightScale.GreatestSum)} fit.");
                }
            }
        }
    }
}
