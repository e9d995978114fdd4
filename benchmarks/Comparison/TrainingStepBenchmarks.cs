using BenchmarkDotNet.Attributes;
using Unrolled.Benchmarks.Data;
using Unrolled.Benchmarks.Engines;

namespace Unrolled.Benchmarks.Comparison;

/// <summary>One step of gradient descent on a mini-batch.</summary>
public class TrainingStepBenchmarks<TAuto, TFull> : Contest<TAuto, TFull>
    where TAuto : class, INetwork<TAuto>, IEngine
    where TFull : class, INetwork<TFull>, IEngine
{
    /// <summary>Small, so that the parameters stay ordinary numbers over millions of steps on the same batch.</summary>
    private const float LearningRate = 0.001f;

    private float[] _inputs = [];
    private float[] _targets = [];

    [Params(1, 10, 32, 128)]
    public int Batch { get; set; }

    protected override void Prepare()
    {
        _inputs = Samples.Floats(Batch * Topology.InputSize, seed: 4);
        _targets = Samples.OneHot(Batch, Topology.OutputSize, seed: 5);
    }

    protected override float Work(IEngine engine) => engine.Train(_inputs, _targets, LearningRate);
}
