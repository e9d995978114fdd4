namespace Unrolled.Generator.Planning;

/// <summary>A layer whose every unit sees all inputs: z = W a + b.</summary>
internal sealed record DenseLayerPlan(
    int Index, int FanIn, int FanOut, int InputStride, int Stride, ActivationRow Activation, double Dropout,
    IReadOnlyList<PanelRun> InputPanels, IReadOnlyList<PanelRun> Panels)
    : LayerPlan(Index, FanIn, FanOut, InputStride, Stride, Activation, Dropout, InputPanels, Panels)
{
    /// <summary>Weights from which on it matters whose cache they are in.</summary>
    public const int LeastDivided = 8192;

    /// <summary>Where the weights start in the parameter block.</summary>
    public int WeightOffset { get; init; }

    /// <summary>Where the biases start, padded like the outputs.</summary>
    public int BiasOffset { get; init; }

    /// <summary>The order in which a unit sums its inputs.</summary>
    public SumOrder Order => SumOrder.OfInputs(FanIn);

    /// <summary>The kernels of the forward pass, one for each run of panels.</summary>
    public IReadOnlyList<KernelShape> ForwardKernels { get; init; } = [];

    /// <summary>The kernels that lead deltas to the inputs, one for each run of <see cref="LayerPlan.InputPanels"/>.</summary>
    public IReadOnlyList<KernelShape> InputGradientKernels { get; init; } = [];

    /// <summary>The kernels of the update, one for each run of panels.</summary>
    public IReadOnlyList<KernelShape> ParameterGradientKernels { get; init; } = [];

    /// <summary>Whether the layer's inputs are mostly 0, so that its kernels walk along lists.</summary>
    public bool IsSparse => ForwardKernels.Any(k => k.Kind == KernelKind.Sparse);

    /// <summary>Whether the inputs are not the caller's but those that a stage has made of them, each thread for its samples.</summary>
    public bool HasStagedInputs { get; init; }

    /// <summary>Whether threads may divide the units: the panels, or the columns of the only one.</summary>
    public bool IsDivided => Index == 1 && !IsSparse && !HasStagedInputs && FanIn * Stride >= LeastDivided;

    public override IEnumerable<ParameterPart> Parts
    {
        get
        {
            foreach (PanelRun run in Panels)
            {
                yield return new ParameterPart(WeightsOf(run), FanIn, run.Units, run.Width, IsBias: false);
            }

            yield return new ParameterPart(BiasOffset, 1, FanOut, Stride, IsBias: true);
        }
    }

    public override IEnumerable<KernelShape> Kernels => ForwardKernels.Concat(InputGradientKernels).Concat(ParameterGradientKernels);

    public override long MultiplyAdds => new DenseLayer(FanIn, FanOut).Weights;

    /// <summary>Where the weights of a run of panels start in the parameter block: behind those of all units before it, padding included.</summary>
    public int WeightsOf(PanelRun run) => WeightOffset + (Panels.TakeWhile(p => p != run).Sum(p => p.Width * p.Count) * FanIn);

    public override IEnumerable<Operation> Forward(Buffer inputs, Buffer sums) => [new ForwardOperation(this, inputs, sums)];

    public override IEnumerable<Operation> InputGradient(Buffer deltas, Buffer inputDeltas, Buffer transposed) =>
        [new InputGradientOperation(this, deltas, inputDeltas, transposed)];

    public override IEnumerable<Operation> ParameterGradient(Buffer inputs, Buffer deltas) => [new ParameterGradientOperation(this, inputs, deltas)];
}
