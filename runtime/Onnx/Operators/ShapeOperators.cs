namespace Unrolled;

/// <summary>Operators that leave the elements as they are and put them into other dimensions or another order.</summary>
internal static class ShapeOperators
{
    private const long FirstOpsetOfAxesAsInputs = 13;

    public static IEnumerable<KeyValuePair<string, Operator>> All =>
    [
        OperatorTable.Row("Reshape", Reshape),
        OperatorTable.Row("Flatten", Flatten),
        OperatorTable.Row("Squeeze", Squeeze),
        OperatorTable.Row("Unsqueeze", Unsqueeze),
        OperatorTable.Row("Transpose", Transpose),
        OperatorTable.Row("Expand", Expand),
        OperatorTable.Row("Tile", Tile),
        OperatorTable.Row("Shape", Shape),
        OperatorTable.Row("Size", Size),
    ];

    /// <summary>The dimensions in another order.</summary>
    public static GraphValue Transpose(NodeCall call, GraphValue value, int[] order) => value.Select(
        call.Spend([.. order.Select(axis => value.Dims[axis])]), Places.Transpose(TensorDims.OfSample(value.Dims), order));

    private static GraphValue Transpose(NodeCall call)
    {
        GraphValue value = call.Input(0);
        long[] order = call.Attribute("perm")?.Integers.ToArray()
            ?? [.. Enumerable.Range(0, value.Dims.Length).Reverse().Select(axis => (long)axis)];
        return order.Order().SequenceEqual(Enumerable.Range(0, value.Dims.Length).Select(axis => (long)axis))
            ? Transpose(call, value, [.. order.Select(axis => (int)axis)])
            : throw call.Refuse($"perm [{string.Join(", ", order)}] for {call.Name(0)}", "each of its dimensions once");
    }

    private static GraphValue Reshape(NodeCall call)
    {
        GraphValue value = call.Input(0);
        long[] wanted = call.Opset < 5 || call.InputCount < 2 ? call.Attribute("shape")?.Integers.ToArray() ?? [] : call.Integers(1);
        return value.Reshape(ReshapeDims.Of(call, value, wanted, isZeroSize: call.Integer("allowzero", 0) != 0));
    }

    private static GraphValue Flatten(NodeCall call)
    {
        GraphValue value = call.Input(0);
        long given = call.Integer("axis", 1);
        int axis = given == value.Dims.Length ? value.Dims.Length : call.Axis(given, value.Dims.Length);
        return value.Reshape([Product(call, value.Dims.AsSpan(0, axis)), Product(call, value.Dims.AsSpan(axis))]);
    }

    private static int Product(NodeCall call, ReadOnlySpan<int> dims)
    {
        long count = TensorDims.Count(dims);
        return !dims.Contains(TensorDims.Batch) ? (int)count
            : count == 1 ? TensorDims.Batch
            : throw call.Refuse("samples and their numbers in one dimension", "the batch in a dimension of its own");
    }

    private static GraphValue Squeeze(NodeCall call)
    {
        GraphValue value = call.Input(0);
        int[] axes = Axes(call, value.Dims.Length)
            ?? [.. Enumerable.Range(0, value.Dims.Length).Where(axis => IsOfSizeOne(call, value.Dims[axis]))];
        foreach (int axis in axes)
        {
            if (!IsOfSizeOne(call, value.Dims[axis]))
            {
                throw call.Refuse($"dimension {Wording.Number((long)axis)} of {call.Name(0)}", "one of size 1");
            }
        }

        return value.Reshape([.. value.Dims.Where((_, i) => !axes.Contains(i))]);
    }

    private static bool IsOfSizeOne(NodeCall call, int size) => size == 1 || (size == TensorDims.Batch && call.FixedBatch == 1);

    private static GraphValue Unsqueeze(NodeCall call)
    {
        GraphValue value = call.Input(0);
        int added = call.Opset >= FirstOpsetOfAxesAsInputs ? call.Integers(1).Length : call.Attribute("axes")?.Integers.Count ?? 0;
        int[] axes = Axes(call, value.Dims.Length + added) ?? [];
        if (axes.Distinct().Count() != axes.Length)
        {
            throw call.Refuse("the same dimension twice", "each once");
        }

        List<int> dims = [.. value.Dims];
        foreach (int axis in axes.Order())
        {
            dims.Insert(axis, 1);
        }

        return value.Reshape([.. dims]);
    }

    /// <summary>Up to opset 12 the axes are an attribute, then an input.</summary>
    private static int[]? Axes(NodeCall call, int rank)
    {
        IEnumerable<long>? axes = call.Opset < FirstOpsetOfAxesAsInputs ? call.Attribute("axes")?.Integers
            : call.Optional(1) is null ? null
            : call.Integers(1);
        return axes?.Select(axis => call.Axis(axis, rank)).ToArray();
    }

    private static GraphValue Expand(NodeCall call)
    {
        GraphValue value = call.Input(0);
        int[] wanted = [.. call.Integers(1).Select(size => Dimension(call, size))];
        int[] dims = call.Spend(Elementwise.BroadcastDims(call, value.Dims, wanted));
        return value.Select(dims, Places.Broadcast(TensorDims.OfSample(value.Dims), TensorDims.OfSample(dims)));
    }

    /// <summary>A size that a graph has computed.</summary>
    public static int Dimension(NodeCall call, long size) => size == TensorDims.BatchNumber ? TensorDims.Batch
        : size is >= 0 and <= int.MaxValue ? (int)size
        : throw call.Refuse($"size {Wording.Number(size)}", "one from 0 on");

    private static GraphValue Tile(NodeCall call)
    {
        GraphValue value = call.Input(0);
        long[] repeats = call.Integers(1);
        int[] sample = TensorDims.OfSample(value.Dims);
        if (repeats.Length != sample.Length
            || repeats.Where((n, i) => n is < 0 or > int.MaxValue || (n != 1 && value.Dims[i] == TensorDims.Batch)).Any())
        {
            throw call.Refuse(
                $"repetitions [{string.Join(", ", repeats)}] of {call.Name(0)}", "a number for each dimension, and 1 for the batch");
        }

        int[] dims = call.Spend([.. value.Dims.Select((size, i) => (int)Math.Min(size * repeats[i], int.MaxValue))]);
        int[][] picks = [.. sample.Select((size, i) => Enumerable.Range(0, (int)repeats[i] * size).Select(j => j % size).ToArray())];
        return value.Select(dims, Places.Pick(sample, picks));
    }

    /// <summary>From opset 15 on a part of the dimensions may be asked for.</summary>
    private static GraphValue Shape(NodeCall call)
    {
        int[] dims = call.Input(0).Dims;
        int start = Bound(call.Integer("start", 0)), end = Bound(call.Integer("end", dims.Length));
        return ConstantValue.Of([.. dims.Skip(start).Take(end - start).Select(size => size == TensorDims.Batch
            ? TensorDims.BatchNumber
            : size)]);

        int Bound(long axis) => (int)Math.Clamp(axis < 0 ? axis + dims.Length : axis, 0, dims.Length);
    }

    private static GraphValue Size(NodeCall call)
    {
        GraphValue value = call.Input(0);
        return ConstantValue.Of([], new long[] { Product(call, value.Dims) is var size && size == TensorDims.Batch
            ? TensorDims.BatchNumber
            : size });
    }
}
