namespace Unrolled;

/// <summary>Applies a function to each element of a tensor, or to the elements of two that stand at the same place.</summary>
internal static class Elementwise
{
    /// <summary>A function of one tensor.</summary>
    public static GraphValue Apply(NodeCall call, GraphValue x, Func<ScalarFunction, ScalarFunction> function, bool isWhole = false)
    {
        call.Spend(x.Dims);
        if (x is ConstantValue constant)
        {
            ScalarFunction applied = function(Variable.Instance);
            double[] numbers = constant.ToNumbers() ?? throw call.Refuse(
                $"a calculation with {call.Name(0)}", "numbers that are the same for any batch");
            return Constant(constant.Dims, [.. numbers.Select(applied.At)], isWhole || constant.Integers is not null);
        }

        if (x is RefusedValue)
        {
            return x;
        }

        FunctionCache cache = new(call);
        MappedValue mapped = Mapped(call, x, 0);
        return new MappedValue(x.Dims, [.. mapped.Elements.Select(e => cache.Apply(e, 0, (inner, _) => function(inner)))], isWhole);
    }

    /// <summary>A function of two tensors, of which the smaller is repeated.</summary>
    public static GraphValue Combine(NodeCall call, GraphValue a, GraphValue b, BinaryOperator operation, bool isBias = false)
    {
        int[] dims = call.Spend(BroadcastDims(call, a.Dims, b.Dims));
        int[] sample = TensorDims.OfSample(dims);
        bool derives = isBias || IsOfEachElement(a as ConstantValue ?? b as ConstantValue);
        a = a.Select(dims, Places.Broadcast(TensorDims.OfSample(a.Dims), sample));
        b = b.Select(dims, Places.Broadcast(TensorDims.OfSample(b.Dims), sample));
        return (a, b) switch
        {
            (RefusedValue, _) => a,
            (_, RefusedValue) => b,
            (ConstantValue left, ConstantValue right) => ConstantFolding.Combine(call, dims, left, right, operation),
            (_, ConstantValue right) => WithConstant(call, Mapped(call, a, 0), right, operation, isReversed: false, derives),
            (ConstantValue left, _) => WithConstant(call, Mapped(call, b, 1), left, operation, isReversed: true, derives),
            _ => TryOfMapped(call, Mapped(call, a, 0), Mapped(call, b, 1), operation),
        };
    }

    /// <summary>The dimensions of a result: those of the inputs, where a size of 1 is repeated.</summary>
    public static int[] BroadcastDims(NodeCall call, int[] a, int[] b)
    {
        int[] dims = new int[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= dims.Length; i++)
        {
            int left = i <= a.Length ? a[^i] : 1, right = i <= b.Length ? b[^i] : 1;
            dims[^i] = left == right || right == 1 ? left
                : left == 1 ? right
                : throw call.Refuse(
                    $"shapes {TensorDims.Text(a)} and {TensorDims.Text(b)}, which do not fit each other",
                    "sizes that are equal, or 1, from the last dimension on");
        }

        return dims;
    }

    /// <summary>The elements of a tensor that depends on the inputs.</summary>
    public static MappedValue Mapped(NodeCall call, GraphValue value, int index) =>
        value as MappedValue ?? throw call.Unusable(value, index);

    private static ConstantValue Constant(int[] dims, double[] numbers, bool isWhole) =>
        isWhole ? ConstantValue.Of(dims, [.. numbers.Select(n => (long)n)]) : ConstantValue.Of(dims, numbers);

    private static MappedValue WithConstant(
        NodeCall call, MappedValue mapped, ConstantValue constant, BinaryOperator operation, bool isReversed, bool derives)
    {
        double[] numbers = constant.ToNumbers() ?? throw call.Refuse(
            "a calculation with the number of samples", "one that is the same for any batch");
        FunctionCache cache = new(call);
        Element[] elements = new Element[mapped.Elements.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            double number = numbers[i];
            elements[i] = operation.AsAffine(number, isReversed) is var (scale, offset)
                ? mapped.Elements[i].Then(scale, offset)
                : cache.Apply(mapped.Elements[i], number, (inner, n) => operation.WithConstant(inner, n, isReversed));
        }

        return new MappedValue(mapped.Dims, derives ? Derive(elements, constant.Name) : elements, operation.IsComparison);
    }

    /// <summary>Whether a constant has a number for each element: several, or a tensor of the file, as a bias that is still 0.</summary>
    private static bool IsOfEachElement(ConstantValue? constant) => constant is { Count: > 1 } && (constant.Name.Length > 0
        || constant.Numbers is { } numbers && !Array.TrueForAll(numbers, n => n.Equals(numbers[0])));

    /// <summary>
    /// Rows of their own for elements that differ in what was added or multiplied, as by a bias. What follows is then one function for all.
    /// </summary>
    private static Element[] Derive(Element[] elements, string name)
    {
        if (!elements.All(e => e.IsAffine && !e.IsConstant) || elements.Select(e => e.Map.Point).Distinct().Count() != 1)
        {
            return elements;
        }

        DerivedMap derived = new(elements[0].Map.Point, [.. elements.Select(NetworkPoints.Based)], name.Length > 0 ? name : null);
        return [.. elements.Select((_, row) => new Element(derived, row))];
    }

    private static GraphValue TryOfMapped(NodeCall call, MappedValue a, MappedValue b, BinaryOperator operation)
    {
        try
        {
            return OfMapped(call, a, b, operation);
        }
        catch (GraphRefusal refusal)
        {
            return new RefusedValue(a.Dims, refusal);
        }
    }

    private static MappedValue OfMapped(NodeCall call, MappedValue a, MappedValue b, BinaryOperator operation)
    {
        (Element First, Element Second)[] pairs = [.. a.Elements.Zip(b.Elements)];
        if (!pairs.All(p => p.First.IsConstant || p.Second.IsConstant || p.First.HasVariableOf(p.Second)))
        {
            return operation.LinearSign is { } sign
                ? new MappedValue(a.Dims, LinearSum.Of(call, a.Elements, b.Elements, sign))
                : throw call.Refuse(
                    $"two tensors that both depend on the inputs, {call.Name(0)} and {call.Name(1)}, "
                    + "and that are not functions of the same sums",
                    "a constant as one of them");
        }

        FunctionCache cache = new(call);
        Element[] elements = [.. pairs.Select(p => cache.Combine(p.First, p.Second, operation))];
        return new MappedValue(a.Dims, elements, operation.IsComparison);
    }
}
