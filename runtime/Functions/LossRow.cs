namespace Unrolled;

/// <summary>What the targets of a loss are.</summary>
internal enum LossTargets
{
    /// <summary>Any numbers that the outputs can come to.</summary>
    Numbers,

    /// <summary>A probability for each output; the loss is their negative logarithmic likelihood.</summary>
    Probabilities,

    /// <summary>Probabilities that sum to 1 over the outputs; the loss is their negative logarithmic likelihood.</summary>
    Distribution,

    /// <summary>-1 or 1, whatever the outputs are.</summary>
    Signs,
}

/// <summary>One row per loss: all that is known of it but its vector expression, which its struct in Losses has.</summary>
/// <remarks>The generator compiles this file too, so that code, checks, messages and documentation go by one table.</remarks>
/// <param name="Loss">The loss. Its struct is named after it.</param>
/// <param name="Formula">The loss of one sample as the generated documentation writes it.</param>
/// <param name="Targets">What its targets are.</param>
/// <param name="FromPreActivations">
/// Whether it is computed from z, where nothing has saturated yet, and tells dLoss/dz; else from a, and dLoss/da.
/// </param>
/// <param name="Only">The output activations that it can be computed with; null for all that can be differentiated.</param>
internal sealed record LossRow(Loss Loss, string Formula, LossTargets Targets, bool FromPreActivations = false, Activation[]? Only = null)
{
    // In the order of the members.
    private static readonly LossRow[] s_rows =
    [
        new(Loss.MeanSquaredError, "1/2 sum (a - y)^2", LossTargets.Numbers),
        new(Loss.BinaryCrossEntropy, "-sum [y ln a + (1 - y) ln(1 - a)]", LossTargets.Probabilities, true, [Activation.Sigmoid]),
        new(Loss.CrossEntropy, "-sum y ln a", LossTargets.Distribution, true, [Activation.Softmax]),
        new(Loss.Perceptron, "sum max(0, -y z)", LossTargets.Signs, true, [Activation.Sign, Activation.Step]),
        new(Loss.MeanAbsoluteError, "sum |a - y|", LossTargets.Numbers),
        new(Loss.Huber, "sum |a - y| <= 1 ? 1/2 (a - y)^2 : |a - y| - 1/2", LossTargets.Numbers),
        new(Loss.LogCosh, "sum ln cosh(a - y)", LossTargets.Numbers),
    ];

    /// <summary>The rows of all losses.</summary>
    public static IReadOnlyList<LossRow> All => s_rows;

    /// <summary>The output activations that it can be computed with.</summary>
    public IEnumerable<Activation> Partners =>
        Only ?? ActivationRow.All.Where(row => row.IsDifferentiable).Select(row => row.Activation);

    /// <summary>Whether it measures how far numbers are from others.</summary>
    public bool IsOfNumbers => Targets == LossTargets.Numbers;

    /// <summary>Whether it is a negative logarithmic likelihood.</summary>
    public bool IsLikelihood => Targets is LossTargets.Probabilities or LossTargets.Distribution;

    /// <summary>Whether each output counts for itself; the probabilities of a distribution share what they sum to.</summary>
    public bool IsElementwise => Targets != LossTargets.Distribution;

    /// <summary>The row of a loss.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static LossRow Of(Loss loss) => (uint)loss < (uint)s_rows.Length
        ? s_rows[(int)loss]
        : throw new ArgumentOutOfRangeException(nameof(loss), loss, "A member of Loss is needed.");

    /// <summary>Whether it can be computed with an output activation.</summary>
    public bool GoesWith(Activation output) => Partners.Contains(output);
}
