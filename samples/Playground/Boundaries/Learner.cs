using Unrolled;

namespace Playground.Boundaries;

/// <summary>A compiled network that learns by gradients and an optimizer.</summary>
internal sealed class Learner<TNetwork>(TNetwork network) : ILearner where TNetwork : class, INetwork<TNetwork>
{
    private readonly float[] _gradient = new float[TNetwork.ParameterCount];
    private OptimizerState _optimizer = Optimizer.Sgd.For(network);

    public ReadOnlySpan<int> Layers => TNetwork.Layers;

    public ReadOnlySpan<Activation> Activations => TNetwork.Activations;

    public int ParameterCount => TNetwork.ParameterCount;

    public void Use(Optimizer optimizer, StepOptions options) => _optimizer = optimizer.For(network, options);

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate)
    {
        float loss = network.Gradient(inputs, targets, _gradient);
        _optimizer.Step(network, _gradient, learningRate);
        return loss;
    }

    public double Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs) =>
        network.SumLosses(inputs, targets, outputs);

    public void Activate(ReadOnlySpan<float> inputs, int layer, Span<float> destination) =>
        network.ActivationsBatch(inputs, layer, destination);

    public void CopyParameters(Span<float> destination) => network.GetParameters(destination);
}
