namespace Unrolled;

/// <summary>The hinge loss of support vector machines, sum of max(0, 1 - y a) with y = -1 or 1.</summary>
/// <remarks>
/// Cortes and Vapnik, <i>Support-vector networks</i> (1995). The sum runs over the outputs: with several, each class is held against the
/// rest. The derivative is -y where y a is below 1, else 0. Labels become such targets by <c>data.WithOneHot(-1, 1)</c>, or
/// <c>data.WithSingleTarget(-1, 1)</c> for a single output. Goes best with <see cref="Activation.Identity"/> outputs; outputs that do
/// not reach beyond 1, as those of <see cref="Activation.Tanh"/>, never come to a loss of 0.
/// </remarks>
public readonly struct HingeLoss : ILoss, IElementwiseLoss
{
    static LossDomain IElementwiseLoss.Targets { get; } = new(
        new TargetBounds(-1, 1, IsSign: true),
        "the hinge loss needs -1 and 1, as WithOneHot(-1, 1) or WithSingleTarget(-1, 1) makes of labels");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// A span has another length than the outputs, or a target is neither -1 nor 1. Nothing has been written.
    /// </exception>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) =>
        ElementwiseLoss.Sum<HingeLoss>(output, target, outputGradient);

    static double IElementwiseLoss.Evaluate(double a, double y, out double slope)
    {
        double missing = 1 - (y * a);
        slope = missing > 0 ? -y : 0;
        return Math.Max(0, missing);
    }
}
