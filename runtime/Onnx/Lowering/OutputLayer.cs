namespace Unrolled;

/// <summary>The last layer, and what is done to its activations.</summary>
/// <param name="Layer">The layer, with a unit for each output.</param>
/// <param name="Forms">What becomes of each of its activations.</param>
internal sealed record OutputLayer(LayerPoint Layer, IReadOnlyList<ClampForm> Forms)
{
    /// <exception cref="GraphRefusal">The outputs are not those of one layer.</exception>
    public static OutputLayer Of(Element[] outputs, NetworkPoints points, NodeCall call)
    {
        if (outputs.Length == 0 || Array.Exists(outputs, e => e.IsConstant))
        {
            throw call.Refuse(
                outputs.Length == 0 ? "no outputs" : "outputs that are the same for all inputs", "outputs that depend on the inputs");
        }

        Point point = points.PointOf(outputs, call);
        return point is LayerPoint layer && outputs.All(e => Activation(e).Map == layer.Map)
            ? OfClosed(layer, outputs, call)
            : OfOpen(point, outputs, points, call);
    }

    /// <summary>Units of a layer that has ended, at the most within limits.</summary>
    private static OutputLayer OfClosed(LayerPoint layer, Element[] outputs, NodeCall call)
    {
        bool isRowwise = ActivationRow.Of(layer.Activation.Activation).IsRowwise;
        if (isRowwise && !outputs.Select(e => Activation(e).Row).Order().SequenceEqual(Places.All(layer.Units.Count)))
        {
            throw call.Refuse($"some outputs of {layer.Activation} without the others", "all of them, each once");
        }

        List<ClampForm> forms = [];
        LayerPoint last = new(layer.Previous, layer.Activation);
        foreach (Element output in outputs)
        {
            Element activation = Activation(output);
            ClampForm form = ClampForm.Of(output.Whole)
                ?? throw call.Refuse($"a function behind {layer.Activation}", "a factor, something added, or limits");
            forms.Add(form.After(activation.Scale, activation.Offset));
            last.Units.Add(layer.Units[activation.Row]);
        }

        return new OutputLayer(last, forms);
    }

    /// <summary>The activation that an output depends on, with a factor and something added before its function is applied.</summary>
    private static Element Activation(Element output) => NetworkPoints.Based(new Element(output.Map, output.Row));

    private static OutputLayer OfOpen(Point point, Element[] outputs, NetworkPoints points, NodeCall call)
    {
        OutputForm[] forms = OutputForms.Of([.. outputs.Select(e => e.Whole)], points, call);
        RecognizedActivation first = forms[0].Activation;
        LayerPoint last = new(point, first);
        for (int i = 0; i < outputs.Length; i++)
        {
            RecognizedActivation activation = forms[i].Activation;
            if (!activation.IsSame(first))
            {
                throw call.Refuse(
                    $"{first} at output 0 and {activation} at output {Wording.Number((long)i)}",
                    "one activation, and one alpha, for all outputs");
            }

            Element row = points.Linear([new Element(outputs[i].Map, outputs[i].Row)], call)[0];
            last.Units.Add(Unit.Of(row, activation));
        }

        return new OutputLayer(last, [.. forms.Select(form => form.Behind)]);
    }
}
