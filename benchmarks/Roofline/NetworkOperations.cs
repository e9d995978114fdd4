using System.Runtime.CompilerServices;
using Unrolled.Benchmarks.Data;
using Unrolled.Benchmarks.Engines;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>What a generated network is called for, as operations to time.</summary>
internal sealed class NetworkOperations<TNetwork> where TNetwork : class, INetwork<TNetwork>, IEngine
{
    private const int SingleSamples = 1000;
    private const float LearningRate = 0.001f;

    private readonly Topology _topology = Topology.Of<TNetwork>();
    private readonly IEngine _network = TNetwork.Create(0);

    /// <summary>The weights in memory; padding is left out of the count, though it is read too.</summary>
    public int WeightBytes => (int)_topology.MultiplyAdds * sizeof(float);

    /// <summary>One sample at a time, each another one, counted in weights read.</summary>
    public Operation SingleByBytes() => new("one sample", Unit.Byte, (double)WeightBytes * SingleSamples, Single()) { Calls = SingleSamples };

    /// <summary>The same, counted in arithmetic.</summary>
    public Operation SingleByFlops() =>
        new("one sample", Unit.Flop, _topology.InferenceFlops * SingleSamples, Single()) { Calls = SingleSamples };

    public Operation Inference(int batch)
    {
        float[] inputs = Samples.Floats(batch * _topology.InputSize, seed: 1);
        float[] outputs = new float[batch * _topology.OutputSize];
        return new Operation($"inference, batch {batch}", Unit.Flop, _topology.InferenceFlops * batch, () =>
        {
            _network.ForwardBatch(inputs, outputs);
            Sink.Take(outputs[0]);
        });
    }

    public Operation TrainingStep(int batch)
    {
        float[] inputs = Samples.Floats(batch * _topology.InputSize, seed: 1);
        float[] targets = Samples.OneHot(batch, _topology.OutputSize, seed: 2);
        return new Operation($"training step, batch {batch}", Unit.Flop, _topology.TrainingFlops * batch, () =>
            Sink.Take(_network.Train(inputs, targets, LearningRate)));
    }

    private Action Single()
    {
        float[] inputs = Samples.Floats(SingleSamples * _topology.InputSize, seed: 1);
        float[] output = new float[_topology.OutputSize];
        int size = _topology.InputSize;

        // Tiered, this loop would be slow long after the network is fast, and a tiny network's time be mostly the loop's.
        return [MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
        {
            for (int sample = 0; sample < SingleSamples; sample++)
            {
                _network.Forward(inputs.AsSpan(sample * size, size), output);
                Sink.Take(output[0]);
            }
        };
    }
}
