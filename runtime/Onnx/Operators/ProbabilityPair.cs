namespace Unrolled;

/// <summary>Finds out whether outputs are probabilities that add up to 1 whatever the inputs.</summary>
internal static class ProbabilityPair
{
    /// <summary>Whether the elements are those of a softmax, or sigmoids of opposite sums.</summary>
    public static bool AddsUpToOne(Element[] elements) => elements switch
    {
        [{ Map.Point: LayerPoint { Activation.Activation: Activation.Softmax } layer }, ..] =>
            elements.Length == layer.Units.Count && elements.Select((e, i) => e == new Element(layer.Map, i)).All(isUnit => isUnit),
        [var a, var b] => IsSigmoid(a) && IsSigmoid(b) && AreOpposite(a, b),
        _ => false,
    };

    private static bool IsSigmoid(Element element) =>
        element is { Scale: 1, Offset: 0 }
        && ActivationRecognition.Of(element.Function)
            is { Activation: Activation.Sigmoid, InnerScale: 1, InnerOffset: 0, IsBare: true };

    private static bool AreOpposite(Element a, Element b)
    {
        if (a.Map.Point != b.Map.Point || a.Map.Offset(a.Row) != -b.Map.Offset(b.Row))
        {
            return false;
        }

        int size = 0;
        foreach (int column in a.Map.Columns(a.Row).ToArray().Concat(b.Map.Columns(b.Row).ToArray()))
        {
            size = Math.Max(size, column + 1);
        }

        WeightRow sum = new(size);
        a.Map.AddRow(a.Row, 1, sum);
        b.Map.AddRow(b.Row, 1, sum);
        return !sum.Weights.ContainsAnyExcept(0);
    }
}
