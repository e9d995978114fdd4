using BenchmarkDotNet.Attributes;
using Unrolled.Benchmarks.Data;
using Unrolled.Benchmarks.Engines;

namespace Unrolled.Benchmarks.Comparison;

/// <summary>Many samples in one call.</summary>
public class BatchInferenceBenchmarks<TAuto, TFull> : Contest<TAuto, TFull>
    where TAuto : class, INetwork<TAuto>, IEngine
    where TFull : class, INetwork<TFull>, IEngine
{
    private float[] _inputs = [];
    private float[] _outputs = [];

    [Params(1, 10, 32, 128)]
    public int Batch { get; set; }

    protected override void Prepare()
    {
        _inputs = Samples.Floats(Batch * Topology.InputSize, seed: 4);
        _outputs = new float[Batch * Topology.OutputSize];
    }

    protected override float Work(IEngine engine)
    {
        engine.ForwardBatch(_inputs, _outputs);
        return _outputs[^1];
    }
}
