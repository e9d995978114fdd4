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
}

/// <summary>One row per activation: all that the generator knows about it. To add one, add a row here and its pass to the runtime.</summary>
/// <param name="Kind">The activation.</param>
/// <param name="Formula">f(z) as the generated documentation writes it.</param>
/// <param name="Derivative">What multiplies the delta, written with the activation a; null where only a loss of its own trains it.</param>
/// <param name="OutputOnly">Whether it may stand in the output layer only.</param>
/// <param name="Inline">f of a vector {z} in a register: {Simd} stands for its functions, {Float} for its type; null where f mixes units.</param>
/// <param name="Midpoint">The output above which a single-output network predicts class 1.</param>
/// <param name="Rectifier">Whether the weights start with He's variance 2 / fan-in in place of 1 / fan-in.</param>
internal sealed record ActivationRow(
    ActivationKind Kind, string Formula, string? Derivative, bool OutputOnly, string? Inline, string Midpoint, bool Rectifier)
{
    private static readonly ActivationRow[] Rows =
    [
        new(ActivationKind.Identity, "z", "1", false, "{z}", "0f", false),
        new(ActivationKind.Sigmoid, "1 / (1 + e^-z)", "a (1 - a)", false, "global::Unrolled.Numerics.VectorMath.Sigmoid({z})", "0.5f", false),
        new(ActivationKind.Tanh, "tanh z", "1 - a^2", false, "global::Unrolled.Numerics.VectorMath.Tanh({z})", "0f", false),
        new(ActivationKind.ReLU, "max(0, z)", "z > 0 ? 1 : 0", false, "{Simd}.Max({z}, {Float}.Zero)", "0f", true),
        new(ActivationKind.LeakyReLU, "z > 0 ? z : 0.01 z", "z > 0 ? 1 : 0.01", false, "{Simd}.ConditionalSelect({Simd}.GreaterThan({z}, {Float}.Zero), {z}, {z} * 0.01f)", "0f", true),
        new(ActivationKind.Softmax, "e^z / sum e^z", "its Jacobian", true, null, "0.5f", false),
        new(ActivationKind.Step, "z > 0 ? 1 : 0", null, true, "{Simd}.GreaterThan({z}, {Float}.Zero) & {Float}.One", "0.5f", false),
        new(ActivationKind.Sign, "z > 0 ? 1 : -1", null, true, "{Simd}.ConditionalSelect({Simd}.GreaterThan({z}, {Float}.Zero), {Float}.One, -{Float}.One)", "0f", false),
    ];

    public static ActivationRow Of(ActivationKind kind) => Rows[(int)kind];
}
