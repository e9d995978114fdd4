namespace Unrolled;

/// <summary>The outputs, or the targets, that a loss is defined for.</summary>
/// <param name="Bounds">The numbers.</param>
/// <param name="Rule">The same in words, with what gives such numbers: "the Poisson loss needs counts".</param>
internal sealed record LossDomain(TargetBounds Bounds, string Rule)
{
    /// <summary>
    /// 2^-100, as which an output counts that is less, where its logarithm is needed: there is none of 0. Its inverse leaves a float room
    /// for targets and weights of up to 2^27.
    /// </summary>
    public const double LeastOfLogarithm = 1.0 / (1L << 50) / (1L << 50);

    /// <summary>Any numbers.</summary>
    public static LossDomain Everything { get; } = new(new TargetBounds(double.NegativeInfinity, double.PositiveInfinity), "all are allowed");

    /// <summary>Outputs that are probabilities.</summary>
    /// <param name="loss">What the loss is called.</param>
    /// <param name="activation">What gives such outputs.</param>
    public static LossDomain ProbableOutputs(string loss, Activation activation) =>
        new(new TargetBounds(0, 1), $"{loss} is defined for outputs from 0 to 1, as those of {activation}");

    /// <summary>Targets that are probabilities.</summary>
    /// <param name="loss">What the loss is called.</param>
    public static LossDomain ProbableTargets(string loss) => new(new TargetBounds(0, 1), $"{loss} needs probabilities, from 0 to 1");

    /// <exception cref="ArgumentException">One of the numbers is none of these. NaN passes, and makes the loss NaN.</exception>
    public void Check(ReadOnlySpan<float> given, string name)
    {
        if (Bounds.IsUnbounded)
        {
            return;
        }

        for (int i = 0; i < given.Length; i++)
        {
            if (!Bounds.Contains(given[i]) && !float.IsNaN(given[i]))
            {
                throw new ArgumentException(
                    $"{name}[{Wording.Number(i)}] is {Wording.Number(given[i])}, but {Rule}.", name);
            }
        }
    }
}
