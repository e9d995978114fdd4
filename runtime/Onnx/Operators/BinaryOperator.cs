namespace Unrolled;

/// <summary>An elementwise operator of two tensors.</summary>
/// <param name="Function">What it computes.</param>
/// <param name="IntegerFunction">The same of whole numbers; null where there is none.</param>
internal sealed record BinaryOperator(Func<double, double, double> Function, Func<long, long, long>? IntegerFunction)
{
    /// <summary>The factor of the second tensor where the operator adds; else null.</summary>
    public int? LinearSign { get; init; }

    /// <summary>Whether the result is true or false.</summary>
    public bool IsComparison { get; init; }

    /// <summary>With a constant as the second tensor, or as the first: scale and offset, where it is no more than that.</summary>
    public Func<double, bool, (double Scale, double Offset)?> AsAffine { get; init; } = (_, _) => null;

    /// <summary>Whether it limits a tensor by a constant: -1 for the greater of both, 1 for the lesser; 0 for neither.</summary>
    public int Limit { get; init; }

    public static BinaryOperator Add { get; } = new((a, b) => a + b, (a, b) => a + b) { LinearSign = 1, AsAffine = (c, _) => (1, c) };

    public static BinaryOperator Subtract { get; } = new((a, b) => a - b, (a, b) => a - b)
    {
        LinearSign = -1,
        AsAffine = (c, isReversed) => isReversed ? (-1, c) : (1, -c),
    };

    public static BinaryOperator Multiply { get; } = new((a, b) => a * b, (a, b) => a * b) { AsAffine = (c, _) => (c, Affine.Nothing) };

    public static BinaryOperator Divide { get; } = new((a, b) => a / b, (a, b) => b == 0 ? 0 : b == -1 ? -a : a / b)
    {
        AsAffine = (c, isReversed) => isReversed ? null : (1 / c, Affine.Nothing),
    };

    public static BinaryOperator Maximum { get; } = new(Math.Max, Math.Max) { Limit = -1 };

    public static BinaryOperator Minimum { get; } = new(Math.Min, Math.Min) { Limit = 1 };

    public static BinaryOperator Power { get; } = new(Math.Pow, null)
    {
        AsAffine = (c, isReversed) =>
        c == 1 && !isReversed ? (1, Affine.Nothing) : null
    };

    public static BinaryOperator Greater { get; } = Comparison((a, b) => a > b, (a, b) => a > b);

    public static BinaryOperator GreaterOrEqual { get; } = Comparison((a, b) => a >= b, (a, b) => a >= b);

    public static BinaryOperator Less { get; } = Comparison((a, b) => a < b, (a, b) => a < b);

    public static BinaryOperator LessOrEqual { get; } = Comparison((a, b) => a <= b, (a, b) => a <= b);

    public static BinaryOperator Equal { get; } = Comparison((a, b) => a == b, (a, b) => a == b);

    public static BinaryOperator And { get; } = Comparison((a, b) => a != 0 && b != 0, (a, b) => a != 0 && b != 0);

    public static BinaryOperator Or { get; } = Comparison((a, b) => a != 0 || b != 0, (a, b) => a != 0 || b != 0);

    /// <summary>The remainder with the sign of the divisor.</summary>
    public static BinaryOperator Modulo { get; } = new(
        (a, b) => a - (b * Math.Floor(a / b)), (a, b) => b is 0 or -1 ? 0 : ((a % b) + b) % b);

    /// <summary>Of a function and a constant.</summary>
    public ScalarFunction WithConstant(ScalarFunction inner, double constant, bool isReversed) => Limit switch
    {
        -1 => new ClampFunction(inner, constant, double.PositiveInfinity),
        1 => new ClampFunction(inner, double.NegativeInfinity, constant),

        // What is compared with 0 is the argument of a step.
        _ when IsComparison => new UnaryFunction(
            AffineFunction.Of(inner, 1, -constant), isReversed ? x => Function(0, x) : x => Function(x, 0)),
        _ => new UnaryFunction(inner, isReversed ? x => Function(constant, x) : x => Function(x, constant)),
    };

    private static BinaryOperator Comparison(Func<double, double, bool> numbers, Func<long, long, bool> integers) =>
        new((a, b) => numbers(a, b) ? 1 : 0, (a, b) => integers(a, b) ? 1 : 0) { IsComparison = true };
}
