namespace Unrolled;

/// <summary>Elementwise operators of two or more tensors.</summary>
internal static class ArithmeticOperators
{
    // Up to opset 6 the second tensor was repeated only where it was asked for.
    private const long FirstOpsetOfBroadcasting = 7;

    public static IEnumerable<KeyValuePair<string, Operator>> All =>
    [
        Binary("Add", BinaryOperator.Add),
        Binary("Sub", BinaryOperator.Subtract),
        Binary("Mul", BinaryOperator.Multiply),
        Binary("Div", BinaryOperator.Divide),
        Binary("Pow", BinaryOperator.Power),
        Binary("Greater", BinaryOperator.Greater),
        Binary("GreaterOrEqual", BinaryOperator.GreaterOrEqual),
        Binary("Less", BinaryOperator.Less),
        Binary("LessOrEqual", BinaryOperator.LessOrEqual),
        Binary("Equal", BinaryOperator.Equal),
        Binary("And", BinaryOperator.And),
        Binary("Or", BinaryOperator.Or),
        Binary("Mod", BinaryOperator.Modulo),
        OperatorTable.Row("Max", call => Several(call, BinaryOperator.Maximum)),
        OperatorTable.Row("Min", call => Several(call, BinaryOperator.Minimum)),
        OperatorTable.Row("Sum", call => Several(call, BinaryOperator.Add)),
        OperatorTable.Row("Where", Where),
        OperatorTable.Row("PRelu", PRelu),
    ];

    private static KeyValuePair<string, Operator> Binary(string name, BinaryOperator operation) => OperatorTable.Row(
        name, call => Elementwise.Combine(call, call.Input(0), Aligned(call, call.Input(0), call.Input(1)), operation));

    private static GraphValue Several(NodeCall call, BinaryOperator operation)
    {
        GraphValue result = call.Input(0);
        for (int i = 1; i < call.InputCount; i++)
        {
            result = Elementwise.Combine(call, result, call.Input(i), operation);
        }

        return result;
    }

    /// <summary>The second tensor in dimensions that fit the first, where an old set of operators says which they are.</summary>
    private static GraphValue Aligned(NodeCall call, GraphValue a, GraphValue b)
    {
        if (call.Opset >= FirstOpsetOfBroadcasting || call.Node.Domain.Length > 0 || call.Attribute("axis") is not { } axis)
        {
            return b;
        }

        int after = a.Dims.Length - call.Axis(axis.Integer, a.Dims.Length) - b.Dims.Length;
        return after >= 0
            ? b.Reshape([.. b.Dims, .. Enumerable.Repeat(1, after)])
            : throw call.Refuse(
                $"shape {b.ShapeText} from dimension {Wording.Number(axis.Integer)} of {a.ShapeText} on", "one that fits into it");
    }

    private static GraphValue PRelu(NodeCall call)
    {
        // Up to opset 6 the slopes were those of the channels, dimension 1.
        ConstantValue slope = call.Constant(1);
        MappedValue x = call.Mapped(0);
        GraphValue aligned = call.Opset < FirstOpsetOfBroadcasting && slope.Dims.Length == 1 && slope.Count > 1
            ? slope.Reshape([slope.Count, .. Enumerable.Repeat(1, Math.Max(0, x.Dims.Length - 2))])
            : slope;
        return Elementwise.Combine(call, x, aligned, s_prelu);
    }

    private static readonly BinaryOperator s_prelu = new((x, slope) => x < 0 ? slope * x : x, null);

    private static GraphValue Where(NodeCall call)
    {
        GraphValue condition = call.Input(0), then = call.Input(1), otherwise = call.Input(2);
        int[] choices = Elementwise.BroadcastDims(call, then.Dims, otherwise.Dims);
        int[] dims = call.Spend(Elementwise.BroadcastDims(call, condition.Dims, choices));
        int[] sample = TensorDims.OfSample(dims);
        GraphValue[] all =
        [
            .. new[] { condition, then, otherwise }.Select(v => v.Select(dims, Places.Broadcast(TensorDims.OfSample(v.Dims), sample))),
        ];
        if (all[0] is ConstantValue { Integers: { } constant })
        {
            return all[1] is ConstantValue a && all[2] is ConstantValue b
                ? ConstantFolding.Choose(call, dims, constant, a, b)
                : new MappedValue(dims, [.. constant.Select((c, i) => c != 0 ? ElementOf(call, all[1], i) : ElementOf(call, all[2], i))]);
        }

        FunctionCache cache = new(call);
        Element[] elements = new Element[all[0].Count];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Choose(call, cache, ElementOf(call, all[0], i), ElementOf(call, all[1], i), ElementOf(call, all[2], i));
        }

        return new MappedValue(dims, elements);
    }

    private static Element Choose(NodeCall call, FunctionCache cache, Element condition, Element then, Element otherwise)
    {
        if (condition.IsConstant)
        {
            return condition.Offset != 0 ? then : otherwise;
        }

        if ((!then.IsConstant && !then.HasVariableOf(condition)) || (!otherwise.IsConstant && !otherwise.HasVariableOf(condition)))
        {
            throw call.Refuse(
                "a choice between values that are not functions of the same sums as its condition",
                "a condition that is constant, or on the same sums");
        }

        return cache.Apply(condition, 0, (inner, _) => new ChoiceFunction(inner, Whole(then), Whole(otherwise)));
    }

    private static ScalarFunction Whole(Element element) =>
        element.IsConstant ? new ConstantFunction(element.Offset) : element.Whole;

    private static Element ElementOf(NodeCall call, GraphValue value, int place) => value switch
    {
        MappedValue mapped => mapped.Elements[place],
        ConstantValue constant => call.Points.Constant(ConstantFolding.Numbers(call, constant)[place]),
        _ => throw call.Unusable(value, 0),
    };
}
