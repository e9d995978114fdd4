namespace Unrolled;

/// <summary>A network that computes: its topology, its outputs and its loss. Evaluation asks for no more.</summary>
/// <remarks>
/// Nothing here changes the network, so that many threads may share it. Generated networks are such, see <see cref="INetwork{TSelf}"/>;
/// one of another kind, with weights that never change, say, is written by implementing this interface.
/// </remarks>
public interface IInferenceNetwork
{
    /// <summary>The number of inputs of a sample.</summary>
    static abstract int InputSize { get; }

    /// <summary>The number of outputs.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The number of weights and biases together.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>The number of units of each layer, from the inputs to the outputs.</summary>
    static abstract ReadOnlySpan<int> Layers { get; }

    /// <summary>The activation of each layer after the inputs.</summary>
    static abstract ReadOnlySpan<Activation> Activations { get; }

    /// <summary>
    /// For each activation the number in its formula that a network may have another of: the slope of <see cref="Activation.LeakyReLU"/>
    /// below 0, and what <see cref="Activation.ELU"/> comes to there, negated. Empty where all are the usual ones.
    /// </summary>
    static virtual ReadOnlySpan<float> Alphas => [];

    /// <summary>What is done to the inputs before the first layer; null for nothing.</summary>
    static virtual Stage? InputStage => null;

    /// <summary>What is done to the outputs behind the last layer; null for nothing.</summary>
    static virtual Stage? OutputStage => null;

    /// <summary>The cost that the network is measured by, and that training differentiates.</summary>
    static abstract Loss Loss { get; }

    /// <summary>
    /// The type of the loss where it is one of one's own, which then takes the place of <see cref="Loss"/>: an <see cref="ILoss"/>, see
    /// <see cref="WithLoss{TNetwork, TLoss}"/>. Else null.
    /// </summary>
    static virtual Type? LossType => null;

    /// <summary>
    /// The most samples that are computed together. A larger batch goes in chunks of so many, so that one cut there gives the same bits.
    /// </summary>
    static virtual int ChunkSize => 256;

    /// <summary>Computes the outputs for one sample.</summary>
    /// <param name="input"><see cref="InputSize"/> numbers.</param>
    /// <param name="output">Receives <see cref="OutputSize"/> numbers; may overlap the input.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Computes the outputs for any number of samples.</summary>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row; may begin where the inputs begin, in place, but not overlap them elsewhere.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or the spans overlap.</exception>
    void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The class of one sample: the index of the largest output; with a single output 1 above its midpoint, else 0.</summary>
    /// <param name="input"><see cref="InputSize"/> numbers.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    int Predict(ReadOnlySpan<float> input);

    /// <summary>
    /// The outputs for some samples and their summed loss, by one forward pass of all units: none is dropped. There is no gradient, and the
    /// sum stays in float64, which also holds losses beyond the range of a float.
    /// </summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row: those of <see cref="ForwardBatch"/>. Apart from the other spans.</param>
    /// <returns>The summed loss; NaN where an input or a target is.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    double SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs);
}
