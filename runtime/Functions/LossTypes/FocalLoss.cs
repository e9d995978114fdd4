namespace Unrolled;

/// <summary>
/// The focal loss for softmax outputs, -sum y (1 - a)^2 ln a: the cross-entropy in which samples that are classified well count less, for
/// classes of very different frequency.
/// </summary>
/// <remarks><see cref="FocalLoss{TGamma}"/> says more, and takes another exponent than 2.</remarks>
public readonly struct FocalLoss : ILoss
{
    /// <inheritdoc cref="FocalLoss{TGamma}.Evaluate"/>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) =>
        FocalLoss<FocalTerm.Two>.Evaluate(output, target, outputGradient);
}

/// <summary>The focal loss for softmax outputs with an exponent of one's own, -sum y (1 - a)^gamma ln a.</summary>
/// <remarks>
/// Lin, Goyal, Girshick, He and Dollár, <i>Focal loss for dense object detection</i> (2017), without their alpha, for which there are
/// sample weights. Targets are one-hot or probabilities. It is computed from the outputs, of which one below 2^-100 counts as that much, so that
/// loss and derivative stay finite; <see cref="Loss.CrossEntropy"/>, from the pre-activations, has no such bound.
/// </remarks>
/// <typeparam name="TGamma">Says the exponent.</typeparam>
public readonly struct FocalLoss<TGamma> : ILoss, IElementwiseLoss where TGamma : IFocalGamma
{
    static LossDomain IElementwiseLoss.Outputs { get; } = LossDomain.ProbableOutputs("the focal loss", Activation.Softmax);

    static LossDomain IElementwiseLoss.Targets { get; } = LossDomain.ProbableTargets("the focal loss");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// A span has another length than the outputs, or an output or a target is not in [0, 1]. Nothing has been written.
    /// </exception>
    /// <exception cref="InvalidOperationException">The exponent is negative or not finite.</exception>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) =>
        ElementwiseLoss.Sum<FocalLoss<TGamma>>(output, target, outputGradient);

    static double IElementwiseLoss.Evaluate(double a, double y, out double slope)
    {
        if (y <= 0)
        {
            slope = 0;
            return 0;
        }

        double term = FocalTerm.Evaluate<TGamma>(Math.Clamp(a, LossDomain.LeastOfLogarithm, 1), out slope);
        slope *= y;
        return term * y;
    }
}
