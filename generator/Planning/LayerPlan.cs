namespace Unrolled.Generator.Planning;

/// <summary>A layer of any kind: what all of them have, and the operations that it is lowered to. All sizes are in floats.</summary>
/// <param name="Index">1 for the first layer after the inputs.</param>
/// <param name="FanIn">Inputs per unit.</param>
/// <param name="FanOut">Units.</param>
/// <param name="InputStride">The distance between two samples' inputs: the user's rows are dense, a hidden layer's are padded.</param>
/// <param name="Stride">The distance between two samples' outputs: the units padded to whole vectors.</param>
/// <param name="Activation">f.</param>
/// <param name="Dropout">The probability that training leaves a unit out.</param>
/// <param name="InputPanels">How the inputs are divided where deltas are led to them: as the units of the layer below are.</param>
/// <param name="Panels">How the units are divided, as one or two runs of equal panels.</param>
internal abstract record LayerPlan(
    int Index, int FanIn, int FanOut, int InputStride, int Stride, ActivationRow Activation, double Dropout,
    IReadOnlyList<PanelRun> InputPanels, IReadOnlyList<PanelRun> Panels)
{
    /// <summary>The number in the activation's formula where it is not the usual one; else null.</summary>
    public float? Alpha { get; init; }

    /// <summary>Where the parameters lie, in canonical order.</summary>
    public abstract IEnumerable<ParameterPart> Parts { get; }

    /// <summary>The kernels that the operations run.</summary>
    public abstract IEnumerable<KernelShape> Kernels { get; }

    /// <summary>Multiply-adds of one forward pass.</summary>
    public abstract long MultiplyAdds { get; }

    /// <summary>
    /// Floats per sample that training keeps beside the activations, because the derivative cannot be told from those: z where it needs
    /// z, else a where dropout changes it.
    /// </summary>
    public int KeptFloats => Activation.NeedsZ || (Dropout > 0 && !Activation.IsIdentity) ? Stride : 0;

    /// <summary>The distance between two samples' gradients of the inputs.</summary>
    public int InputGradientStride => PanelRun.Stride(InputPanels);

    /// <summary>From inputs to pre-activations.</summary>
    public abstract IEnumerable<Operation> Forward(Buffer inputs, Buffer sums);

    /// <summary>From the deltas to those of the inputs.</summary>
    public abstract IEnumerable<Operation> InputGradient(Buffer deltas, Buffer inputDeltas, Buffer transposed);

    /// <summary>From inputs and deltas to what is added to the parameters.</summary>
    public abstract IEnumerable<Operation> ParameterGradient(Buffer inputs, Buffer deltas);
}
