using BenchmarkDotNet.Attributes;
using Unrolled.Benchmarks.Data;
using Unrolled.Benchmarks.Engines;

namespace Unrolled.Benchmarks.Comparison;

/// <summary>
/// A whole epoch with shuffle and gathering of the rows, all engines driven alike. It has 1,280 samples, because the slowest engine takes
/// milliseconds for each; the command "roofline" times epochs of 60,000.
/// </summary>
public class EpochBenchmarks<TAuto, TFull> : Contest<TAuto, TFull>
    where TAuto : class, INetwork<TAuto>, IEngine
    where TFull : class, INetwork<TFull>, IEngine
{
    private const int Count = 1280;
    private const float LearningRate = 0.001f;

    private readonly Random _random = new(6);
    private readonly int[] _order = [.. Enumerable.Range(0, Count)];
    private Dataset? _data;
    private float[] _inputs = [];
    private float[] _targets = [];

    [Params(10, 128)]
    public int Batch { get; set; }

    protected override void Prepare()
    {
        _data = Topology.OutputSize > 1
            ? Samples.Bytes(Count, Topology.InputSize, Topology.OutputSize, seed: 4)
            : Dataset.FromFloats(
                Samples.Floats(Count * Topology.InputSize, seed: 4), Topology.InputSize,
                Samples.OneHot(Count, Topology.OutputSize, seed: 5), Topology.OutputSize);
        _inputs = new float[Batch * Topology.InputSize];
        _targets = new float[Batch * Topology.OutputSize];
    }

    protected override float Work(IEngine engine)
    {
        _random.Shuffle(_order);
        float loss = 0f;
        for (int start = 0; start < Count; start += Batch)
        {
            _data!.Gather(_order.AsSpan(start, Batch), _inputs, _targets);
            loss += engine.Train(_inputs, _targets, LearningRate);
        }

        return loss;
    }
}
