namespace Unrolled;

/// <summary>Ends layers: what was kept as functions of a point becomes numbers of the next one.</summary>
internal sealed class NetworkPoints
{
    private readonly Dictionary<(Point Previous, Activation Activation, float Alpha), LayerPoint> _layers = [];
    private readonly Dictionary<ScalarFunction, RecognizedActivation?> _recognized = [];

    /// <summary>The labels of the classes that a classifier names; empty where there is none.</summary>
    public string[] Labels { get; set; } = [];

    public InputPoint Inputs { get; } = new();

    public StagedPoint Staged { get; } = new();

    /// <summary>A number that is the same for all inputs.</summary>
    public Element Constant(double value) => new(Inputs.Map, 0, Variable.Instance, 0, value);

    /// <summary>The elements as multiples of the numbers of one point: behind the input stage, or the layer that this ends.</summary>
    /// <exception cref="GraphRefusal">They are not what a layer, or the stage, can compute.</exception>
    public Element[] Operand(Element[] elements, NodeCall call)
    {
        Element[] bases = [.. elements.Select(Based)];
        if (bases.All(e => e.IsConstant || (e.IsAffine && e.Map is PointMap)))
        {
            return [.. bases.Select(e => Staging(e, ClampForm.Identity, call))];
        }

        return TryStage(elements, call) ?? Close(elements, call);
    }

    /// <summary>The elements as affine maps of one point, so that others can be added.</summary>
    /// <exception cref="GraphRefusal">They are not what a layer, or the stage, can compute.</exception>
    public Element[] Linear(Element[] elements, NodeCall call)
    {
        if (!elements.All(e => e.IsAffine))
        {
            return Operand(elements, call);
        }

        return [.. elements.Select(e => Staging(e, ClampForm.Identity, call))];
    }

    /// <summary>A layer over its rows that a function of all of them ends.</summary>
    public Element[] CloseRows(Element[] elements, Activation activation, NodeCall call)
    {
        Element[] rows = Linear(elements, call);
        LayerPoint layer = new(PointOf(rows, call), RecognizedActivation.Identity with { Activation = activation });
        for (int i = 0; i < rows.Length; i++)
        {
            // Each is a unit of its own, be they equal or not.
            layer.Units.Add(new Unit(rows[i].Map, rows[i].Row, rows[i].Scale, rows[i].Offset));
        }

        return [.. rows.Select((_, i) => new Element(layer.Map, i))];
    }

    /// <summary>The activation that a function is; remembered, since all elements of a tensor have one.</summary>
    public RecognizedActivation? Recognize(ScalarFunction function)
    {
        if (function is Variable)
        {
            return RecognizedActivation.Identity;
        }

        if (!_recognized.TryGetValue(function, out RecognizedActivation? recognized))
        {
            _recognized[function] = recognized = ActivationRecognition.Of(function);
        }

        return recognized;
    }

    /// <summary>The point that the elements are maps of.</summary>
    /// <exception cref="GraphRefusal">There are several.</exception>
    public Point PointOf(IEnumerable<Element> elements, NodeCall call)
    {
        Point? point = null;
        foreach (Element element in elements.Where(e => !e.IsConstant))
        {
            Point next = element.Map.Point == Inputs ? Staged : element.Map.Point;
            if (point is not null && next != point)
            {
                throw call.Refuse(
                    $"values of different depth: {Describe(point)}, and {Describe(next)}",
                    "branches that have the same number of layers with the same activations where they come together");
            }

            point = next;
        }

        return point ?? Staged;
    }

    /// <summary>What the number of an element is computed from, for messages.</summary>
    public static string Describe(Point point)
    {
        int depth = 0;
        string activation = "";
        for (; point is LayerPoint layer; point = layer.Previous)
        {
            activation = depth++ == 0 ? $" of {layer.Activation}" : activation;
        }

        return depth == 0 ? "of the inputs" : $"of layer {Wording.Number((long)depth)}{activation}";
    }

