namespace Unrolled;

/// <summary>Operators that make constants, that leave a tensor as it is, or that only constants can go through.</summary>
internal static class ConstantOperators
{
    public static IEnumerable<KeyValuePair<string, Operator>> All =>
    [
        OperatorTable.Row("Constant", Constant),
        OperatorTable.Row("ConstantOfShape", ConstantOfShape),
        OperatorTable.Row("Range", Range),
        OperatorTable.Row("Identity", call => call.Input(0)),
        OperatorTable.Row("Dropout", Dropout),
        OperatorTable.Row("Cast", call => Cast(call, (OnnxElementType)call.Integer("to", 0))),
        OperatorTable.Row("CastLike", call => Cast(call, IsInteger(call.Input(1)) ? OnnxElementType.Int64 : OnnxElementType.Float)),
        OperatorTable.Row("RandomNormalLike", Random),
        OperatorTable.Row("RandomUniformLike", Random),
        Reduction("ReduceProd", BinaryOperator.Multiply),
        Reduction("ReduceSum", BinaryOperator.Add),
        Reduction("ReduceMax", BinaryOperator.Maximum),
        Reduction("ReduceMin", BinaryOperator.Minimum),
    ];

    private static bool IsInteger(GraphValue value) => value is ConstantValue { Integers: not null } or MappedValue { IsWhole: true };

    private static ConstantValue Constant(NodeCall call)
    {
        foreach (OnnxAttribute attribute in call.Node.Attributes)
        {
            switch (attribute.Name)
            {
                case "value" when attribute.Tensor is { } tensor:
                    return call.Read(tensor);
                case "value_float":
                    return ConstantValue.Of([], new double[] { attribute.Single });
                case "value_floats":
                    return ConstantValue.Of([attribute.Singles.Count], attribute.Singles.ToArray());
                case "value_int":
                    return ConstantValue.Of([], new long[] { attribute.Integer });
                case "value_ints":
                    return ConstantValue.Of(attribute.Integers.ToArray());
                case "value_string":
                    return ConstantValue.Of([], [attribute.Text]);
                case "value_strings":
                    return ConstantValue.Of([attribute.Texts.Count], attribute.Texts.ToArray());
                default:
                    break;
            }
        }

        throw call.Refuse("no value that is read", "a tensor, numbers or text; a sparse tensor is none");
    }

    private static GraphValue ConstantOfShape(NodeCall call)
    {
        int[] dims = call.Spend([.. call.Integers(0).Select(size => ShapeOperators.Dimension(call, size))]);
        ConstantValue value = call.Attribute("value")?.Tensor is { } tensor ? call.Read(tensor) : ConstantValue.Of([1], new double[] { 0 });
        return value.Count == 1 ? value.Select(dims, new int[TensorDims.Count(dims)]) : throw call.Refuse(
            $"a value {value.ShapeText}", "one number");
    }

    private static ConstantValue Range(NodeCall call)
    {
        long[] limits = [.. Enumerable.Range(0, 3).SelectMany(call.Integers)];
        if (limits is not [long start, long limit, not 0 and long step] || limits.Contains(TensorDims.BatchNumber))
        {
            throw call.Refuse("a range by the number of samples, or without a step", "three whole numbers");
        }

        double count = Math.Max(0, Math.Ceiling(((double)limit - start) / step));
        call.Spend([(int)Math.Min(count, int.MaxValue)]);
        return ConstantValue.Of([.. Enumerable.Range(0, (int)count).Select(i => start + (i * step))]);
    }

    private static GraphValue Dropout(NodeCall call) =>
        call.Optional(2) is ConstantValue { Integers: [not 0] } ? throw call.Refuse(
            "training_mode", "a model in evaluation: model.eval() before it is exported") : call.Input(0);

    private static RefusedValue Random(NodeCall call) =>
        new(call.Input(0).Dims, call.Refuse($"{call.Node.Operator}, which draws random numbers", "an output that does not depend on them"));

    private static GraphValue Cast(NodeCall call, OnnxElementType type) => call.Input(0) switch
    {
        ConstantValue { Texts: null } constant => ConstantFolding.Cast(call, constant, type),
        MappedValue mapped when type.IsFloat() => new MappedValue(mapped.Dims, mapped.Elements),
        MappedValue { IsWhole: true } mapped when type.IsInteger() && type != OnnxElementType.Bool => mapped,
        MappedValue => throw call.Refuse($"a conversion of numbers into {type.Name()}", "floating-point numbers"),
        GraphValue value => value,
    };

    /// <summary>Up to opset 17, of sums 12, the axes are an attribute, then an input.</summary>
    private static KeyValuePair<string, Operator> Reduction(string name, BinaryOperator operation) => OperatorTable.Row(name, call =>
    {
        if (call.Input(0) is not ConstantValue value)
        {
            throw call.Refuse($"{name} of a tensor that depends on the inputs, {call.Name(0)}", "sums that a product with a matrix makes");
        }

        int rank = value.Dims.Length;
        IEnumerable<long>? given = call.Attribute("axes")?.Integers ?? (call.Optional(1) is null ? null : call.Integers(1).ToList());
        int[] axes = given is null ? Places.All(rank) : [.. given.Select(axis => call.Axis(axis, rank))];
        bool keeps = call.Integer("keepdims", 1) != 0;
        int[] kept = [.. value.Dims.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
        int[] dims = keeps ? kept : [.. value.Dims.Where((_, axis) => !axes.Contains(axis))];
        if (value.Dims.Contains(TensorDims.Batch) || value.Count == 0)
        {
            throw call.Refuse($"{name} of {call.Name(0)}", "numbers that are the same for any batch");
        }

        // The place in the result of each element: all of one are a group.
        int[] places = Places.Broadcast(kept, value.Dims);
        int[][] groups = [.. Places.All(value.Count).GroupBy(i => places[i]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        return ConstantFolding.Reduce(call, dims, value, groups, operation);
    });
}
