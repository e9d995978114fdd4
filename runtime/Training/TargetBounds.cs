namespace Unrolled;

/// <summary>The targets that a network can learn: what its loss is defined for, and what its outputs can come to.</summary>
/// <remarks>
/// The generator compiles this file too, with its own lists of activations and losses for the runtime's, so that the analyzers and the
/// checks of training go by one rule.
/// </remarks>
/// <param name="Least">The least target, approached or reached by the outputs.</param>
/// <param name="Greatest">The greatest target, approached or reached by the outputs.</param>
/// <param name="IsSign">Whether only the two bounds are targets, and nothing between them.</param>
/// <param name="IsDistribution">Whether the targets of a sample must add up to 1.</param>
internal sealed record TargetBounds(double Least, double Greatest, bool IsSign = false, bool IsDistribution = false)
{
    // A target that was scaled in floats may miss a bound by their rounding.
    private const double Rounding = 1e-5;

    /// <summary>Whether there is no greatest target.</summary>
    public bool IsOpen => double.IsPositiveInfinity(Greatest);

    /// <summary>Whether any number is a target.</summary>
    public bool IsUnbounded => IsOpen && double.IsNegativeInfinity(Least);

    /// <summary>The bounds for an output activation and a loss.</summary>
    public static TargetBounds Of(Activation output, Loss loss)
    {
        if (loss == Loss.Perceptron)
        {
            return new TargetBounds(-1, 1, IsSign: true);
        }

        (double least, double greatest) = output switch
        {
            Activation.Sigmoid or Activation.Softmax or Activation.Step or Activation.HardSigmoid => (0, 1),
            Activation.Tanh or Activation.Sign => (-1, 1),
            Activation.ReLU or Activation.Softplus => (0, double.PositiveInfinity),
            Activation.ELU => (-1, double.PositiveInfinity),
            Activation.GELU => (-0.1701, double.PositiveInfinity),
            Activation.SiLU => (-0.2785, double.PositiveInfinity),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        return new TargetBounds(least, greatest, IsDistribution: loss == Loss.CrossEntropy);
    }

    /// <summary>Whether a number is a target.</summary>
    public bool Contains(double target) => IsSign
        ? target is -1 or 1
        : target >= Least - Rounding && target <= Greatest + Rounding;
}
