namespace Unrolled;

/// <summary>
/// The focal loss for sigmoid outputs, -sum [y (1 - a)^2 ln a + (1 - y) a^2 ln(1 - a)]: the binary cross-entropy in which samples that are
/// classified well count less.
/// </summary>
/// <remarks><see cref="BinaryFocalLoss{TGamma}"/> says more, and takes another exponent than 2.</remarks>
public readonly struct BinaryFocalLoss : ILoss
{
    /// <inheritdoc cref="BinaryFocalLoss{TGamma}.Evaluate"/>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) =>
        BinaryFocalLoss<FocalTerm.Two>.Evaluate(output, target, outputGradient);
}

/// <summary>
/// The focal loss for sigmoid outputs with an exponent of one's own, -sum [y (1 - a)^gamma ln a + (1 - y) a^gamma ln(1 - a)].
/// </summary>
/// <remarks>
/// Lin, Goyal, Girshick, He and Dollár, <i>Focal loss for dense object detection</i> (2017), without their alpha, for which there are
/// sample weights. Each output is a label of its own; targets are 0, 1 or a probability between. It is computed from the outputs, which are
/// floats: a counts as 2^-100 at least, and 1 - a as 2^-24, half of what a float below 1 can tell. A sigmoid that has saturated on the
/// wrong side learns nothing more, unlike with <see cref="Loss.BinaryCrossEntropy"/>, which is computed from the pre-activations.
/// </remarks>
/// <typeparam name="TGamma">Says the exponent.</typeparam>
public readonly struct BinaryFocalLoss<TGamma> : ILoss, IElementwiseLoss where TGamma : IFocalGamma
{
    private const double LeastOfComplement = 1.0 / (1 << 24);

    static LossDomain IElementwiseLoss.Outputs { get; } = LossDomain.ProbableOutputs("the binary focal loss", Activation.Sigmoid);

    static LossDomain IElementwiseLoss.Targets { get; } = LossDomain.ProbableTargets("the binary focal loss");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// A span has another length than the outputs, or an output or a target is not in [0, 1]. Nothing has been written.
    /// </exception>
    /// <exception cref="InvalidOperationException">The exponent is negative or not finite.</exception>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) =>
        ElementwiseLoss.Sum<BinaryFocalLoss<TGamma>>(output, target, outputGradient);

    static double IElementwiseLoss.Evaluate(double a, double y, out double slope)
    {
        double yes = FocalTerm.Evaluate<TGamma>(Math.Clamp(a, LossDomain.LeastOfLogarithm, 1), out double slopeOfYes);
        double no = FocalTerm.Evaluate<TGamma>(Math.Clamp(1 - a, LeastOfComplement, 1), out double slopeOfNo);
        slope = (y * slopeOfYes) - ((1 - y) * slopeOfNo);
        return (y * yes) + ((1 - y) * no);
    }
}
