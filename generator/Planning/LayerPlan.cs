namespace Unrolled.Generator.Planning;

/// <summary>How one layer's numbers lie in memory. All sizes and offsets are in floats.</summary>
/// <param name="Index">1 for the first layer after the inputs.</param>
/// <param name="FanIn">Inputs per unit.</param>
/// <param name="FanOut">Units.</param>
/// <param name="InputStride">The distance between two samples' inputs: the user's rows are dense, a hidden layer's are padded.</param>
/// <param name="Stride">The distance between two samples' outputs: the units padded to whole vectors.</param>
/// <param name="WeightOffset">Where the panels start in the parameter block.</param>
/// <param name="BiasOffset">Where the biases start, padded like the outputs.</param>
/// <param name="Activation">f.</param>
/// <param name="Dropout">The probability that training leaves a unit out.</param>
/// <param name="Panels">The weights' panels, as one or two runs of equal ones.</param>
internal sealed record LayerPlan(
    int Index,
    int FanIn,
    int FanOut,
    int InputStride,
    int Stride,
    int WeightOffset,
    int BiasOffset,
    ActivationRow Activation,
    double Dropout,
    IReadOnlyList<PanelRun> Panels)
{
    /// <summary>The layer wherever its numbers lie.</summary>
    public DenseLayer Dense => new(FanIn, FanOut);

    /// <summary>The kernels of the forward pass, one for each run of panels.</summary>
    public IReadOnlyList<KernelShape> Forward { get; init; } = [];

    /// <summary>The kernels that lead deltas to the layer below, one for each run of that one's panels; none for the first layer.</summary>
    public IReadOnlyList<KernelShape> InputGradient { get; init; } = [];

    /// <summary>The kernels of the update, one for each run of panels.</summary>
    public IReadOnlyList<KernelShape> ParameterGradient { get; init; } = [];

    /// <summary>Whether the layer's inputs are mostly 0, so that its kernels walk along lists.</summary>
    public bool IsSparse => Forward.Any(k => k.Kind == KernelKind.Sparse);

    /// <summary>
    /// Floats per sample that training keeps beside the activations, because the derivative cannot be told from those: z where it needs
    /// z, else a where dropout changes it.
    /// </summary>
    public int KeptFloats => Activation.NeedsZ || (Dropout > 0 && !Activation.IsIdentity) ? Stride : 0;
}

/// <summary>
/// Panels side by side: each holds the weights of <paramref name="Width"/> neighbouring units, input after input, so that every
/// kernel streams through it.
/// </summary>
/// <param name="FirstUnit">The first panel's first unit.</param>
/// <param name="Width">Units in a panel, padding included.</param>
/// <param name="Count">How many panels.</param>
/// <param name="Units">The real units in the run.</param>
internal sealed record PanelRun(int FirstUnit, int Width, int Count, int Units)
{
    /// <summary>The weights of all panels, padding included.</summary>
    public int Floats(int fanIn) => Count * Width * fanIn;

    /// <summary>
    /// 32 units are two 512-bit vectors or four of 256 bits, and two cache lines per input. What is left over is padded to the
    /// narrowest of 4, 8, 16 or 32 units, for a layer of one unit should not read sixteen columns of zeros.
    /// </summary>
    public const int FullWidth = 32;

    public static IReadOnlyList<PanelRun> Cover(int units)
    {
        int full = units / FullWidth;
        int rest = units % FullWidth;
        if (rest > FullWidth / 2)
        {
            full++;
            rest = 0;
        }

        var runs = new List<PanelRun>();
        int covered = Math.Min(units, full * FullWidth);
        if (full > 0)
        {
            runs.Add(new PanelRun(0, FullWidth, full, covered));
        }

        if (rest > 0)
        {
            runs.Add(new PanelRun(covered, rest <= 4 ? 4 : rest <= 8 ? 8 : 16, 1, rest));
        }

        return runs;
    }
}
