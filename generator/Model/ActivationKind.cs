using System.Globalization;

namespace Unrolled.Generator.Model;

/// <summary>The members of <c>Unrolled.Activation</c>, matched by name; the generator does not reference the runtime.</summary>
internal enum ActivationKind
{
    Identity,
    Sigmoid,
    Tanh,
    ReLU,
    LeakyReLU,
    Softmax,
    Step,
    Sign,
    GELU,
    SiLU,
    ELU,
    Softplus,
    HardSigmoid,
}

/// <summary>One row per activation: all that the generator knows about it. To add one, add a row here and its pass to the runtime.</summary>
/// <param name="Kind">The activation.</param>
/// <param name="Formula">f(z) as the generated documentation writes it.</param>
/// <param name="Derivative">What multiplies the delta, written with the activation a; null where only a loss of its own trains it.</param>
/// <param name="NeedsZ">Whether a does not determine the derivative, so that training keeps z.</param>
/// <param name="OutputOnly">Whether it may stand in the output layer only.</param>
/// <param name="Inline">f of a vector {z} in a register: {Simd} stands for its functions, {Float} for its type; null where f mixes units.</param>
/// <param name="Rectifier">Whether the weights start with He's variance 2 / fan-in in place of 1 / fan-in.</param>
internal sealed record ActivationRow(
    ActivationKind Kind, string Formula, string? Derivative, bool NeedsZ, bool OutputOnly, string? Inline, bool Rectifier)
{
    private const string Functions = "global::Unrolled.Numerics.VectorMath";

    private static readonly ActivationRow[] Rows =
    [
        new(ActivationKind.Identity, "z", "1", false, false, "{z}", false),
        new(ActivationKind.Sigmoid, "1 / (1 + e^-z)", "a (1 - a)", false, false, Functions + ".Sigmoid({z})", false),
        new(ActivationKind.Tanh, "tanh z", "1 - a^2", false, false, Functions + ".Tanh({z})", false),
        new(ActivationKind.ReLU, "max(0, z)", "z > 0 ? 1 : 0", false, false, "{Simd}.Max({z}, {Float}.Zero)", true),
        new(ActivationKind.LeakyReLU, "z > 0 ? z : 0.01 z", "z > 0 ? 1 : 0.01", false, false, "{Simd}.ConditionalSelect({Simd}.GreaterThan({z}, {Float}.Zero), {z}, {z} * 0.01f)", true),
        new(ActivationKind.Softmax, "e^z / sum e^z", "its Jacobian", false, true, null, false),
        new(ActivationKind.Step, "z > 0 ? 1 : 0", null, false, true, "{Simd}.GreaterThan({z}, {Float}.Zero) & {Float}.One", false),
        new(ActivationKind.Sign, "z > 0 ? 1 : -1", null, false, true, "{Simd}.ConditionalSelect({Simd}.GreaterThan({z}, {Float}.Zero), {Float}.One, -{Float}.One)", false),
        new(ActivationKind.GELU, "z / 2 (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3)))", "f'(z)", true, false, Functions + ".GELU({z})", true),
        new(ActivationKind.SiLU, "z / (1 + e^-z)", "f'(z)", true, false, Functions + ".SiLU({z})", true),
        new(ActivationKind.ELU, "z > 0 ? z : e^z - 1", "z > 0 ? 1 : a + 1", false, false, Functions + ".ELU({z})", true),
        new(ActivationKind.Softplus, "ln(1 + e^z)", "1 - e^-a", false, false, Functions + ".Softplus({z})", false),
        new(ActivationKind.HardSigmoid, "min(max(z / 6 + 1/2, 0), 1)", "0 < a < 1 ? 1/6 : 0", false, false, Functions + ".HardSigmoid({z})", false),
    ];

    /// <summary>The activations that a loss can be differentiated through.</summary>
    public static ActivationKind[] Differentiable { get; } = [.. Rows.Where(r => r.Derivative is not null).Select(r => r.Kind)];

    /// <summary>The activations that hidden layers may have.</summary>
    public static ActivationKind[] Hidden { get; } = [.. Rows.Where(r => !r.OutputOnly).Select(r => r.Kind)];

    /// <summary>The output above which a single-output network predicts class 1, as a literal.</summary>
    public string Midpoint => Unrolled.Midpoint.Of(Kind).ToString("R", CultureInfo.InvariantCulture) + "f";

    public static ActivationRow Of(ActivationKind kind) => Rows[(int)kind];
}
