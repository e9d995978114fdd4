namespace Unrolled;

/// <summary>Computes what is known of a node's outputs.</summary>
internal delegate GraphValue[] Operator(NodeCall call);

/// <summary>The operators that are understood, and what is said of those that are not.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, Operator> s_operators = new(
    [
        .. ArithmeticOperators.All,
        .. FunctionOperators.All,
        .. ProductOperators.All,
        .. ShapeOperators.All,
        .. SelectionOperators.All,
        .. ConstantOperators.All,
        .. RowOperators.All,
        .. MachineLearningOperators.All,
    ]);

    /// <summary>Their names, those of another domain with that.</summary>
    public static IEnumerable<string> Names => s_operators.Keys;

    /// <summary>The operator of a node.</summary>
    /// <exception cref="GraphRefusal">It is none of them.</exception>
    public static Operator Find(OnnxNode node) => s_operators.TryGetValue(node.FullOperator, out Operator? found)
        ? found
        : throw new GraphRefusal(node, Found(node), "an operator of dense layers: docs/onnx.md lists them");

    /// <summary>An operator of one output.</summary>
    public static KeyValuePair<string, Operator> Row(string name, Func<NodeCall, GraphValue> operation) =>
        new(name, call => [operation(call)]);

    private static string Found(OnnxNode node)
    {
        string name = Printable.Plain(node.FullOperator);
        return node.Operator switch
        {
            _ when node.Attributes.Exists(attribute => attribute.HasGraph) => $"{name}, which has graphs of its own",
            "Conv" or "ConvTranspose" or "ConvInteger" or "QLinearConv" => $"{name}, a convolution",
            "LSTM" or "GRU" or "RNN" => $"{name}, which is recurrent",
            "MaxPool" or "AveragePool" or "GlobalAveragePool" or "GlobalMaxPool" or "LpPool" => $"{name}, a pooling",
            "Multinomial" or "Bernoulli" => $"{name}, which draws random numbers",
            _ when node.Operator.StartsWith("Random", StringComparison.Ordinal) => $"{name}, which draws random numbers",
            _ when node.Operator.StartsWith("Reduce", StringComparison.Ordinal) => $"{name} of a tensor that depends on the inputs",
            _ => $"operator {name}",
        };
    }
}
