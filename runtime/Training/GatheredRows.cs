using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>Rows of a dataset as floats, aligned to cache lines, and their weights, in the thread's <see cref="Workspace"/>.</summary>
internal readonly ref struct GatheredRows
{
    private const int FloatsPerCacheLine = 16;

    private readonly Workspace _workspace;

    /// <exception cref="ArgumentException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public GatheredRows(Dataset data, ReadOnlySpan<int> rows)
    {
        int inputs = checked(rows.Length * data.InputSize);
        int targets = checked(rows.Length * data.TargetSize);
        int weights = data.HasWeights ? rows.Length : 0;
        int targetsStart = checked(inputs + FloatsPerCacheLine - 1) / FloatsPerCacheLine * FloatsPerCacheLine;
        int length = checked(targetsStart + targets + weights);
        _workspace = Workspace.Rent(length);
        Span<float> buffer = MemoryMarshal.CreateSpan(ref _workspace.Start, length);
        Span<float> x = buffer[..inputs];
        Span<float> y = buffer.Slice(targetsStart, targets);
        Span<float> w = buffer[(targetsStart + targets)..];
        data.Gather(rows, x, y);
        if (data.HasWeights)
        {
            data.GatherWeights(rows, w);
        }

        Inputs = x;
        Targets = y;
        Weights = w;
    }

    public ReadOnlySpan<float> Inputs { get; }

    public ReadOnlySpan<float> Targets { get; }

    /// <summary>One for each row; none where the dataset has none.</summary>
    public ReadOnlySpan<float> Weights { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Train<TNetwork>(TNetwork network, float learningRate) where TNetwork : class, ITrainableNetwork<TNetwork> => Weights.IsEmpty
        ? network.Train(Inputs, Targets, learningRate)
        : network.Train(Inputs, Targets, Weights, learningRate);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Gradient<TNetwork>(TNetwork network, Span<float> gradient) where TNetwork : class, ITrainableNetwork<TNetwork> => Weights.IsEmpty
        ? network.Gradient(Inputs, Targets, gradient)
        : network.Gradient(Inputs, Targets, Weights, gradient);

    public void Dispose() => _workspace.Dispose();
}
