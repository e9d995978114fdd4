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

    /// <summary>The floats of scratch that <see cref="Accumulate"/> needs.</summary>
    /// <param name="count">How many samples, at most <see cref="ChunkSize"/>.</param>
    static abstract int TrainingScratch(int count);

    /// <summary>The outputs of some samples.</summary>
    /// <param name="parameters">The parameter block.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="count">How many there are, 1 to <see cref="ChunkSize"/>.</param>
    /// <param name="scratch"><see cref="InferenceScratch"/> floats.</param>
    /// <returns>The first output, in the scratch: rows of <see cref="OutputStride"/>.</returns>
    static abstract ref float Infer(ref float parameters, ref float inputs, int count, ref float scratch);

    /// <summary>The summed loss of some samples, and their outputs in rows without padding.</summary>
    /// <param name="parameters">The parameter block.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row.</param>
    /// <param name="count">How many samples there are, 1 to <see cref="ChunkSize"/>.</param>
    /// <param name="scratch"><see cref="LossScratch"/> floats.</param>
    static abstract double SumLosses(
        ref float parameters, ref float inputs, ref float targets, ref float outputs, int count, ref float scratch);

    /// <summary>
    /// Adds the gradient, summed over some samples and scaled, to a block that lies like the parameters, or is the parameters themselves.
    /// </summary>
    /// <param name="parameters">The parameter block.</param>
    /// <param name="target">What the gradient is added to.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">One per sample, or none.</param>
    /// <param name="count">How many samples there are, 1 to <see cref="ChunkSize"/>.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    /// <param name="scratch"><see cref="TrainingScratch"/> floats.</param>
    /// <param name="dropout">The units that are left out.</param>
    /// <returns>The summed loss; NaN, and nothing is added, where an input is not finite.</returns>
    static abstract double Accumulate(
        ref float parameters, ref float target, ref float inputs, ref float targets, ReadOnlySpan<float> sampleWeights, int count, float scale,
        ref float scratch, DropoutMask dropout);

    /// <summary>Brings parameters from the canonical order into a block.</summary>
    /// <param name="source"><see cref="ParameterCount"/> numbers.</param>
    /// <param name="parameters">The block.</param>
    static abstract void FromCanonical(ReadOnlySpan<float> source, ref float parameters);

    /// <summary>Brings parameters, or a gradient, from a block into the canonical order.</summary>
    /// <param name="parameters">The block.</param>
    /// <param name="destination">Receives <see cref="ParameterCount"/> numbers.</param>
    static abstract void ToCanonical(ref float parameters, Span<float> destination);
}
