using System.ComponentModel;

namespace Unrolled.Internal;

/// <summary>What the integer networks of one shape compute: generated code. Nothing is checked here.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IInt8Passes
{
    /// <summary>The number of units of each layer, from the inputs to the outputs.</summary>
    static abstract ReadOnlySpan<int> Layers { get; }

    /// <summary>The activation of each layer after the inputs.</summary>
    static abstract ReadOnlySpan<Activation> Activations { get; }

    /// <summary>From one sample's outputs to the next.</summary>
    static abstract int OutputStride { get; }

    /// <summary>The bytes of the hidden activations of a sample.</summary>
    static abstract int ActivationBytes { get; }

    /// <summary>The pre-activations of the last layer for some samples.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="inputs">A padded row of bytes for each sample.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="integers">Room for what the layers compute in.</param>
    /// <param name="scratch"><see cref="ActivationBytes"/> bytes for each sample, and some more.</param>
    /// <param name="outputs">Receives rows of <see cref="OutputStride"/> numbers.</param>
    static abstract void Infer(ReadOnlySpan<Int8Layer> layers, ref byte inputs, int count, ref int integers, ref byte scratch, ref float outputs);

    /// <summary>The activation of a hidden layer, in place: what its table is made of.</summary>
    /// <param name="layer">The layer, from 1 on.</param>
    /// <param name="z">Pre-activations.</param>
    static abstract void Activate(int layer, Span<float> z);

    /// <summary>The outputs from the pre-activations of the last layer, in place.</summary>
    /// <param name="outputs">Rows of <see cref="OutputStride"/> numbers.</param>
    /// <param name="count">How many samples there are.</param>
    static abstract void ActivateOutputs(ref float outputs, int count);

    /// <summary>The outputs and the losses from the pre-activations of the last layer.</summary>
    /// <param name="outputs">Rows of <see cref="OutputStride"/> numbers, in place.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="deltas">Room for as many numbers as there are outputs, padding included.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="losses">What the losses are added to.</param>
    static abstract void SumLosses(ref float outputs, ref float targets, ref float deltas, int count, ref LossSum losses);
}
