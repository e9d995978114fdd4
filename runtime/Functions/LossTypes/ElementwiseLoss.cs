using Unrolled.Internal;

namespace Unrolled;

/// <summary>Adds up a loss whose outputs count each for itself, in float64 and in their order.</summary>
internal static class ElementwiseLoss
{
    /// <summary>The loss of one sample, as <see cref="ILoss.Evaluate"/>.</summary>
    /// <exception cref="ArgumentException">
    /// A span has another length than the outputs, or a number is one that the loss is not defined for. Nothing has been written.
    /// </exception>
    public static float Sum<TLoss>(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient)
        where TLoss : struct, IElementwiseLoss
    {
        CheckLengths(output, target, outputGradient);
        TLoss.Outputs.Check(output, nameof(output));
        TLoss.Targets.Check(target, nameof(target));
        double loss = 0;
        for (int i = 0; i < output.Length; i++)
        {
            loss += TLoss.Evaluate(output[i], target[i], out double slope);
            outputGradient[i] = (float)slope;
        }

        return (float)loss;
    }

    /// <summary>Requires a target and a derivative for each output.</summary>
    /// <exception cref="ArgumentException">A span has another length than the outputs.</exception>
    public static void CheckLengths(ReadOnlySpan<float> output, ReadOnlySpan<float> target, ReadOnlySpan<float> outputGradient)
    {
        Check.Length(target.Length, output.Length, nameof(target));
        Check.Length(outputGradient.Length, output.Length, nameof(outputGradient));
    }
}
