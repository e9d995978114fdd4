using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

/// <summary>One sample through all layers in registers, for one width.</summary>
/// <param name="Width">The width.</param>
/// <param name="Layers">How each layer lies in registers.</param>
internal sealed record StraightLinePlan(VectorWidth Width, IReadOnlyList<StraightLayer> Layers);

/// <summary>A layer in registers.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Lanes">Units in a register.</param>
/// <param name="Vectors">Registers of its outputs.</param>
/// <param name="GroupedLanes">
/// For a narrow layer behind a wide one the lanes of that one: a vector then holds the weights of several inputs, each input is spread over
/// its group of lanes, and the groups, each a block of the sum, are added at the end. Else 0.
/// </param>
internal sealed record StraightLayer(DenseLayerPlan Layer, int Lanes, int Vectors, int GroupedLanes)
{
    public bool IsGrouped => GroupedLanes > 0;

    /// <summary>Vectors that share a step of the sum, and with it the load of an input.</summary>
    public int VectorsPerStep => Math.Min(2, Vectors);

    /// <summary>Inputs whose weights share a vector.</summary>
    public int InputsPerVector => IsGrouped ? GroupedLanes / Layer.Stride : 1;

    /// <summary>In which order the vectors of weights are added.</summary>
    public SumOrder Order => IsGrouped ? Layer.Order.OfVectors(InputsPerVector) : Layer.Order;
}

/// <summary>When and how a whole forward pass is written as one method without loops.</summary>
internal static class StraightLinePlanner
{
    /// <summary>A layer this wide is one 512-bit register or four of 128 bits; wider ones do not stay in registers.</summary>
    private const int MaxWidth = 16;

    /// <summary>Multiply-adds of 128-bit vectors, the narrowest and so the most: about 2,000 machine instructions.</summary>
    private const int MaxMultiplyAdds = 400;

    public static IReadOnlyList<StraightLinePlan> Plan(NetworkShape shape, IReadOnlyList<DenseLayerPlan> layers) =>
        Fits(shape, layers) ? [.. VectorWidth.All.Where(w => IsUseful(w, shape, layers)).Select(w => Plan(w, shape, layers))] : [];

    private static bool Fits(NetworkShape shape, IReadOnlyList<DenseLayerPlan> layers) =>
        shape.Layers.Skip(1).All(width => width <= MaxWidth)
        && layers.All(l => !l.Activation.IsRowwise)
        && layers.Sum(l => l.FanIn * l.Stride / 4) <= MaxMultiplyAdds;

    /// <summary>Vectors wider than every layer would only repeat the code of narrower ones.</summary>
    private static bool IsUseful(VectorWidth width, NetworkShape shape, IReadOnlyList<DenseLayerPlan> layers) =>
        width.IsNarrowest || layers.Any(l => l.Stride >= width.Lanes(shape.Element));

    private static StraightLinePlan Plan(VectorWidth width, NetworkShape shape, IReadOnlyList<DenseLayerPlan> layers)
    {
        var planned = new List<StraightLayer>();
        foreach (DenseLayerPlan layer in layers)
        {
            int lanes = Math.Min(width.Lanes(shape.Element), layer.Stride);
            int before = planned.Count == 0 ? 0 : planned[planned.Count - 1].Lanes;
            planned.Add(new StraightLayer(layer, lanes, layer.Stride / lanes, before > lanes ? before : 0));
        }

        return new StraightLinePlan(width, planned);
    }
}
