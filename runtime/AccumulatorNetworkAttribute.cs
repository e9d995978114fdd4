namespace Unrolled;

/// <summary>
/// Makes the compiler write an integer network whose first layer is kept as sums, accumulators, that a move in a game changes by a few rows:
/// an efficiently updatable network as chess engines have it.
/// </summary>
/// <remarks>
/// See Nasu, <i>Efficiently Updatable Neural-Network-based Evaluation Functions for Computer Shogi</i> (2018). What is computed, and how it
/// lies in a file, is in docs/accumulators.md; the members that are generated are those of <see cref="IAccumulatorNetwork{TSelf}"/>, a nested
/// class <c>Accumulator</c> and <c>Evaluate</c>.
/// </remarks>
/// <example>
/// <code>
/// [AccumulatorNetwork(768, 256, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU)]
/// public sealed partial class ChessNetwork;
/// </code>
/// </example>
/// <param name="layers">
/// The number of features, of units of the accumulator, of units of any further hidden layers, and of outputs, which is 1: at least three
/// numbers, each at least 1.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AccumulatorNetworkAttribute(params int[] layers) : Attribute
{
    /// <summary>The number of features, of units of each hidden layer, and of outputs, which is 1.</summary>
    public int[] Layers { get; } = layers;

    /// <summary>
    /// From how many sides a position is seen, 1 or 2. Two have accumulators of their own, share the feature weights, and the side to move
    /// comes first in the layer behind. The default is 1.
    /// </summary>
    public int Perspectives { get; set; } = 1;

    /// <summary>
    /// The activation of all hidden layers: <see cref="Activation.ClippedReLU"/> or <see cref="Activation.SquaredClippedReLU"/>. The default
    /// is <see cref="Activation.ClippedReLU"/>.
    /// </summary>
    public Activation Hidden { get; set; } = Activation.ClippedReLU;

    /// <summary>The integer that an activation of 1 is, from 1 to 255; often called QA. The default is 255.</summary>
    public int HiddenScale { get; set; } = 255;

    /// <summary>The integer that a weight of 1 behind the accumulators is, from 1 to 32,767; often called QB. The default is 64.</summary>
    public int OutputScale { get; set; } = 64;

    /// <summary>The evaluation that an output of 1 is, at least 1: 400 for centipawns in most chess engines, which is the default.</summary>
    public int EvaluationScale { get; set; } = 400;

    /// <summary>How many output layers there are, of which the caller chooses one at each evaluation, at least 1. The default is 1.</summary>
    public int OutputBuckets { get; set; } = 1;

    /// <summary>
    /// How many features can be on at once in one perspective, at least 1: so many rows of weights must not overflow the 16 bits of a unit's sum,
    /// whichever they are, or the network is refused. The default is 32, the pieces of chess.
    /// </summary>
    public int MaxActiveFeatures { get; set; } = 32;
}
