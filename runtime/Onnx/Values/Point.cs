namespace Unrolled;

/// <summary>Numbers that maps start from: the inputs, or what a layer gives.</summary>
internal abstract class Point
{
    protected Point() => Map = new PointMap(this);

    /// <summary>The numbers as they are.</summary>
    public PointMap Map { get; }
}

/// <summary>The inputs as they come.</summary>
internal sealed class InputPoint : Point;

/// <summary>A layer's activations. It grows while branches of a graph find units of theirs in it.</summary>
/// <param name="previous">What its weights are applied to.</param>
/// <param name="activation">What it applies then.</param>
internal sealed class LayerPoint(Point previous, RecognizedActivation activation) : Point
{
    private readonly Dictionary<Unit, int> _places = [];

    public Point Previous { get; } = previous;

    public RecognizedActivation Activation { get; } = activation;

    public List<Unit> Units { get; } = [];

    /// <summary>The place of a unit, which is added where it is a new one.</summary>
    public int Place(Unit unit)
    {
        if (!_places.TryGetValue(unit, out int place))
        {
            _places[unit] = place = Units.Count;
            Units.Add(unit);
        }

        return place;
    }
}

/// <summary>A unit's pre-activation: scale times a row of a map, and an offset.</summary>
internal readonly record struct Unit(AffineMap Map, int Row, double Scale, double Offset)
{
    /// <summary>A unit whose pre-activation is the argument of an activation.</summary>
    public static Unit Of(Element row, RecognizedActivation activation) => new(
        row.Map, row.Row, activation.InnerScale * row.Scale, Affine.At(activation.InnerScale, row.Offset, activation.InnerOffset));

    public double Bias => Affine.At(Scale, Map.Offset(Row), Offset);
}
