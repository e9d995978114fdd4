namespace Unrolled;

/// <summary>The targets that a network can learn: what its loss is defined for, and what its outputs can come to.</summary>
/// <remarks>The generator compiles this file too, so that the analyzers and the checks of training go by one rule.</remarks>
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
    public static TargetBounds Of(Activation output, Loss loss) => Of(output, LossRow.Of(loss));

    /// <summary>The bounds for an output activation and the row of a loss; without a loss they are those of the outputs.</summary>
    public static TargetBounds Of(Activation output, LossRow? loss)
    {
        if (loss is { Targets: LossTargets.Signs })
        {
            return new TargetBounds(-1, 1, IsSign: true);
        }

        ActivationRow row = ActivationRow.Of(output);
        return new TargetBounds(row.Least, row.Greatest, IsDistribution: loss is { Targets: LossTargets.Distribution });
    }

    /// <summary>Whether a number is a target.</summary>
    public bool Contains(double target) => IsSign
        ? target is -1 or 1
        : target >= Least - Rounding && target <= Greatest + Rounding;
}
