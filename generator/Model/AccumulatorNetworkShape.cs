namespace Unrolled.Generator.Model;

/// <summary>What the user asked for with <c>[AccumulatorNetwork(...)]</c>. Equatable and free of Roslyn types.</summary>
/// <param name="Type">Where the generated part goes.</param>
/// <param name="Shape">What is computed.</param>
internal sealed record AccumulatorNetworkSpec(TypeSpec Type, AccumulatorNetworkShape Shape);

/// <summary>What an accumulator network computes: those of one shape share all code but their public surface.</summary>
/// <param name="Features">Features of a perspective.</param>
/// <param name="Units">Sums of a perspective.</param>
/// <param name="Layers">Units of each further hidden layer.</param>
/// <param name="Perspectives">1 or 2.</param>
/// <param name="Hidden">The activation of all hidden layers.</param>
/// <param name="HiddenScale">The integer that an activation of 1 is.</param>
/// <param name="OutputScale">The integer that a weight of 1 behind the accumulators is.</param>
/// <param name="EvaluationScale">The evaluation that an output of 1 is.</param>
/// <param name="OutputBuckets">Output layers to choose from.</param>
/// <param name="MaxActiveFeatures">Features on at once.</param>
internal sealed record AccumulatorNetworkShape(
    int Features,
    int Units,
    EquatableArray<int> Layers,
    int Perspectives,
    Activation Hidden,
    int HiddenScale,
    int OutputScale,
    int EvaluationScale,
    int OutputBuckets,
    int MaxActiveFeatures)
{
    public bool IsSquared => Hidden == Activation.SquaredClippedReLU;

    /// <summary>Inputs of the output layer.</summary>
    public int OutputFanIn => Layers.Count > 0 ? Layers[Layers.Count - 1] : Perspectives * Units;

    /// <summary>Units from the features to the output, as in <c>768-256-1</c>.</summary>
    public string Topology => string.Join("-", [Features, Units, .. Layers, 1]);

    /// <summary>The class of the kernels in the generated code, as in <c>Accumulator768x256x1_SquaredClippedReLU_2Perspectives_255x64x400</c>.</summary>
    public string Name =>
        $"Accumulator{Topology.Replace('-', 'x')}_{Hidden}_{Perspectives}Perspective{(Perspectives == 1 ? "" : "s")}_{HiddenScale}x{OutputScale}x{EvaluationScale}"
        + $"{(OutputBuckets == 1 ? "" : $"_{OutputBuckets}Buckets")}{(MaxActiveFeatures == 32 ? "" : $"_{MaxActiveFeatures}Active")}";

    /// <summary>Weights and biases; a long, because the parser asks before it knows that they fit.</summary>
    public long CountParameters() =>
        NetworkShape.CountParameters([Features, Units])
        + NetworkShape.CountParameters([Perspectives * Units, .. Layers])
        + ((long)OutputBuckets * (OutputFanIn + 1));
}
