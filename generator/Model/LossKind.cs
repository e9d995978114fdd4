namespace Unrolled.Generator.Model;

/// <summary>The members of <c>Unrolled.Loss</c>, matched by name.</summary>
internal enum LossKind
{
    MeanSquaredError,
    BinaryCrossEntropy,
    CrossEntropy,
    Perceptron,
    MeanAbsoluteError,
    Huber,
}

/// <summary>One row per loss: its formula and the output activations that it goes with.</summary>
/// <param name="Kind">The loss.</param>
/// <param name="Formula">The loss of one sample as the generated documentation writes it.</param>
/// <param name="FromPreActivations">Whether it is computed from z, where nothing has saturated yet, and tells dLoss/dz; else from a, and dLoss/da.</param>
/// <param name="Partners">The output activations that it can be computed with.</param>
internal sealed record LossRow(LossKind Kind, string Formula, bool FromPreActivations, ActivationKind[] Partners)
{
    private static readonly LossRow[] Rows =
    [
        new(LossKind.MeanSquaredError, "1/2 sum (a - y)^2", false, ActivationRow.Differentiable),
        new(LossKind.BinaryCrossEntropy, "-sum [y ln a + (1 - y) ln(1 - a)]", true, [ActivationKind.Sigmoid]),
        new(LossKind.CrossEntropy, "-sum y ln a", true, [ActivationKind.Softmax]),
        new(LossKind.Perceptron, "sum max(0, -y z)", true, [ActivationKind.Sign, ActivationKind.Step]),
        new(LossKind.MeanAbsoluteError, "sum |a - y|", false, ActivationRow.Differentiable),
        new(LossKind.Huber, "sum |a - y| <= 1 ? 1/2 (a - y)^2 : |a - y| - 1/2", false, ActivationRow.Differentiable),
    ];

    public static LossRow Of(LossKind kind) => Rows[(int)kind];

    public bool GoesWith(ActivationKind output) => Partners.Contains(output);
}
