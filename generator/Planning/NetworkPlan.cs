using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

/// <summary>How a shape of networks will be computed. Whoever reads it can say what code comes out.</summary>
/// <param name="Shape">What was asked for.</param>
/// <param name="Layers">How each layer lies in memory, and its kernels.</param>
/// <param name="ParameterFloats">The parameter block, padding included.</param>
/// <param name="ChunkSize">Samples computed together; a larger batch goes in chunks.</param>
/// <param name="Passes">The operations and their buffers.</param>
/// <param name="StraightLines">
/// One sample through all layers in one method without a loop, everything in registers, for each width; none where that is too much.
/// </param>
internal sealed record NetworkPlan(
    NetworkShape Shape,
    IReadOnlyList<LayerPlan> Layers,
    int ParameterFloats,
    int ChunkSize,
    PassPlan Passes,
    IReadOnlyList<StraightLinePlan> StraightLines)
{
    /// <summary>Scratch for one sample larger than this is taken from the workspace, for a stack may be as small as 128 KB.</summary>
    private const int StackFloats = 8192;

    public int ParameterCount => (int)NetworkShape.CountParameters(Shape.Layers);

    public LayerPlan OutputLayer => Layers[Layers.Count - 1];

    /// <summary>What separates the classes of a single output.</summary>
    public float Midpoint => Shape.OutputStage is { } stage ? stage.Apply(OutputLayer.Activation.Midpoint) : OutputLayer.Activation.Midpoint;

    public bool IsStraightLine => StraightLines.Count > 0;

    /// <summary>Multiply-adds of one forward pass.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    public bool HasDropout => Layers.Any(l => l.Dropout > 0);

    public ScratchPlan Scratch => Passes.Scratch;

    public bool IsSparse => Scratch.PerList > 0;

    // A list of inputs would be cleared with the rest of the stack at every call, which takes longer than to borrow a workspace.
    public bool FitsStack => Scratch.PerSample(BufferUse.Inference) <= StackFloats && !IsSparse;

    /// <summary>Floats on the stack during Forward.</summary>
    public int ForwardStackFloats => !IsStraightLine && FitsStack ? Scratch.PerSample(BufferUse.Inference) : 0;

    public IEnumerable<KernelShape> Kernels => Layers.SelectMany(l => l.Kernels).Distinct();
}
