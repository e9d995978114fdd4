using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// The steps in which a unit's weights are rounded. They are such that the products of bytes with the eight weights that share a 16-bit sum fit
/// there whatever the bytes are, see <see cref="ByteKernel"/>: where one weight towers above the others this costs nothing, and a fraction of
/// a bit where many are large.
/// </summary>
internal static class WeightScale
{
    /// <summary>The largest weight.</summary>
    public const int Greatest = sbyte.MaxValue;

    /// <summary>The largest sum of weights of one sign that share a 16-bit sum: 255 times so much fits 16 bits.</summary>
    public const int GreatestSum = short.MaxValue / byte.MaxValue;

    // Each of eight may be rounded up by half a step.
    private const int SumBeforeRounding = GreatestSum - 4;

    /// <summary>The smallest step.</summary>
    /// <param name="weights">The weights of a unit.</param>
    /// <returns>0 where all weights are; not finite where one is not.</returns>
    public static double Of(ReadOnlySpan<float> weights)
    {
        double step = 0;
        for (int start = 0; start < weights.Length; start += ByteKernel.Step)
        {
            for (int lane = 0; lane < 2; lane++)
            {
                double positive = 0, negative = 0;
                for (int i = 0; i < ByteKernel.InSum; i++)
                {
                    int input = start + ByteKernel.Input(lane, i);
                    double weight = input < weights.Length ? weights[input] : 0;
                    step = Math.Max(step, Math.Abs(weight) / Greatest);
                    positive += Math.Max(weight, 0);
                    negative -= Math.Min(weight, 0);
                }

                step = Math.Max(step, Math.Max(positive, negative) / SumBeforeRounding);
            }
        }

        return step;
    }

    /// <summary>The nearest step; what is finite stays within the range.</summary>
    public static sbyte Round(float weight, float scale) => (sbyte)Math.Clamp(Math.Round((double)weight / scale), -Greatest, Greatest);
}
