using System.ComponentModel;

namespace Unrolled.Internal;

/// <summary>
/// The passes of a network as an object, for code that knows the class of the network and not the type of its passes: where several
/// threads share a mini-batch. One call of these is many multiply-adds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NetworkPasses
{
    private NetworkPasses()
    {
    }

    /// <inheritdoc cref="INetworkPasses.SamplesTogether"/>
    internal abstract int SamplesTogether { get; }

    /// <inheritdoc cref="INetworkPasses.FirstLayerParts"/>
    internal abstract int FirstLayerParts { get; }

    /// <inheritdoc cref="INetworkPasses.OwnScratch"/>
    internal abstract int OwnScratch { get; }

    /// <summary>The passes of a type.</summary>
    /// <typeparam name="TPasses">The type.</typeparam>
    /// <returns>The same object every time.</returns>
    public static NetworkPasses Of<TPasses>() where TPasses : struct, INetworkPasses => Typed<TPasses, OwnLoss>.Instance;

    /// <summary>The same passes by another loss.</summary>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <returns>The same object every time.</returns>
    internal abstract NetworkPasses By<TLoss>() where TLoss : struct, ILossPass;

    /// <inheritdoc cref="INetworkPasses.TrainingScratch"/>
    internal abstract int TrainingScratch(int count);

    /// <inheritdoc cref="INetworkPasses.InputGradientScratch"/>
    internal abstract int InputGradientScratch(int count);

    /// <inheritdoc cref="INetworkPasses.Backpropagate{TLoss}"/>
    internal abstract bool Backpropagate(
        ref float parameters, ref float inputs, ref float targets, int first, int count, int rows, float scale, ref float scratch,
        ref float transposed, DropoutMask dropout, ref LossSum losses, bool hasSums);

    /// <inheritdoc cref="INetworkPasses.SumFirstLayer"/>
    internal abstract void SumFirstLayer(ref float parameters, ref float inputs, int count, ref float scratch, WeightShare share);

    /// <inheritdoc cref="INetworkPasses.InputGradient"/>
    internal abstract void InputGradient(
        ref float parameters, int first, int count, int rows, ref float scratch, ref float transposed, ref float gradients);

    /// <inheritdoc cref="INetworkPasses.Update"/>
    internal abstract void Update(ref float target, ref float inputs, int count, ref float scratch, WeightShare share);

    /// <inheritdoc cref="INetworkPasses.ToCanonical"/>
    internal abstract void ToCanonical(ref float parameters, Span<float> destination);

    /// <summary>Adds the scaled gradient of a batch to a block, on one thread: <c>Batches.Accumulate</c>.</summary>
    internal abstract double Accumulate(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float scale,
        Span<float> block, DropoutMask dropout = default);

    /// <inheritdoc cref="Batches.CheckBackward{TPasses}"/>
    internal abstract int CheckBackward(
        AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, ReadOnlySpan<float> gradient,
        ReadOnlySpan<float> inputGradients);

    /// <summary>What a layer says to a batch: as <c>LayerActivations.Copy</c>.</summary>
    internal abstract void Activations(AlignedBuffer parameters, ReadOnlySpan<float> inputs, int layer, Span<float> destination);

    private sealed class Typed<TPasses, TLoss> : NetworkPasses
        where TPasses : struct, INetworkPasses
        where TLoss : struct, ILossPass
    {
        public static readonly Typed<TPasses, TLoss> Instance = new();

        internal override NetworkPasses By<TOther>() => Typed<TPasses, TOther>.Instance;

        internal override int SamplesTogether => TPasses.SamplesTogether;

        internal override int FirstLayerParts => TPasses.FirstLayerParts;

        internal override int OwnScratch => TPasses.OwnScratch;

        internal override int TrainingScratch(int count) => TPasses.TrainingScratch(count);

        internal override int InputGradientScratch(int count) => TPasses.InputGradientScratch(count);

        internal override bool Backpropagate(
            ref float parameters, ref float inputs, ref float targets, int first, int count, int rows, float scale, ref float scratch,
            ref float transposed, DropoutMask dropout, ref LossSum losses, bool hasSums) =>
            TPasses.Backpropagate<TLoss>(
                ref parameters, ref inputs, ref targets, first, count, rows, scale, ref scratch, ref transposed, dropout, ref losses, hasSums);

        internal override void SumFirstLayer(ref float parameters, ref float inputs, int count, ref float scratch, WeightShare share) =>
            TPasses.SumFirstLayer(ref parameters, ref inputs, count, ref scratch, share);

        internal override void InputGradient(
            ref float parameters, int first, int count, int rows, ref float scratch, ref float transposed, ref float gradients) =>
            TPasses.InputGradient(ref parameters, first, count, rows, ref scratch, ref transposed, ref gradients);

        internal override void Update(ref float target, ref float inputs, int count, ref float scratch, WeightShare share) =>
            TPasses.Update(ref target, ref inputs, count, ref scratch, share);

        internal override void ToCanonical(ref float parameters, Span<float> destination) => TPasses.ToCanonical(ref parameters, destination);

        internal override double Accumulate(
            AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float scale,
            Span<float> block, DropoutMask dropout) =>
            Batches.Accumulate<TPasses, TLoss>(parameters, inputs, targets, sampleWeights, scale, block, dropout);

        internal override int CheckBackward(
            AlignedBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, ReadOnlySpan<float> gradient,
            ReadOnlySpan<float> inputGradients) =>
            Batches.CheckBackward<TPasses>(parameters, inputs, outputGradients, gradient, inputGradients);

        internal override void Activations(AlignedBuffer parameters, ReadOnlySpan<float> inputs, int layer, Span<float> destination) =>
            LayerActivations.Copy<TPasses>(parameters, inputs, layer, destination);
    }
}
