using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

/// <summary>Decides from a shape how it is computed: padding, panels, kernels, scratch.</summary>
internal static class NetworkPlanner
{
    /// <summary>16 floats are a cache line and the widest vector: every block starts on one.</summary>
    private const int Alignment = 16;

    /// <summary>Activations and deltas of a chunk stay below 1 MB, which a core's second-level cache holds.</summary>
    private const int ChunkFloats = 1 << 18;

    public static NetworkPlan Plan(NetworkShape shape)
    {
        IReadOnlyList<DenseLayerPlan> layers = LayOut(shape, out int parameterFloats);
        IReadOnlyList<StraightLinePlan> straightLines = StraightLinePlanner.Plan(shape, layers);
        bool isSparse = shape.SparseInput && straightLines.Count == 0 && SumOrder.OfInputs(shape.InputSize) is { Blocks: > 1, TakesTurns: false };
        layers = [.. layers.Select(l => WithKernels(l, shape, isSparse && l.Index == 1))];
        PassPlan passes = PassPlanner.Plan(shape, layers, isSparse);
        int chunk = Math.Min(1000, Math.Max(160, ChunkFloats / passes.Scratch.PerSample(BufferUse.Training) / 10 * 10));

        // The generated code counts floats of scratch in 32 bits; only layers of some hundred thousand units come near that.
        return new NetworkPlan(
            shape, layers, parameterFloats, Math.Min(chunk, passes.Scratch.Fits(int.MaxValue - parameterFloats)), passes, straightLines);
    }

    private static IReadOnlyList<DenseLayerPlan> LayOut(NetworkShape shape, out int parameterFloats)
    {
        var layers = new List<DenseLayerPlan>();
        int offset = 0;
        for (int l = 1; l < shape.Layers.Count; l++)
        {
            IReadOnlyList<PanelRun> panels = PanelRun.Cover(shape.Layers[l]);
            int stride = PanelRun.Stride(panels);
            int biasOffset = Align(offset + (shape.Layers[l - 1] * stride));
            layers.Add(new DenseLayerPlan(
                l, shape.Layers[l - 1], shape.Layers[l], l == 1 ? InputStride(shape) : layers[l - 2].Stride, stride,
                ActivationRow.Of(shape.Activations[l - 1]), l <= shape.Dropouts.Count ? shape.Dropouts[l - 1] : 0,
                l == 1 ? PanelRun.Cover(shape.InputSize) : layers[l - 2].Panels, panels)
            {
                WeightOffset = offset,
                Alpha = AlphaOf(shape, l),
                HasStagedInputs = l == 1 && shape.InputStage is not null,
                BiasOffset = biasOffset,
            });
            offset = Align(biasOffset + stride);
        }

        parameterFloats = offset;
        return layers;
    }

    /// <summary>The caller's rows are dense; those that a stage writes begin on cache lines, as do the buffers behind them.</summary>
    private static int InputStride(NetworkShape shape) => shape.InputStage is null ? shape.InputSize : Align(shape.InputSize);

    private static float? AlphaOf(NetworkShape shape, int layer) =>
        shape.Alphas.Count > 0 && shape.Alphas[layer - 1] is float alpha && alpha != ActivationRow.Of(shape.Activations[layer - 1]).Alpha ? alpha : null;

    private static DenseLayerPlan WithKernels(DenseLayerPlan layer, NetworkShape shape, bool isSparse)
    {
        KernelShape Kernel(KernelKind kind, PanelRun panel, SumOrder order, int inputStride, int outputStride) => new(
            kind, shape.Element, order, panel.Width, inputStride, outputStride, kind == KernelKind.Product && shape.Unroll == UnrollKind.Full);

        IReadOnlyList<KernelShape> Own(KernelKind kind) =>
            [.. layer.Panels.Select(panel => Kernel(kind, panel, layer.Order, layer.InputStride, layer.Stride))];

        return layer with
        {
            ForwardKernels = Own(isSparse ? KernelKind.Sparse : KernelKind.Product),
            InputGradientKernels =
            [
                .. layer.InputPanels.Select(panel => Kernel(
                    KernelKind.Product, panel, SumOrder.OfDeltas(layer.FanOut), layer.Stride, layer.InputGradientStride)),
            ],
            ParameterGradientKernels = Own(isSparse ? KernelKind.Sparse : KernelKind.Update),
        };
    }

    private static int Align(int floats) => (floats + Alignment - 1) / Alignment * Alignment;
}
