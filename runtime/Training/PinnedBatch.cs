using System.Runtime.CompilerServices;

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

    /// <summary>Whether the samples have yet to be gathered.</summary>
    public bool IsOfRows => _data is not null;

    public bool HasWeights => _data is { HasWeights: true };

    /// <summary>The inputs of a batch of floats from a sample on.</summary>
    public float* InputsFrom(int sample) => _inputs + ((nint)sample * TNetwork.InputSize);

    /// <summary>The targets of a batch of floats from a sample on.</summary>
    public float* TargetsFrom(int sample) => _targets + ((nint)sample * TNetwork.OutputSize);

    /// <summary>Gathers the weights of all samples.</summary>
    public void GatherWeights(Span<float> weights) => _data!.GatherWeights(new ReadOnlySpan<int>(_rows, Count), weights);

    /// <summary>Gathers some samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(int start, int count, float* inputs, float* targets) => _data!.Gather(
        new ReadOnlySpan<int>(_rows + start, count),
        new Span<float>(inputs, count * TNetwork.InputSize),
        new Span<float>(targets, count * TNetwork.OutputSize));

    /// <summary>A step by the network itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Train(TNetwork network, float learningRate) => _data is null
        ? network.Train(Inputs, Targets, learningRate)
        : network.TrainChecked(_data, Rows, learningRate);

    /// <summary>The gradient by the network itself.</summary>
    public float Gradient(TNetwork network, Span<float> gradient) => _data is null
        ? network.Gradient(Inputs, Targets, gradient)
        : network.Gradient(_data, Rows, gradient);

    private ReadOnlySpan<float> Inputs => new(_inputs, Count * TNetwork.InputSize);

    private ReadOnlySpan<float> Targets => new(_targets, Count * TNetwork.OutputSize);

    private ReadOnlySpan<int> Rows => new(_rows, Count);
}
