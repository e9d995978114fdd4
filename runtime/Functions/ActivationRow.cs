namespace Unrolled;

/// <summary>One row per activation: all that is known of it but the vector expressions, which its struct in Activations has.</summary>
/// <remarks>The generator compiles this file too, so that code, checks, messages and documentation go by one table.</remarks>
/// <param name="Activation">The activation. Its struct is named after it.</param>
/// <param name="Formula">f(z) as the generated documentation writes it.</param>
/// <param name="Derivative">f'(z), written with the activation a or with z; null where only a loss of its own trains it.</param>
/// <param name="Midpoint">
/// What separates the two classes of a single output: the output for a pre-activation of 0, halfway where f jumps there or is clipped from
/// there on. An output above it stands for class 1, any other for class 0.
/// </param>
/// <param name="Least">The least output, approached or reached.</param>
/// <param name="Greatest">The greatest output, approached or reached.</param>
/// <param name="NeedsZ">Whether a does not determine the derivative, so that training keeps z.</param>
/// <param name="IsRectifier">Whether about half of the variance is lost, so that weights start with He's 2 / fan-in in place of 1 / fan-in.</param>
/// <param name="IsDistribution">Whether the outputs of a sample sum to 1.</param>
/// <param name="IsRowwise">Whether each output depends on all units of the layer.</param>
/// <param name="Alpha">The number in the formula that a network may have another of; 0 where there is none.</param>
internal sealed record ActivationRow(
    Activation Activation,
    string Formula,
    string? Derivative,
    float Midpoint,
    double Least,
    double Greatest,
    bool NeedsZ = false,
    bool IsRectifier = false,
    bool IsDistribution = false,
    bool IsRowwise = false,
    float Alpha = 0)
{
    private const double Infinity = double.PositiveInfinity;

    // In the order of the members.
    private static readonly ActivationRow[] s_rows =
    [
        new(Activation.Identity, "z", "1", 0, -Infinity, Infinity),
        new(Activation.Sigmoid, "1 / (1 + e^-z)", "a (1 - a)", 0.5f, 0, 1),
        new(Activation.Tanh, "tanh z", "1 - a^2", 0, -1, 1),
        new(Activation.ReLU, "max(0, z)", "z > 0 ? 1 : 0", 0, 0, Infinity, IsRectifier: true),
        new(Activation.LeakyReLU, "z > 0 ? z : 0.01 z", "z > 0 ? 1 : 0.01", 0, -Infinity, Infinity, IsRectifier: true, Alpha: 0.01f),
        new(Activation.Softmax, "e^z / sum e^z", "its Jacobian", 0.5f, 0, 1, IsDistribution: true, IsRowwise: true),
        new(Activation.Step, "z > 0 ? 1 : 0", null, 0.5f, 0, 1),
        new(Activation.Sign, "z > 0 ? 1 : -1", null, 0, -1, 1),
        new(
            Activation.GELU, "z / 2 (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3)))", "f'(z)", 0, -0.1701, Infinity,
            NeedsZ: true, IsRectifier: true),
        new(Activation.SiLU, "z / (1 + e^-z)", "f'(z)", 0, -0.2785, Infinity, NeedsZ: true, IsRectifier: true),
        new(Activation.ELU, "z > 0 ? z : e^z - 1", "z > 0 ? 1 : a + 1", 0, -1, Infinity, IsRectifier: true, Alpha: 1),
        new(Activation.Softplus, "ln(1 + e^z)", "1 - e^-a", 0.6931472f, 0, Infinity),
        new(Activation.HardSigmoid, "min(max(z / 6 + 1/2, 0), 1)", "0 < a < 1 ? 1/6 : 0", 0.5f, 0, 1),
        new(Activation.Mish, "z tanh(ln(1 + e^z))", "f'(z)", 0, -0.3089, Infinity, NeedsZ: true, IsRectifier: true),
        new(Activation.LogSoftmax, "z - ln sum e^z", "its Jacobian", 0, -Infinity, 0, IsRowwise: true),
        new(Activation.ClippedReLU, "min(max(z, 0), 1)", "0 < a < 1 ? 1 : 0", 0.5f, 0, 1, IsRectifier: true),
        new(Activation.SquaredClippedReLU, "min(max(z, 0), 1)^2", "0 < z < 1 ? 2 z : 0", 0.5f, 0, 1, NeedsZ: true, IsRectifier: true),
    ];

    /// <summary>The rows of all activations.</summary>
    public static IReadOnlyList<ActivationRow> All => s_rows;

    /// <summary>Whether a loss can be differentiated through it.</summary>
    public bool IsDifferentiable => Derivative is not null;

    /// <summary>Whether it may stand in the output layer only.</summary>
    public bool IsOutputOnly => !IsDifferentiable || IsRowwise;

    /// <summary>Whether f leaves z as it is, so that there is nothing to compute.</summary>
    public bool IsIdentity => Activation == Activation.Identity;

    /// <summary>The row of an activation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static ActivationRow Of(Activation activation) => (uint)activation < (uint)s_rows.Length
        ? s_rows[(int)activation]
        : throw new ArgumentOutOfRangeException(nameof(activation), activation, "A member of Activation is needed.");
}
