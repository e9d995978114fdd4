using System.ComponentModel;

namespace Unrolled.Internal;

/// <summary>
/// How a network keeps its parameters, and steps by blocks of them: what training and the other parts of the library go by. Not for
/// users, and free to change between releases.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INetworkStorage
{
    /// <summary>The floats of a parameter block: the parameters as the network itself keeps them, padding included.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract int BlockSize { get; }

    /// <summary>
    /// The parameters as the network itself keeps them: <see cref="BlockSize"/> numbers, the padding among them 0. To write to them or to
    /// put another block in their place changes the network, which nothing else may use meanwhile; the padding must stay 0.
    /// </summary>
    /// <exception cref="ArgumentException">The block has another length.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    AlignedBuffer Block { get; set; }

    /// <summary>
    /// Where weights and biases lie in a parameter block: each layer from a multiple of 16 floats on. A new object each time, so keep it.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract BlockLayout Layout { get; }

    /// <summary>
    /// The bytes of stack that <see cref="IInferenceNetwork.Forward"/> uses for activations; 0 where it uses registers or the thread's
    /// workspace.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract int StackBytes { get; }

    /// <summary>The passes, by which several threads share a mini-batch; null where there are none, and one thread does everything.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static virtual NetworkPasses? Passes => null;

    /// <summary>
    /// Adds <paramref name="scale"/> times the gradient, summed over the samples, to a parameter block. Several threads can do so for
    /// parts of a batch, each to a block of its own, without the cost of the canonical order. Units are dropped as in training; whoever
    /// steps by it counts the dropout state up after each step.
    /// </summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="scale">What every partial derivative is multiplied by.</param>
    /// <param name="block"><see cref="BlockSize"/> numbers, apart from the other spans and from the network's own.</param>
    /// <returns>The loss summed over the samples.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or the block overlaps something.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    double AccumulateGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float scale, Span<float> block) =>
        AccumulateGradient(inputs, targets, sampleWeights: default, firstSample: 0, scale, block);

    /// <summary>The same for a part of a mini-batch whose samples may have weights.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">One per sample, at least 0 and finite; or none, which is as if all were 1.</param>
    /// <param name="firstSample">
    /// How many samples of the mini-batch come before these. Dropout depends on a sample's place in the mini-batch, so that its parts
    /// together give what the whole gives.
    /// </param>
    /// <param name="scale">What every partial derivative is multiplied by.</param>
    /// <param name="block"><see cref="BlockSize"/> numbers, apart from the other spans and from the network's own.</param>
    /// <returns>The weighted loss summed over the samples; NaN where an input is not finite, and then not all has been added.</returns>
    /// <exception cref="ArgumentException">
    /// A span has the wrong length, the block overlaps something, or a weight is negative or not finite.
    /// </exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    double AccumulateGradient(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int firstSample, float scale, Span<float> block);
}