    /// <summary>Whether an element is an input, at most with a factor and something added.</summary>
    public static bool IsInput(Element element, NetworkPoints points) => element.IsAffine && Based(element).Map == points.Inputs.Map;

    /// <summary>The element as a multiple of a row that is not itself derived from another.</summary>
    public static Element Based(Element element) => element is { Function: Variable, Map: DerivedMap derived }
        ? derived.Base(element.Row).Then(element.Scale, element.Offset)
        : element;

    /// <summary>The elements where they are inputs within limits, which the input stage computes.</summary>
    private Element[]? TryStage(Element[] elements, NodeCall call)
    {
        Element[] staged = new Element[elements.Length];
        ClampForm[] forms = new ClampForm[elements.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            Element element = elements[i];
            Element input = Based(new Element(element.Map, element.Row));
            if (element.IsAffine)
            {
                (staged[i], forms[i]) = (Based(element), ClampForm.Identity);
            }
            else if (input.Map == Inputs.Map && ClampForm.Of(element.Function) is { } form)
            {
                forms[i] = form.After(input.Scale, input.Offset);
                staged[i] = new Element(input.Map, input.Row).Then(element.Scale, element.Offset);
            }
            else
            {
                return null;
            }

            if (!staged[i].IsConstant && staged[i].Map != Inputs.Map)
            {
                return null;
            }
        }

        return [.. staged.Select((e, i) => Staging(e, forms[i], call))];
    }

    /// <summary>An input as a number behind the stage; others are what they are.</summary>
    private Element Staging(Element element, ClampForm form, NodeCall call)
    {
        if (element.IsConstant || element.Map.Point != Inputs)
        {
            return element;
        }

        element = Based(element);

        if (!Staged.TryTake(element.Row, form))
        {
            throw call.Refuse(
                "an input that is clamped here, and elsewhere in the graph otherwise or not at all", "the same limits wherever it is used");
        }

        return element with { Map = Staged.Map };
    }

    private Element[] Close(Element[] elements, NodeCall call)
    {
        Point previous = PointOf(elements, call);
        RecognizedActivation? first = null;
        Element[] closed = new Element[elements.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            Element element = elements[i];
            if (element.IsConstant)
            {
                closed[i] = element;
                continue;
            }

            RecognizedActivation activation = Recognize(element.Function) ?? throw Unknown(element.Function, call);
            first ??= activation;
            if (!activation.IsSame(first))
            {
                throw call.Refuse(
                    $"{first} at some elements of a layer and {activation} at others", "one activation, and one alpha, for each layer");
            }

            // The first of its activation says it for all: what lies outside of it is in the elements.
            LayerPoint layer = Layer(previous, first);
            Element row = Staging(new Element(element.Map, element.Row), ClampForm.Identity, call);
            closed[i] = new Element(layer.Map, layer.Place(Unit.Of(row, activation)))
                .Then(activation.OuterScale, activation.OuterOffset)
                .Then(element.Scale, element.Offset);
        }

        return closed;
    }

    private LayerPoint Layer(Point previous, RecognizedActivation activation)
    {
        (Point, Activation, float) key = (previous, activation.Activation, activation.Alpha);
        if (!_layers.TryGetValue(key, out LayerPoint? layer))
        {
            _layers[key] = layer = new LayerPoint(previous, activation);
        }

        return layer;
    }

    public static GraphRefusal Unknown(ScalarFunction function, NodeCall call) => new(
        function.Origin ?? call.Node,
        ActivationRecognition.IsExactGelu(function)
            ? "the exact form of GELU"
            : "a function that is none of the activations, and none of them with a factor and something added",
        ActivationRecognition.IsExactGelu(function)
            ? "its tanh form: build the model with GELU(approximate='tanh') and export it again"
            : $"one of {string.Join(", ", ActivationRow.All.Select(row => row.Activation))}");
}
