namespace Unrolled;

/// <summary>Elementwise operators of one tensor: activations, and what they are put together from.</summary>
internal static class FunctionOperators
{
    public static IEnumerable<KeyValuePair<string, Operator>> All =>
    [
        Elementary("Sigmoid", ActivationFormulas.Sigmoid),
        Elementary("Tanh", Math.Tanh),
        Elementary("Softplus", ActivationFormulas.Softplus),
        Elementary("Softsign", x => x / (1 + Math.Abs(x))),
        Elementary("Mish", x => x * Math.Tanh(ActivationFormulas.Softplus(x))),
        Elementary("HardSwish", x => x * Math.Min(Math.Max((x / 6) + 0.5, 0), 1)),
        Elementary("Exp", Math.Exp),
        Elementary("Sqrt", Math.Sqrt),
        Elementary("Abs", Math.Abs),
        Elementary("Reciprocal", x => 1 / x),
        Elementary("Erf", ActivationFormulas.Erf),
        Elementary("Floor", Math.Floor),
        Elementary("Ceil", Math.Ceiling),
        Elementary("Round", x => Math.Round(x, MidpointRounding.ToEven)),
        Elementary("Sign", x => Math.Sign(x)),
        Elementary("Sin", Math.Sin),
        Elementary("Cos", Math.Cos),
        OperatorTable.Row("Not", call => Elementwise.Apply(call, call.Input(0), x => AffineFunction.Of(x, -1, 1), isWhole: true)),
        Function("Neg", (_, x) => AffineFunction.Of(x, -1, 0)),
        Function("Relu", (_, x) => new ClampFunction(x, 0, double.PositiveInfinity)),
        Function("LeakyRelu", (call, x) => LeakyRelu(x, call.Single("alpha", 0.01f))),
        Function("Elu", (call, x) => Elu(x, call.Single("alpha", 1))),
        Function("Selu", Selu),
        Function("Celu", Celu),
        Function("ThresholdedRelu", (call, x) => call.Single("alpha", 1) is var alpha ? new UnaryFunction(x, z => z > alpha ? z : 0) : x),
        Function("HardSigmoid", HardSigmoid),
        Function("Gelu", Gelu),
        OperatorTable.Row("Clip", Clip),
        OperatorTable.Row("ai.onnx.ml.Binarizer", Binarizer),
    ];

    private static KeyValuePair<string, Operator> Elementary(string name, Func<double, double> function) =>
        Function(name, (_, x) => new UnaryFunction(x, function));

    private static KeyValuePair<string, Operator> Function(string name, Func<NodeCall, ScalarFunction, ScalarFunction> function) =>
        OperatorTable.Row(name, call => Elementwise.Apply(call, call.Input(0), x => function(call, x)));

    private static UnaryFunction LeakyRelu(ScalarFunction x, double alpha) => new(x, z => z > 0 ? z : alpha * z);

    private static UnaryFunction Elu(ScalarFunction x, double alpha) => new(x, z => ActivationFormulas.Elu(z, alpha));

    // The standard values are those of the operator's description, as floats.
    private static ScalarFunction Selu(NodeCall call, ScalarFunction x) =>
        AffineFunction.Of(Elu(x, call.Single("alpha", 1.67326319217681884765625)), call.Single("gamma", 1.05070102214813232421875), 0);

    private static ScalarFunction Celu(NodeCall call, ScalarFunction x)
    {
        double alpha = call.Single("alpha", 1);
        return alpha == 0 ? throw call.Refuse(
            "alpha 0", "one above 0") : AffineFunction.Of(Elu(AffineFunction.Of(x, 1 / alpha, 0), 1), alpha, 0);
    }

    private static ClampFunction HardSigmoid(NodeCall call, ScalarFunction x) =>
        new(AffineFunction.Of(x, call.Single("alpha", 0.2f), call.Single("beta", 0.5f)), 0, 1);

    private static UnaryFunction Gelu(NodeCall call, ScalarFunction x) =>
        new(x, call.Text("approximate", "none") == "tanh" ? ActivationFormulas.TanhGelu : ActivationFormulas.ExactGelu);

    /// <summary>Up to opset 10 the limits are attributes, then inputs.</summary>
    private static GraphValue Clip(NodeCall call)
    {
        double minimum = Limit(call, "min", 1, double.NegativeInfinity), maximum = Limit(call, "max", 2, double.PositiveInfinity);
        if (double.IsNaN(minimum) || double.IsNaN(maximum))
        {
            throw call.Refuse("a limit that is not a number", "numbers");
        }

        // Where the limits contradict each other the maximum counts.
        return Elementwise.Apply(call, call.Input(0), x => new ClampFunction(x, minimum, maximum));
    }

    private static double Limit(NodeCall call, string name, int input, double standard)
    {
        if (call.Opset < 11)
        {
            return call.Single(name, standard);
        }

        return call.Optional(input) is null ? standard
            : call.Numbers(input) is [double limit] ? limit
            : throw call.Refuse($"limits {call.Name(input)}", "one number");
    }

    private static GraphValue Binarizer(NodeCall call)
    {
        double threshold = call.Single("threshold", 0);
        return Elementwise.Apply(call, call.Input(0), x => new UnaryFunction(AffineFunction.Of(x, 1, -threshold), z => z > 0 ? 1 : 0));
    }
}
