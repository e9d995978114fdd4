using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>A mini-batch that several threads can see: spans cannot be shared between threads, addresses of pinned memory can.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal readonly unsafe struct PinnedBatch<TNetwork> where TNetwork : class, INetwork<TNetwork>
{
    private readonly float* _inputs;
    private readonly float* _targets;
    private readonly Dataset? _data;
    private readonly int* _rows;

    /// <summary>A batch of floats.</summary>
    public PinnedBatch(float* inputs, float* targets, int count)
    {
        _inputs = inputs;
        _targets = targets;
        Count = count;
    }

    /// <summary>A batch of rows of a dataset.</summary>
    public PinnedBatch(Dataset data, int* rows, int count)
    {
        _data = data;
        _rows = rows;
        Count = count;
    }

    public int Count { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Train(TNetwork network, float learningRate)
    {
        var all = new Share(0, Count);
        return _data is null
            ? network.Train(Inputs(all), Targets(all), learningRate)
            : network.TrainChecked(_data, Rows(all), learningRate);
    }

    public float Gradient(TNetwork network, Share share, Span<float> gradient) => _data is null
        ? network.Gradient(Inputs(share), Targets(share), gradient)
        : network.Gradient(_data, Rows(share), gradient);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Accumulate(TNetwork network, Share share, float scale, Span<float> block) => _data is null
        ? network.AccumulateGradient(Inputs(share), Targets(share), sampleWeights: default, share.Start, scale, block)
        : network.AccumulateGradient(_data, Rows(share), share.Start, scale, block);

    /// <summary>Where the loss is NaN, says which input of the batch is not finite. A dataset's inputs have been looked at.</summary>
    public void CheckInputs(double loss)
    {
        if (_data is null)
        {
            Check.InputsOf(loss, Inputs(new Share(0, Count)), TNetwork.InputSize, sampleWeights: default, "inputs");
        }
    }

    private ReadOnlySpan<float> Inputs(Share share) =>
        new(_inputs + ((nint)share.Start * TNetwork.InputSize), share.Count * TNetwork.InputSize);

    private ReadOnlySpan<float> Targets(Share share) =>
        new(_targets + ((nint)share.Start * TNetwork.OutputSize), share.Count * TNetwork.OutputSize);

    private ReadOnlySpan<int> Rows(Share share) => new(_rows + share.Start, share.Count);
}
