using Unrolled.Numerics;

namespace Unrolled;

/// <summary>What every generated network offers, so that drivers, evaluation and persistence can be generic over it.</summary>
/// <typeparam name="TSelf">The network class itself.</typeparam>
/// <remarks>
/// Parameters are flat and in canonical order everywhere outside the class: for each layer the weights row-major
/// <c>[out, in]</c>, then the biases <c>[out]</c>. <c>Forward</c>, <c>ForwardBatch</c>, <c>Predict</c> and <c>Gradient</c> do not
/// change the network and may run on many threads at once; <c>Train</c> and <c>SetParameters</c> need it to themselves.
/// </remarks>
public interface INetwork<TSelf> where TSelf : class, INetwork<TSelf>
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

    /// <summary>The cost that <see cref="Gradient"/> and <see cref="Train"/> differentiate.</summary>
    static abstract Loss Loss { get; }

    /// <summary>A new network with random parameters that depend on <paramref name="seed"/> alone.</summary>
    static abstract TSelf Create(int seed);

    /// <summary>Computes the outputs for one sample.</summary>
    /// <param name="input"><see cref="InputSize"/> numbers.</param>
    /// <param name="output">Receives <see cref="OutputSize"/> numbers.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Computes the outputs for any number of samples.</summary>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The class of one sample: the index of the largest output; with a single output 1 above its midpoint, else 0.</summary>
    /// <param name="input"><see cref="InputSize"/> numbers.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    int Predict(ReadOnlySpan<float> input);

    /// <summary>The mean loss over a mini-batch and its gradient by backpropagation.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="gradient">Receives <see cref="ParameterCount"/> partial derivatives in canonical order.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient);

    /// <summary>One step of stochastic gradient descent on a mini-batch: W -= learningRate * dLoss/dW.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="learningRate">The step size.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate);

    /// <summary>Copies the parameters out, in canonical order.</summary>
    /// <param name="destination">Receives <see cref="ParameterCount"/> numbers.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    void GetParameters(Span<float> destination);

    /// <summary>Replaces the parameters.</summary>
    /// <param name="source"><see cref="ParameterCount"/> numbers in canonical order.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    void SetParameters(ReadOnlySpan<float> source);

    /// <summary>The floats of a parameter block: the parameters as the network itself keeps them, padding included.</summary>
    static abstract int BlockSize { get; }

    /// <summary>
    /// Adds <paramref name="scale"/> times the gradient, summed over the samples, to a parameter block. Several threads can do so for
    /// parts of a batch, each to a block of its own, without the cost of the canonical order.
    /// </summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="scale">What every partial derivative is multiplied by.</param>
    /// <param name="block"><see cref="BlockSize"/> numbers.</param>
    /// <returns>The loss summed over the samples.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    double AccumulateGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float scale, Span<float> block);

    /// <summary>
    /// The parameters as the network itself keeps them: <see cref="BlockSize"/> numbers, the padding among them 0. To write to them or to
    /// put another block in their place changes the network, which nothing else may use meanwhile; the padding must stay 0.
    /// </summary>
    /// <exception cref="ArgumentException">The block has another length.</exception>
    AlignedBuffer Block { get; set; }

    /// <summary>Where weights and biases lie in a parameter block. A new object each time, so keep it.</summary>
    static abstract BlockLayout Layout { get; }

    /// <summary>
    /// The most samples that are computed together. A larger batch goes in chunks of so many, so that one cut there gives the same bits.
    /// </summary>
    static abstract int ChunkSize { get; }
}
