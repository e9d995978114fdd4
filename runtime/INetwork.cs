using Unrolled.Numerics;

namespace Unrolled;

/// <summary>What every generated network offers, so that drivers, evaluation and persistence can be generic over it.</summary>
/// <typeparam name="TSelf">The network class itself.</typeparam>
/// <remarks>
/// Parameters are flat and in canonical order everywhere outside the class: for each layer the weights row-major
/// <c>[out, in]</c>, then the biases <c>[out]</c>. <c>Forward</c>, <c>ForwardBatch</c>, <c>Predict</c>, <c>SumLosses</c> and
/// <c>Gradient</c> do not change the network and may run on many threads at once; <c>Train</c>, <c>SetParameters</c> and <c>Load</c> need
/// it to themselves. To replace a network that others use, put another one in its place by reference: <see cref="NetworkFile"/>.
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

    /// <summary>The cost that <c>Gradient</c> and <c>Train</c> differentiate.</summary>
    static abstract Loss Loss { get; }

    /// <summary>A new network with random parameters that depend on <paramref name="seed"/> alone.</summary>
    static abstract TSelf Create(int seed);

    /// <summary>A new network whose weights are drawn in a certain way; they depend on that and on <paramref name="seed"/> alone.</summary>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <param name="initialization">How the weights are drawn.</param>
    static abstract TSelf Create(int seed, Initialization initialization);

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

    /// <summary>The mean loss over a mini-batch and its gradient by backpropagation.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="gradient">Receives <see cref="ParameterCount"/> partial derivatives in canonical order; may overlap the others.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or an input or a target is not finite.</exception>
    float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient);

    /// <summary>One step of stochastic gradient descent on a mini-batch: W -= learningRate * dLoss/dW.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="learningRate">The step size.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or an input or a target is not finite. Nothing has changed.</exception>
    float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate);

    /// <summary>The same with samples that count more or less.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">
    /// One per sample, at least 0 and finite. Each loss is multiplied by its weight, and the mean is taken over the samples, not over the
    /// weights: a sample's influence then depends on its own weight alone, and weights of 1 change nothing. One of weight 0 is not looked
    /// at, whatever it holds, but counts in the mean.
    /// </param>
    /// <param name="gradient">Receives <see cref="ParameterCount"/> partial derivatives in canonical order.</param>
    /// <returns>The mean of the weighted losses.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a weight is negative or a number not finite.</exception>
    float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient);

    /// <summary>The same with samples that count more or less.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">One per sample, at least 0 and finite: what its loss is multiplied by before the mean over the samples.</param>
    /// <param name="learningRate">The step size.</param>
    /// <returns>The mean of the weighted losses before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a weight is negative or a number not finite.</exception>
    float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate);

    /// <summary>
    /// Which hidden units the next training step leaves out: a seed in the upper 32 bits, the number of steps so far in the lower ones.
    /// <see cref="Train(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/> counts it up; whoever steps by
    /// <see cref="AccumulateGradient(ReadOnlySpan{float}, ReadOnlySpan{float}, float, Span{float})"/> does so after each step. Always 0
    /// in a network without dropout, whatever it is set to.
    /// </summary>
    ulong DropoutState { get; set; }

    /// <summary>Copies the parameters out, in canonical order.</summary>
    /// <param name="destination">Receives <see cref="ParameterCount"/> numbers.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    void GetParameters(Span<float> destination);

    /// <summary>Replaces the parameters.</summary>
    /// <param name="source"><see cref="ParameterCount"/> numbers in canonical order; any, also those that no file would take.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    void SetParameters(ReadOnlySpan<float> source);

    /// <summary>The floats of a parameter block: the parameters as the network itself keeps them, padding included.</summary>
    static abstract int BlockSize { get; }

    /// <summary>
    /// Adds <paramref name="scale"/> times the gradient, summed over the samples, to a parameter block. Several threads can do so for
    /// parts of a batch, each to a block of its own, without the cost of the canonical order. Units are dropped as in training.
    /// </summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="scale">What every partial derivative is multiplied by.</param>
    /// <param name="block"><see cref="BlockSize"/> numbers, apart from the other spans and from the network's own.</param>
    /// <returns>The loss summed over the samples.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or the block overlaps something.</exception>
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
    double AccumulateGradient(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int firstSample, float scale, Span<float> block);

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

    /// <summary>The bytes of stack that <see cref="Forward"/> uses for activations; 0 where it uses registers or the thread's workspace.</summary>
    static abstract int StackBytes { get; }
}
