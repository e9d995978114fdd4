using Unrolled.Internal;

namespace Unrolled;

/// <summary>
/// A network that is trained on a loss of one's own in place of the one that it was declared with: wherever a network goes in, this does.
/// </summary>
/// <remarks>
/// It has no parameters but those of the network behind it: what one learns, the other knows. <see cref="Trainer"/>,
/// <see cref="CheckpointFolder"/>, <see cref="CrossValidation"/> and <see cref="Evaluator"/> take the loss as a second type argument and
/// make it themselves; <see cref="TrainingSession{TNetwork}"/>, <see cref="ParallelTrainer{TNetwork}"/> and rows of a dataset take it as it
/// is. Targets may be any finite numbers, and sample weights of any sign. A validation loss that is infinite or not a number is reported as
/// it is. Files name the loss and hold the network's own parameters.
/// </remarks>
/// <typeparam name="TNetwork">The network class.</typeparam>
/// <typeparam name="TLoss">The loss.</typeparam>
/// <example>
/// <code>
/// var forecast = new WithLoss&lt;Forecast, QuantileLoss&gt;(network);
/// using var session = new TrainingSession&lt;WithLoss&lt;Forecast, QuantileLoss&gt;&gt;(forecast, training, options);
/// float loss = forecast.Train(data, [3, 1, 4], learningRate: 0.1f);
/// </code>
/// </example>
public sealed class WithLoss<TNetwork, TLoss> : INetwork<WithLoss<TNetwork, TLoss>>
    where TNetwork : class, INetwork<TNetwork>
    where TLoss : ILoss
{
    private static readonly NetworkPasses? s_passes = TNetwork.Passes?.By<LossOf<TLoss>>();

    /// <summary>Puts the loss in place of the network's own. The network stays as it is.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="NotSupportedException">
    /// The outputs are steps, which have no derivative, or the network is not a generated one.
    /// </exception>
    public WithLoss(TNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Activation output = TNetwork.Activations[^1];
        if (s_passes is null || !ActivationRow.Of(output).IsDifferentiable)
        {
            string name = TypeNames.Of(typeof(TNetwork));
            throw new NotSupportedException(s_passes is null
                ? $"{name} is written by hand; a loss of one's own needs a network that is generated."
                : $"{name}'s output activation is {output}, without a derivative, which a loss of one's own needs.");
        }

        Network = network;
    }

    /// <summary>The network itself.</summary>
    public TNetwork Network { get; }

    /// <inheritdoc/>
    public static int InputSize => TNetwork.InputSize;

    /// <inheritdoc/>
    public static int OutputSize => TNetwork.OutputSize;

    /// <inheritdoc/>
    public static int ParameterCount => TNetwork.ParameterCount;

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Layers => TNetwork.Layers;

    /// <inheritdoc/>
    public static ReadOnlySpan<Activation> Activations => TNetwork.Activations;

    /// <inheritdoc/>
    public static ReadOnlySpan<float> Alphas => TNetwork.Alphas;

    /// <inheritdoc/>
    public static Stage? InputStage => TNetwork.InputStage;

    /// <inheritdoc/>
    public static Stage? OutputStage => TNetwork.OutputStage;

    /// <summary>The loss that the network was declared with, in whose place <see cref="LossType"/> is.</summary>
    public static Loss Loss => TNetwork.Loss;

    /// <summary>The loss.</summary>
    public static Type? LossType => typeof(TLoss);

    /// <inheritdoc/>
    public static int ChunkSize => TNetwork.ChunkSize;

    /// <inheritdoc/>
    public ulong DropoutState
    {
        get => Network.DropoutState;
        set => Network.DropoutState = value;
    }

    static int INetworkStorage.BlockSize => TNetwork.BlockSize;

    static BlockLayout INetworkStorage.Layout => TNetwork.Layout;

    static int INetworkStorage.StackBytes => TNetwork.StackBytes;

    static NetworkPasses? INetworkStorage.Passes => s_passes;

    AlignedBuffer INetworkStorage.Block
    {
        get => Network.Block;
        set => Network.Block = value;
    }

    /// <inheritdoc/>
    public static WithLoss<TNetwork, TLoss> Create(int seed) => new(TNetwork.Create(seed));

    /// <inheritdoc/>
    public static WithLoss<TNetwork, TLoss> Create(int seed, Initialization initialization) => new(TNetwork.Create(seed, initialization));

    WithLoss<TNetwork, TLoss> INetwork<WithLoss<TNetwork, TLoss>>.ShallowCopy() => new(Network.ShallowCopy());

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Network.Forward(input, output);

    /// <inheritdoc/>
    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => Network.ForwardBatch(inputs, outputs);

    /// <inheritdoc/>
    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, ulong dropoutState) =>
        Network.ForwardBatch(inputs, outputs, dropoutState);

    /// <inheritdoc/>
    public int Predict(ReadOnlySpan<float> input) => Network.Predict(input);

    /// <inheritdoc/>
    public double SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs) =>
        SummedLoss.Of<TNetwork, TLoss>(Network, inputs, targets, outputs);

    /// <inheritdoc/>
    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) =>
        Network.Gradient<TLoss>(inputs, targets, gradient);

    /// <inheritdoc/>
    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient) =>
        Network.Gradient<TLoss>(inputs, targets, sampleWeights, gradient);

    /// <inheritdoc/>
    public float Gradient<TOther>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) where TOther : ILoss =>
        Network.Gradient<TOther>(inputs, targets, gradient);

    /// <inheritdoc/>
    public float Gradient<TOther>(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient)
        where TOther : ILoss => Network.Gradient<TOther>(inputs, targets, sampleWeights, gradient);

    /// <inheritdoc/>
    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate) =>
        Network.Train<TLoss>(inputs, targets, learningRate);

    /// <inheritdoc/>
    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate) =>
        Network.Train<TLoss>(inputs, targets, sampleWeights, learningRate);

    /// <inheritdoc/>
    public float Train<TOther>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate) where TOther : ILoss =>
        Network.Train<TOther>(inputs, targets, learningRate);

    /// <inheritdoc/>
    public float Train<TOther>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate)
        where TOther : ILoss => Network.Train<TOther>(inputs, targets, sampleWeights, learningRate);

    /// <inheritdoc/>
    public void Backward(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradient, Span<float> inputGradients) =>
        Network.Backward(inputs, outputGradients, gradient, inputGradients);

    /// <inheritdoc/>
    public void Backward(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradient, Span<float> inputGradients,
        ulong dropoutState) => Network.Backward(inputs, outputGradients, gradient, inputGradients, dropoutState);

    /// <inheritdoc/>
    public void GetParameters(Span<float> destination) => Network.GetParameters(destination);

    /// <inheritdoc/>
    public void SetParameters(ReadOnlySpan<float> source) => Network.SetParameters(source);

    double INetworkStorage.AccumulateGradient(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int firstSample, float scale,
        Span<float> block) =>
        s_passes!.Accumulate(
            Network.Block, inputs, targets, sampleWeights, scale, block, new DropoutMask(Network.DropoutState, firstSample));
}
