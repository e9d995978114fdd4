using Unrolled.Numerics;

namespace Unrolled;

/// <summary>The Kullback-Leibler divergence of the outputs a from target probabilities y, sum of y ln(y / a): 0 where they are the same.</summary>
/// <remarks>
/// Kullback and Leibler, <i>On information and sufficiency</i> (1951). The cross-entropy less the entropy of the targets, with the same
/// derivative -y / a, but itself a measure of what is left to learn, as where one network learns from another's outputs. For
/// <see cref="Activation.Softmax"/> outputs. A target of 0 counts as nothing; an output below 2^-100 as that much, so that loss and
/// derivative stay finite. PyTorch's <c>KLDivLoss</c> is given ln a.
/// </remarks>
public readonly struct KullbackLeiblerLoss : ILoss, IElementwiseLoss
{
    static LossDomain IElementwiseLoss.Outputs { get; } = LossDomain.ProbableOutputs("the Kullback-Leibler divergence", Activation.Softmax);

    static LossDomain IElementwiseLoss.Targets { get; } = LossDomain.ProbableTargets("the Kullback-Leibler divergence");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// A span has another length than the outputs, or an output or a target is not in [0, 1]. Nothing has been written.
    /// </exception>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) =>
        ElementwiseLoss.Sum<KullbackLeiblerLoss>(output, target, outputGradient);

    static double IElementwiseLoss.Evaluate(double a, double y, out double slope)
    {
        if (y <= 0)
        {
            slope = 0;
            return 0;
        }

        double probability = Math.Max(a, LossDomain.LeastOfLogarithm);
        slope = -y / probability;
        return y * PortableMath.Log(y / probability);
    }
}
