namespace Unrolled;

/// <summary>What an accumulator network computes, and how its parameters lie in a file: the arguments of its attribute.</summary>
/// <param name="Features">The number of features, each on or off in a perspective.</param>
/// <param name="Units">The number of sums of each perspective.</param>
/// <param name="Layers">The units of each further hidden layer; often none.</param>
/// <param name="Perspectives">From how many sides a position is seen, 1 or 2.</param>
/// <param name="Activation">The activation of all hidden layers.</param>
/// <param name="HiddenScale">The integer that an activation of 1 is.</param>
/// <param name="OutputScale">The integer that a weight of 1 behind the accumulators is.</param>
/// <param name="EvaluationScale">The evaluation that an output of 1 is.</param>
/// <param name="OutputBuckets">The number of output layers to choose from.</param>
/// <param name="MaxActiveFeatures">How many features can be on at once in one perspective.</param>
public sealed record AccumulatorShape(
    int Features,
    int Units,
    IReadOnlyList<int> Layers,
    int Perspectives,
    Activation Activation,
    int HiddenScale,
    int OutputScale,
    int EvaluationScale,
    int OutputBuckets,
    int MaxActiveFeatures)
{
    /// <summary>The number of weights and biases.</summary>
    public int ParameterCount => (int)(new DenseLayer(Features, Units).Parameters
        + Behind.Sum(layer => layer.Parameters)
        + (OutputBuckets * new DenseLayer(OutputFanIn, 1).Parameters));

    /// <summary>The number of inputs of the output layer.</summary>
    public int OutputFanIn => Layers.Count > 0 ? Layers[^1] : Perspectives * Units;

    /// <summary>The further hidden layers.</summary>
    internal DenseLayer[] Behind => DenseLayer.Of([Perspectives * Units, .. Layers]);
}
