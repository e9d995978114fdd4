using Unrolled.Numerics;

namespace Unrolled;

/// <summary>The Poisson loss for counts, sum of a - y ln a, where an output a is the expected number and the target y how many there were.</summary>
/// <remarks>
/// The negative logarithmic likelihood of the Poisson distribution but for ln y!, which does not depend on the outputs; so it can be
/// negative. McCullagh and Nelder, <i>Generalized Linear Models</i> (1989), chapter 6. The sum runs over the outputs. Outputs must not be
/// negative: <see cref="Activation.Softplus"/> is made for it. An output below 2^-100, 0 among them, counts as that much in ln a and in the
/// derivative 1 - y / a, which so stay finite; where y is 0 the loss is a and the derivative 1, at 0 too.
/// </remarks>
public readonly struct PoissonLoss : ILoss, IElementwiseLoss
{
    static LossDomain IElementwiseLoss.Outputs { get; } =
        new(new TargetBounds(0, double.PositiveInfinity), "the Poisson loss needs outputs of 0 or more, as those of Softplus");

    static LossDomain IElementwiseLoss.Targets { get; } =
        new(new TargetBounds(0, double.PositiveInfinity), "the Poisson loss needs counts, 0 or more");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// A span has another length than the outputs, or an output or a target is negative. Nothing has been written.
    /// </exception>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) =>
        ElementwiseLoss.Sum<PoissonLoss>(output, target, outputGradient);

    static double IElementwiseLoss.Evaluate(double a, double y, out double slope)
    {
        if (y <= 0)
        {
            slope = 1;
            return a;
        }

        double expected = Math.Max(a, LossDomain.LeastOfLogarithm);
        slope = 1 - (y / expected);
        return a - (y * PortableMath.Log(expected));
    }
}
