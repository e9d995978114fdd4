using Unrolled;

namespace Playground.Boundaries;

/// <summary>A network that learns, whatever its class.</summary>
internal interface ILearner
{
    /// <summary>The units of each layer, from the inputs to the outputs.</summary>
    ReadOnlySpan<int> Layers { get; }

    /// <summary>The activation of each layer after the inputs.</summary>
    ReadOnlySpan<Activation> Activations { get; }

    /// <summary>The number of weights and biases together.</summary>
    int ParameterCount { get; }

    /// <summary>From the next step on, goes by this optimizer, which begins without a memory.</summary>
    void Use(Optimizer optimizer, StepOptions options);

    /// <summary>Makes one step on a mini-batch.</summary>
    /// <returns>The mean loss before the step.</returns>
    float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate);

    /// <summary>The outputs for some samples.</summary>
    /// <returns>The summed loss.</returns>
    double Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs);

    /// <summary>What the units of a layer, from 0, say to some samples.</summary>
    void Activate(ReadOnlySpan<float> inputs, int layer, Span<float> destination);

    /// <summary>Copies the parameters in canonical order.</summary>
    void CopyParameters(Span<float> destination);
}
