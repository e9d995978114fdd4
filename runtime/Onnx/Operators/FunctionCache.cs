namespace Unrolled;

/// <summary>Makes one function for all elements of a tensor that have the same one so far.</summary>
/// <param name="call">The node whose operator is applied.</param>
internal sealed class FunctionCache(NodeCall call)
{
    private readonly Dictionary<(ScalarFunction, double, double, double), ScalarFunction> _applied = [];
    private readonly Dictionary<(ScalarFunction, double, double, ScalarFunction, double, double), ScalarFunction> _combined = [];

    /// <summary>A function, which may have a number in it, of an element.</summary>
    public Element Apply(Element element, double number, Func<ScalarFunction, double, ScalarFunction> function)
    {
        if (element.IsConstant)
        {
            return element with { Offset = function(Variable.Instance, number).At(element.Offset) };
        }

        (ScalarFunction, double, double, double) key = (element.Function, element.Scale, element.Offset, number);
        if (!_applied.TryGetValue(key, out ScalarFunction? applied))
        {
            _applied[key] = applied = Checked(function(element.Whole, number));
        }

        return element with { Function = applied, Scale = 1, Offset = 0 };
    }

    /// <summary>A function of two elements, of which one is constant or both depend on one number.</summary>
    public Element Combine(Element a, Element b, BinaryOperator operation)
    {
        if (b.IsConstant)
        {
            return WithConstant(a, b.Offset, operation, isReversed: false);
        }

        if (a.IsConstant)
        {
            return WithConstant(b, a.Offset, operation, isReversed: true);
        }

        if (operation.LinearSign is { } sign && a.Function == b.Function)
        {
            return a with { Scale = a.Scale + (sign * b.Scale), Offset = a.Offset + (sign * b.Offset) };
        }

        (ScalarFunction, double, double, ScalarFunction, double, double) key =
            (a.Function, a.Scale, a.Offset, b.Function, b.Scale, b.Offset);
        if (!_combined.TryGetValue(key, out ScalarFunction? combined))
        {
            _combined[key] = combined = Checked(new BinaryFunction(a.Whole, b.Whole, operation.Function));
        }

        return a with { Function = combined, Scale = 1, Offset = 0 };
    }

    public ScalarFunction Checked(ScalarFunction function)
    {
        function.Origin ??= call.Node;
        return function.Cost <= ScalarFunction.MostOperations
            ? function
            : throw call.Refuse(
                "a function of very many operations",
                $"at most {Wording.Count(ScalarFunction.MostOperations, "operation")} between two products");
    }

    private Element WithConstant(Element element, double number, BinaryOperator operation, bool isReversed) =>
        operation.AsAffine(number, isReversed) is var (scale, offset)
            ? element.Then(scale, offset)
            : Apply(element, number, (inner, n) => operation.WithConstant(inner, n, isReversed));
}
