using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>The loss of a mini-batch without its gradient. <see cref="Evaluator"/> measures that of a whole dataset.</summary>
/// <remarks>From the second call on nothing is allocated.</remarks>
public static class NetworkLoss
{
    /// <summary>The mean loss over a mini-batch by one forward pass of all units: none is dropped.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <returns>The mean loss, to the bit what <c>Gradient</c> returns.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or an input or a target is not finite.</exception>
    /// <example>
    /// <code>
    /// float loss = network.MeanLoss(inputs, targets);
    /// </code>
    /// </example>
    public static float MeanLoss<TNetwork>(this TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        where TNetwork : class, IInferenceNetwork => MeanLoss(network, inputs, targets, SummedLoss.Of);

    /// <summary>The same by another loss than the network's own.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <returns>The mean loss, to the bit what <c>Gradient</c> returns; also one that is infinite or not a number.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or an input or a target is not finite.</exception>
    public static float MeanLoss<TNetwork, TLoss>(this TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        where TNetwork : class, IInferenceNetwork
        where TLoss : ILoss => MeanLoss(network, inputs, targets, SummedLoss.Of<TNetwork, TLoss>);

    /// <summary>The same with samples that count more or less.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">
    /// One per sample, at least 0 and finite: what its loss is multiplied by before the mean over the samples. One of weight 0 is not
    /// looked at, but counts in the mean.
    /// </param>
    /// <returns>The mean of the weighted losses, which is what <c>Gradient</c> returns.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a weight is negative or a number not finite.</exception>
    public static float MeanLoss<TNetwork>(
        this TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights)
        where TNetwork : class, IInferenceNetwork => MeanLoss(network, inputs, targets, sampleWeights, SummedLoss.Of, TNetwork.LossType is not null);

    /// <summary>The same by another loss than the network's own, with samples that count more or less, or the other way round.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="sampleWeights">One per sample, finite and of any sign.</param>
    /// <returns>The mean of the weighted losses, which is what <c>Gradient</c> returns; also one that is infinite or not a number.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number is not finite.</exception>
    public static float MeanLoss<TNetwork, TLoss>(
        this TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights)
        where TNetwork : class, IInferenceNetwork
        where TLoss : ILoss => MeanLoss(network, inputs, targets, sampleWeights, SummedLoss.Of<TNetwork, TLoss>, mayBeNegative: true);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MeanLoss<TNetwork>(
        TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, SummedLoss<TNetwork> sumLosses)
        where TNetwork : class, IInferenceNetwork
    {
        int count = CheckBatch(network, inputs, targets);
        Check.FiniteRows(targets, TNetwork.OutputSize, sampleWeights: default, "target", nameof(targets));
        using Workspace workspace = Workspace.Rent(Math.Min(count, TNetwork.ChunkSize) * TNetwork.OutputSize);
        double loss = 0;
        for (int start = 0; start < count; start += TNetwork.ChunkSize)
        {
            loss += Sum(sumLosses, network, inputs, targets, start, Math.Min(count - start, TNetwork.ChunkSize), workspace);
        }

        Check.InputsOf(loss, inputs, TNetwork.InputSize, sampleWeights: default, nameof(inputs));
        return LossSum.Mean(loss, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MeanLoss<TNetwork>(
        TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights,
        SummedLoss<TNetwork> sumLosses, bool mayBeNegative)
        where TNetwork : class, IInferenceNetwork
    {
        int count = CheckBatch(network, inputs, targets);
        Check.SampleWeights(sampleWeights, count, nameof(sampleWeights), mayBeNegative);
        Check.FiniteRows(targets, TNetwork.OutputSize, sampleWeights, "target", nameof(targets));
        using Workspace workspace = Workspace.Rent(TNetwork.OutputSize);
        double loss = 0;
        for (int sample = 0; sample < count; sample++)
        {
            if (sampleWeights[sample] != 0)
            {
                loss += sampleWeights[sample] * Sum(sumLosses, network, inputs, targets, sample, 1, workspace);
            }
        }

        Check.InputsOf(loss, inputs, TNetwork.InputSize, sampleWeights, nameof(inputs));
        return LossSum.Mean(loss, count);
    }

    private static int CheckBatch<TNetwork>(TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        return Check.Batch(
            inputs.Length, TNetwork.InputSize, nameof(inputs), targets.Length, TNetwork.OutputSize, nameof(targets), atLeast: 1);
    }

    private static double Sum<TNetwork>(
        SummedLoss<TNetwork> sumLosses, TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int start, int rows, Workspace workspace)
        where TNetwork : class, IInferenceNetwork => sumLosses(
            network,
            inputs.Slice(start * TNetwork.InputSize, rows * TNetwork.InputSize),
            targets.Slice(start * TNetwork.OutputSize, rows * TNetwork.OutputSize),
            MemoryMarshal.CreateSpan(ref workspace.Start, rows * TNetwork.OutputSize));
}
