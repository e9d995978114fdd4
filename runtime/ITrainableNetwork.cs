namespace Unrolled;

/// <summary>A network that learns: it has parameters, and a gradient of its loss with respect to them.</summary>
/// <typeparam name="TSelf">The network class itself.</typeparam>
/// <remarks>
/// Parameters are flat and in canonical order everywhere outside the class: for each layer the weights row-major <c>[out, in]</c>, then
/// the biases <c>[out]</c>.
/// </remarks>
public interface ITrainableNetwork<TSelf> : IInferenceNetwork where TSelf : class, ITrainableNetwork<TSelf>
{
    /// <summary>A new network with random parameters that depend on <paramref name="seed"/> alone.</summary>
    static abstract TSelf Create(int seed);

    /// <summary>A new network whose weights are drawn in a certain way; they depend on that and on <paramref name="seed"/> alone.</summary>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <param name="initialization">How the weights are drawn.</param>
    static abstract TSelf Create(int seed, Initialization initialization);

    /// <summary>The mean loss over a mini-batch and its gradient by backpropagation.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="gradient">
    /// Receives <see cref="IInferenceNetwork.ParameterCount"/> partial derivatives in canonical order; may overlap the others.
    /// </param>
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
    /// <param name="gradient">Receives <see cref="IInferenceNetwork.ParameterCount"/> partial derivatives in canonical order.</param>
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

    /// <summary>The same by another loss than the network's own.</summary>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="gradient">Receives <see cref="IInferenceNetwork.ParameterCount"/> partial derivatives in canonical order.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or an input or a target is not finite.</exception>
    /// <exception cref="NotFiniteLossException">The loss or a derivative is not finite for some sample.</exception>
    /// <exception cref="NotSupportedException">The outputs are steps, which have no derivative; or the network is not a generated one.</exception>
    float Gradient<TLoss>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) where TLoss : ILoss => throw NotGenerated;

    /// <summary>The same with samples that count more or less, or the other way round.</summary>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">
    /// One per sample, finite and of any sign: what its loss is multiplied by before the mean over the samples. One of weight 0 is not
    /// looked at, but counts in the mean.
    /// </param>
    /// <param name="gradient">Receives <see cref="IInferenceNetwork.ParameterCount"/> partial derivatives in canonical order.</param>
    /// <returns>The mean of the weighted losses.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number is not finite.</exception>
    /// <exception cref="NotFiniteLossException">The loss or a derivative is not finite for some sample.</exception>
    /// <exception cref="NotSupportedException">The outputs are steps, which have no derivative; or the network is not a generated one.</exception>
    float Gradient<TLoss>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient)
        where TLoss : ILoss => throw NotGenerated;

    /// <summary>One step of stochastic gradient descent by another loss than the network's own.</summary>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="learningRate">The step size.</param>
    /// <returns>The mean loss before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number is not finite. Nothing has changed.</exception>
    /// <exception cref="NotFiniteLossException">The loss or a derivative is not finite for some sample. Nothing has changed.</exception>
    /// <exception cref="NotSupportedException">The outputs are steps, which have no derivative; or the network is not a generated one.</exception>
    float Train<TLoss>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate) where TLoss : ILoss => throw NotGenerated;

    /// <summary>The same with samples that count more or less, or the other way round.</summary>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">One per sample, finite and of any sign.</param>
    /// <param name="learningRate">The step size.</param>
    /// <returns>The mean of the weighted losses before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number is not finite. Nothing has changed.</exception>
    /// <exception cref="NotFiniteLossException">The loss or a derivative is not finite for some sample. Nothing has changed.</exception>
    /// <exception cref="NotSupportedException">The outputs are steps, which have no derivative; or the network is not a generated one.</exception>
    float Train<TLoss>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate)
        where TLoss : ILoss => throw NotGenerated;

    /// <summary>
    /// Leads derivatives by the outputs back through the network (the vector-Jacobian product): to the parameters, to the inputs, or to
    /// both.
    /// </summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="outputGradients">
    /// The derivatives of whatever is to become smaller by the outputs after their activation, row after row.
    /// </param>
    /// <param name="gradient">
    /// Receives <see cref="IInferenceNetwork.ParameterCount"/> partial derivatives in canonical order, summed over the samples; or empty.
    /// </param>
    /// <param name="inputGradients">Receives the derivatives by the inputs, row after row; or empty.</param>
    /// <exception cref="ArgumentException">
    /// A span has the wrong length, a result overlaps another span, or a number is not finite. Nothing has been written.
    /// </exception>
    /// <exception cref="NotSupportedException">The network is not a generated one.</exception>
    void Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradient, Span<float> inputGradients) =>
        throw NotGenerated;

    /// <summary>The same where units are dropped, those that a training step drops which begins in a certain state.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="outputGradients">The derivatives by the outputs, row after row.</param>
    /// <param name="gradient">Receives the gradient in canonical order, summed over the samples; or empty.</param>
    /// <param name="inputGradients">Receives the derivatives by the inputs, row after row; or empty.</param>
    /// <param name="dropoutState">The value of <see cref="DropoutState"/>; of no account in a network without dropout.</param>
    /// <exception cref="ArgumentException">As without dropout.</exception>
    void Backward(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradient, Span<float> inputGradients,
        ulong dropoutState) => Backward(inputs, outputGradients, gradient, inputGradients);

    /// <summary>The outputs that <see cref="Backward(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, Span{float}, ulong)"/> starts from.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row; apart from the inputs.</param>
    /// <param name="dropoutState">The value of <see cref="DropoutState"/>; of no account in a network without dropout.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, the spans overlap, or an input is not finite.</exception>
    void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, ulong dropoutState) => ForwardBatch(inputs, outputs);

    /// <summary>
    /// Which hidden units the next training step leaves out: a seed in the upper 32 bits, the number of steps so far in the lower ones.
    /// <see cref="Train(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/> counts it up. Always 0 in a network without dropout, whatever it
    /// is set to.
    /// </summary>
    ulong DropoutState { get; set; }

    /// <summary>Copies the parameters out, in canonical order.</summary>
    /// <param name="destination">Receives <see cref="IInferenceNetwork.ParameterCount"/> numbers.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    void GetParameters(Span<float> destination);

    /// <summary>Replaces the parameters.</summary>
    /// <param name="source">
    /// <see cref="IInferenceNetwork.ParameterCount"/> numbers in canonical order; any, also those that no file would take.
    /// </param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    void SetParameters(ReadOnlySpan<float> source);

    private static NotSupportedException NotGenerated =>
        new($"{typeof(TSelf).Name} is written by hand and does not have this: of the networks that are generated all do.");
}
