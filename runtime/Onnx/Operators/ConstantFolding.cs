namespace Unrolled;

/// <summary>Computes what does not depend on the inputs, numbers in float64; the number of samples stays a symbol.</summary>
internal static class ConstantFolding
{
    /// <summary>An operator of two constants of equal size.</summary>
    public static ConstantValue Combine(NodeCall call, int[] dims, ConstantValue a, ConstantValue b, BinaryOperator operation)
    {
        if (a.Integers is not null && b.Integers is not null && operation.IntegerFunction is { } function)
        {
            return ConstantValue.Of(dims, [.. a.Integers.Zip(b.Integers, (x, y) => Combine(call, x, y, operation, function))]);
        }

        double[] left = Numbers(call, a), right = Numbers(call, b);
        double[] numbers = [.. left.Zip(right, operation.Function)];
        return operation.IsComparison
            ? ConstantValue.Of(dims, [.. numbers.Select(n => (long)n)])
            : ConstantValue.Of(dims, numbers).WithName(a.Name.Length > 0 ? a.Name : b.Name);
    }

    /// <summary>Elements of one constant or of another.</summary>
    public static ConstantValue Choose(NodeCall call, int[] dims, long[] condition, ConstantValue then, ConstantValue otherwise)
    {
        if (then.Integers is { } a && otherwise.Integers is { } b)
        {
            return ConstantValue.Of(dims, [.. condition.Select((c, i) => c != 0 ? a[i] : b[i])]);
        }

        double[] left = Numbers(call, then), right = Numbers(call, otherwise);
        return ConstantValue.Of(dims, [.. condition.Select((c, i) => c != 0 ? left[i] : right[i])]);
    }

    /// <summary>The same numbers in another type.</summary>
    public static ConstantValue Cast(NodeCall call, ConstantValue value, OnnxElementType type)
    {
        if (type.IsFloat())
        {
            return ConstantValue.Of(value.Dims, Numbers(call, value)).WithName(value.Name);
        }

        if (!type.IsInteger())
        {
            throw call.Refuse($"a conversion into {type.Name()}", "numbers");
        }

        long[] integers = value.Integers ?? [.. Numbers(call, value).Select(n => (long)n)];
        return ConstantValue.Of(
            value.Dims,
            type == OnnxElementType.Bool ? [.. (value.Numbers ?? Numbers(call, value)).Select(n => n != 0 ? 1L : 0)] : integers);
    }

    /// <summary>Each group of a reduction, from the first element on.</summary>
    public static ConstantValue Reduce(NodeCall call, int[] dims, ConstantValue value, int[][] groups, BinaryOperator operation)
    {
        if (value.Integers is { } integers && operation.IntegerFunction is { } function)
        {
            long both(long x, long y) => Combine(call, x, y, operation, function);
            return ConstantValue.Of(dims, [.. groups.Select(group => group.Select(i => integers[i]).Aggregate(both))]);
        }

        double[] numbers = Numbers(call, value);
        return ConstantValue.Of(dims, [.. groups.Select(group => group.Select(i => numbers[i]).Aggregate(operation.Function))]);
    }

    public static double[] Numbers(NodeCall call, ConstantValue value) => value.ToNumbers()
        ?? throw call.Refuse(
            value.Texts is null ? "a calculation with the number of samples" : "a calculation with text",
            "numbers that are the same for any batch");

    private static long Combine(NodeCall call, long a, long b, BinaryOperator operation, Func<long, long, long> function)
    {
        if (a != TensorDims.BatchNumber && b != TensorDims.BatchNumber)
        {
            return function(a, b);
        }

        // What leaves the number of samples as it is, or can be said of any of them.
        return operation switch
        {
            _ when operation == BinaryOperator.Multiply && (a == 1 || b == 1) => TensorDims.BatchNumber,
            _ when operation == BinaryOperator.Divide && b == 1 => TensorDims.BatchNumber,
            _ when operation == BinaryOperator.Add && (a == 0 || b == 0) => TensorDims.BatchNumber,
            _ when operation == BinaryOperator.Maximum && Math.Min(Positive(a), Positive(b)) <= 1 => TensorDims.BatchNumber,
            _ when operation == BinaryOperator.Equal && (a == b || Math.Min(Positive(a), Positive(b)) < 1) => a == b ? 1 : 0,
            _ => throw call.Refuse("a calculation with the number of samples", "numbers that are the same for any batch"),
        };

        static long Positive(long number) => number == TensorDims.BatchNumber ? long.MaxValue : number;
    }
}
