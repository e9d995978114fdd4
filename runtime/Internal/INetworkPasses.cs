using System.ComponentModel;

namespace Unrolled.Internal;

/// <summary>
/// What all networks of one shape compute, on references: generated code. Nothing is checked here; <see cref="Batches"/> has checked it.
/// Implementations are structs, so that the JIT knows every call.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INetworkPasses
{
    /// <summary>The number of inputs of a sample.</summary>
    static abstract int InputSize { get; }

    /// <summary>The number of outputs.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The distance between two samples' outputs where <see cref="Infer"/> leaves them.</summary>
    static abstract int OutputStride { get; }

    /// <summary>
    /// The distance between two samples' activations, for each layer. <see cref="Infer"/> leaves those of all layers at the end of its scratch,
    /// layer after layer, each by samples.
    /// </summary>
    static abstract ReadOnlySpan<int> Strides { get; }

    /// <summary>The number of weights and biases together.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>The floats of a parameter block, padding included.</summary>
    static abstract int BlockSize { get; }

    /// <summary>The most samples that are computed together.</summary>
    static abstract int ChunkSize { get; }

    /// <summary>The floats of scratch that <see cref="Infer"/> needs for some samples.</summary>
    /// <param name="count">How many samples, at most <see cref="ChunkSize"/>.</param>
    static abstract int InferenceScratch(int count);

    /// <summary>The floats of scratch that <see cref="SumLosses"/> needs.</summary>
    /// <param name="count">How many samples, at most <see cref="ChunkSize"/>.</param>
    static abstract int LossScratch(int count);

    /// <summary>The floats of scratch that <see cref="Backpropagate{TLoss}"/> and <see cref="Update"/> need for some samples.</summary>
    /// <param name="count">How many samples, at most <see cref="ChunkSize"/>.</param>
    static abstract int TrainingScratch(int count);

    /// <summary>The floats of scratch that <see cref="InputGradient"/> needs too.</summary>
    /// <param name="count">How many samples, at most <see cref="ChunkSize"/>.</param>
    static abstract int InputGradientScratch(int count);

    /// <summary>The floats of scratch that each thread needs for itself in <see cref="Backpropagate{TLoss}"/> and <see cref="InputGradient"/>.</summary>
    static abstract int OwnScratch { get; }

    /// <summary>How many samples stay together where threads share them: whole register tiles, and what shares a list of inputs.</summary>
    static abstract int SamplesTogether { get; }

    /// <summary>
    /// Into how many equal parts threads may divide the units of the first layer, each thread's in a cache of its own from step to step. 1
    /// where that does not pay.
    /// </summary>
    static virtual int FirstLayerParts => 1;

    /// <summary>The outputs of some samples.</summary>
    /// <param name="parameters">The parameter block.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="count">How many there are, 1 to <see cref="ChunkSize"/>.</param>
    /// <param name="scratch"><see cref="InferenceScratch"/> floats.</param>
    /// <returns>The first output, in the scratch: rows of <see cref="OutputStride"/>.</returns>
    static abstract ref float Infer(ref float parameters, ref float inputs, int count, ref float scratch);

    /// <summary>The losses of some samples, and their outputs in rows without padding.</summary>
    /// <param name="parameters">The parameter block.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row.</param>
    /// <param name="count">How many samples there are, 1 to <see cref="ChunkSize"/>.</param>
    /// <param name="scratch"><see cref="LossScratch"/> floats.</param>
    /// <param name="losses">What the losses are added to.</param>
    static abstract void SumLosses(
        ref float parameters, ref float inputs, ref float targets, ref float outputs, int count, ref float scratch, ref LossSum losses);

    /// <summary>
    /// The activations, losses and deltas of some samples, in scratch that holds those of others too. Threads may do this for different
    /// samples at once; once all are done, <see cref="Update"/> has what it needs.
    /// </summary>
    /// <param name="parameters">The parameter block.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="first">The row of the scratch that is the first sample's; a multiple of <see cref="SamplesTogether"/>.</param>
    /// <param name="count">How many samples there are; a multiple of <see cref="SamplesTogether"/> unless they are the last.</param>
    /// <param name="rows">The rows of the scratch, 1 to <see cref="ChunkSize"/>.</param>
    /// <param name="scale">What the deltas are multiplied by.</param>
    /// <param name="scratch"><see cref="TrainingScratch"/> floats.</param>
    /// <param name="transposed"><see cref="OwnScratch"/> floats that no other thread uses.</param>
    /// <param name="dropout">The units that are left out.</param>
    /// <param name="losses">What the losses are added to, the first sample's as that of sample 0.</param>
    /// <param name="hasSums">Whether <see cref="SumFirstLayer"/> has begun the pass.</param>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <returns>Whether all inputs are finite; else there are no losses and no deltas.</returns>
    static abstract bool Backpropagate<TLoss>(
        ref float parameters, ref float inputs, ref float targets, int first, int count, int rows, float scale, ref float scratch,
        ref float transposed, DropoutMask dropout, ref LossSum losses, bool hasSums = false)
        where TLoss : struct, ILossPass;

    /// <summary>The gradients of the inputs of some samples. Threads may do this for different samples at once.</summary>
    /// <param name="parameters">The parameter block.</param>
    /// <param name="first">The row of the scratch that is the first sample's.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="rows">The rows of the scratch.</param>
    /// <param name="scratch">What <see cref="Backpropagate{TLoss}"/> has left, in <see cref="InputGradientScratch"/> floats.</param>
    /// <param name="transposed"><see cref="OwnScratch"/> floats that no other thread uses.</param>
    /// <param name="gradients">Receives a row of <see cref="InputSize"/> partial derivatives for each of these samples.</param>
    static abstract void InputGradient(
        ref float parameters, int first, int count, int rows, ref float scratch, ref float transposed, ref float gradients);

    /// <summary>
    /// Begins the training pass of all samples of the scratch: the pre-activations of a share of the first layer's units. Only where these
    /// have parts.
    /// </summary>
    /// <param name="parameters">The parameter block.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="count">How many there are: the rows of the scratch.</param>
    /// <param name="scratch"><see cref="TrainingScratch"/> floats.</param>
    /// <param name="share">Which units.</param>
    static virtual void SumFirstLayer(ref float parameters, ref float inputs, int count, ref float scratch, WeightShare share) =>
        throw new NotSupportedException("The first layer is one part.");

    /// <summary>
    /// Adds the gradient, summed over all samples of the scratch in order, to a share of a block that lies like the parameters, or is the
    /// parameters themselves. Threads may do this for different shares at once.
    /// </summary>
    /// <param name="target">What the gradient is added to.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="count">How many there are: the rows of the scratch.</param>
    /// <param name="scratch">What <see cref="Backpropagate{TLoss}"/> has left.</param>
    /// <param name="share">Which weights.</param>
    static abstract void Update(ref float target, ref float inputs, int count, ref float scratch, WeightShare share);

    /// <summary>Brings parameters from the canonical order into a block.</summary>
    /// <param name="source"><see cref="ParameterCount"/> numbers.</param>
    /// <param name="parameters">The block.</param>
    static abstract void FromCanonical(ReadOnlySpan<float> source, ref float parameters);

    /// <summary>Brings parameters, or a gradient, from a block into the canonical order.</summary>
    /// <param name="parameters">The block.</param>
    /// <param name="destination">Receives <see cref="ParameterCount"/> numbers.</param>
    static abstract void ToCanonical(ref float parameters, Span<float> destination);
}
