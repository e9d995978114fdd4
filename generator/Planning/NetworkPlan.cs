using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

/// <summary>How the network will be computed. Whoever reads it can say what code comes out.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="Layers">How each layer lies in memory.</param>
/// <param name="ParameterFloats">The parameter block, padding included.</param>
/// <param name="ChunkSize">Samples computed together; a larger batch goes in chunks.</param>
/// <param name="IsStraightLine">Whether one sample goes through all layers in one method without a loop, everything in registers.</param>
/// <param name="Widths">The kernels for each vector width that some layer can fill, the widest first.</param>
internal sealed record NetworkPlan(
    NetworkSpec Spec,
    IReadOnlyList<LayerPlan> Layers,
    int ParameterFloats,
    int ChunkSize,
    bool IsStraightLine,
    IReadOnlyList<WidthPlan> Widths)
{
    /// <summary>Scratch for one sample larger than this is taken from the workspace, for a stack may be as small as 128 KB.</summary>
    private const int StackFloats = 8192;

    public int ParameterCount => (int)NetworkSpec.CountParameters(Spec.Layers);

    public LayerPlan OutputLayer => Layers[Layers.Count - 1];

    /// <summary>Multiply-adds of one forward pass.</summary>
    public long MultiplyAdds => Layers.Sum(l => (long)l.FanIn * l.FanOut);

    /// <summary>Activations of one sample, padding included.</summary>
    public int ActivationFloats => Layers.Sum(l => l.Stride);

    /// <summary>Scratch of one sample in training, without lists of inputs: activations, deltas and what derivatives need besides.</summary>
    public int TrainingFloats => (2 * ActivationFloats) + Layers.Sum(l => l.KeptFloats);

    /// <summary>Scratch of one sample, besides activations, where only its loss is wanted: what the loss writes into.</summary>
    public int LossFloats => OutputLayer.Stride + OutputLayer.KeptFloats;

    public bool HasDropout => Layers.Any(l => l.Dropout > 0);

    /// <summary>The transposed weights of a panel, for the backward pass.</summary>
    public int TransposedFloats => Layers.Skip(1).Select(l => l.FanOut * Layers[l.Index - 2].Panels.Max(p => p.Width)).DefaultIfEmpty(0).Max();

    public bool IsSparse => Spec.SparseInput && !IsStraightLine;

    /// <summary>One list of inputs that are not 0: how many, which ones, and room to write whole vectors.</summary>
    public int ListFloats => IsSparse ? Spec.InputSize + 16 : 0;

    // A list of inputs would be cleared with the rest of the stack at every call, which takes longer than to borrow a workspace.
    public bool FitsStack => ActivationFloats <= StackFloats && !IsSparse;

    /// <summary>Floats on the stack during Forward.</summary>
    public int ForwardStackFloats => !IsStraightLine && FitsStack ? ActivationFloats : 0;
}

/// <summary>The kernels of one vector width.</summary>
internal sealed record WidthPlan(VectorWidth Width, IReadOnlyList<LayerKernels> Layers)
{
    public IEnumerable<ProductKernel> ProductKernels =>
        Layers.SelectMany(l => l.Forward.Concat(l.Backward)).SelectMany(f => f.Kernels).Distinct();

    public IEnumerable<SparseKernel> SparseKernels => Layers.SelectMany(l => l.Sparse).SelectMany(f => f.Kernels).Distinct();

    public IEnumerable<UpdateKernel> UpdateKernels =>
        Layers.SelectMany(l => l.Update).SelectMany(f => f.Tile is null ? [f.Any] : new[] { f.Tile, f.Any }).Distinct();
}

/// <summary>The kernels of one layer: one family per run of panels.</summary>
/// <param name="Forward">For each run of the layer's own panels; empty for a sparse layer.</param>
/// <param name="Backward">For each run of the previous layer's panels, whose deltas it makes; empty for the first layer.</param>
/// <param name="Update">For each run of the layer's own panels; empty for a sparse layer.</param>
/// <param name="Sparse">Forward and update of a sparse layer, for each run of its own panels; else empty.</param>
internal sealed record LayerKernels(
    IReadOnlyList<ProductFamily> Forward,
    IReadOnlyList<ProductFamily> Backward,
    IReadOnlyList<UpdateFamily> Update,
    IReadOnlyList<SparseFamily> Sparse);
