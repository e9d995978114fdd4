namespace Unrolled;

/// <summary>Operators that look at all numbers of a sample.</summary>
internal static class RowOperators
{
    // Up to opset 12 all dimensions from the axis on are one row, from 13 on the axis alone.
    private const long FirstOpsetOfOneAxis = 13;

    public static IEnumerable<KeyValuePair<string, Operator>> All =>
    [
        OperatorTable.Row("Softmax", call => Rows(call, Activation.Softmax)),
        OperatorTable.Row("LogSoftmax", call => Rows(call, Activation.LogSoftmax)),
        OperatorTable.Row("Log", Log),
        OperatorTable.Row("ArgMax", ArgMax),
    ];

    /// <summary>A layer that ends in a function of all of its sums.</summary>
    public static MappedValue Rows(NodeCall call, MappedValue x, Activation activation) =>
        new(x.Dims, call.Points.CloseRows(x.Elements, activation, call));

    private static MappedValue Rows(NodeCall call, Activation activation)
    {
        MappedValue x = call.Mapped(0);
        bool isOneAxis = call.Opset >= FirstOpsetOfOneAxis;
        int axis = call.Axis(call.Integer("axis", isOneAxis ? -1 : 1), x.Dims.Length);
        RequireWhole(call, x, isOneAxis ? x.Dims.AsSpan(axis, 1) : x.Dims.AsSpan(axis));
        return Rows(call, x, activation);
    }

    private static void RequireWhole(NodeCall call, GraphValue x, ReadOnlySpan<int> row)
    {
        if (row.Contains(TensorDims.Batch) || TensorDims.Count(row) != x.Count)
        {
            throw call.Refuse($"a row of shape {TensorDims.Text(row.ToArray())} in {call.Name(0)}", "all numbers of a sample in one row");
        }
    }

    private static GraphValue Log(NodeCall call)
    {
        if (call.Input(0) is MappedValue { Elements: [{ Map.Point: LayerPoint { Activation.Activation: Activation.Softmax } layer }, ..] } x
            && x.Elements.Select((e, i) => e == new Element(layer.Map, i)).All(isUnit => isUnit) && x.Count == layer.Units.Count)
        {
            Element[] sums = [.. layer.Units.Select(unit => new Element(unit.Map, unit.Row).Then(unit.Scale, unit.Offset))];
            return Rows(call, new MappedValue(x.Dims, sums), Activation.LogSoftmax);
        }

        return Elementwise.Apply(call, call.Input(0), inner => new UnaryFunction(inner, Math.Log));
    }

    private static RankedValue ArgMax(NodeCall call)
    {
        MappedValue x = call.Mapped(0);
        int axis = call.Axis(call.Integer("axis", 0), x.Dims.Length);
        RequireWhole(call, x, x.Dims.AsSpan(axis, 1));
        if (call.Integer("select_last_index", 0) != 0)
        {
            throw call.Refuse("select_last_index=1", "the first index of several that are largest");
        }

        int[] dims = [.. x.Dims];
        dims[axis] = 1;
        return new RankedValue(call.Integer("keepdims", 1) != 0 ? dims : [.. dims.Where((_, i) => i != axis)], x);
    }
}
