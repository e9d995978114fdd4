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
/// <param name="Delta">The output delta, dLoss/dz.</param>
/// <param name="Partners">The output activations that it can be computed with.</param>
internal sealed record LossRow(LossKind Kind, string Formula, string Delta, ActivationKind[] Partners)
{
    private static readonly LossRow[] Rows =
    [
        new(LossKind.MeanSquaredError, "1/2 sum (a - y)^2", "(a - y) f'(z)", ActivationRow.Differentiable),
        new(LossKind.BinaryCrossEntropy, "-sum [y ln a + (1 - y) ln(1 - a)]", "a - y", [ActivationKind.Sigmoid]),
        new(LossKind.CrossEntropy, "-sum y ln a", "a - y", [ActivationKind.Softmax]),
        new(LossKind.Perceptron, "sum max(0, -y z)", "-y where y z <= 0, else 0", [ActivationKind.Sign, ActivationKind.Step]),
        new(LossKind.MeanAbsoluteError, "sum |a - y|", "sign(a - y) f'(z)", ActivationRow.Differentiable),
        new(LossKind.Huber, "sum |a - y| <= 1 ? 1/2 (a - y)^2 : |a - y| - 1/2", "min(max(a - y, -1), 1) f'(z)", ActivationRow.Differentiable),
    ];

    public static LossRow Of(LossKind kind) => Rows[(int)kind];

    public bool GoesWith(ActivationKind output) => Partners.Contains(output);
}
