using Unrolled.Benchmarks.Data;
using Unrolled.Benchmarks.Engines;

namespace Unrolled.Benchmarks.Comparison;

/// <summary>One sample at a time, each another one.</summary>
public class LatencyBenchmarks<TAuto, TFull> : Contest<TAuto, TFull>
    where TAuto : class, INetwork<TAuto>, IEngine
    where TFull : class, INetwork<TFull>, IEngine
{
    private const int Count = 64;

    private float[] _inputs = [];
    private float[] _output = [];
    private int _next;

    protected override void Prepare()
    {
        _inputs = Samples.Floats(Count * Topology.InputSize, seed: 4);
        _output = new float[Topology.OutputSize];
    }

    protected override float Work(IEngine engine)
    {
        int size = _inputs.Length / Count;
        _next = (_next + 1) % Count;
        engine.Forward(_inputs.AsSpan(_next * size, size), _output);
        return _output[0];
    }
}
