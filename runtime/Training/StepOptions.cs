namespace Unrolled;

/// <summary>What there is to a step beside the optimizer: bounds, penalties, layers that stand still or step by a rate of their own.</summary>
/// <remarks>Layers are counted from 0, the first layer of weights, as everywhere.</remarks>
/// <example>
/// <code>
/// OptimizerState state = Optimizer.Adam().For(network, new StepOptions { Clipping = new() { Norm = 1 }, FrozenLayers = [0] });
/// </code>
/// </example>
public sealed record StepOptions
{
    /// <summary>Bounds of the gradient. The default is none. Frozen layers do not count in its norm.</summary>
    public GradientClipping Clipping { get; init; } = new();

    /// <summary>What keeps weights small: L2, L1, weight decay, a largest norm. The default is nothing.</summary>
    public Regularization Regularization { get; init; } = new();

    /// <summary>
    /// The number of training samples, by which <see cref="Unrolled.Regularization.L2"/> and <see cref="Unrolled.Regularization.L1"/> are
    /// divided; at least 1, which is the default: then they are penalties per step, as in other libraries.
    /// </summary>
    public int SampleCount { get; init; } = 1;

    /// <summary>The layers that stand still: no step, no penalty, no decay, no momentum. The default is none.</summary>
    public IReadOnlyList<int> FrozenLayers { get; init; } = [];

    /// <summary>
    /// What the learning rate is multiplied by in each layer, 0 or above; empty, the default, for 1 in all. Weight decay, which the rate
    /// scales, goes by the product too.
    /// </summary>
    public IReadOnlyList<float> LayerRates { get; init; } = [];

    /// <summary>What is on, in a few words; empty where nothing is.</summary>
    public override string ToString()
    {
        IEnumerable<string> parts =
        [
            $"{Regularization}",
            $"{Clipping}" is { Length: > 0 } bounds ? $"gradients clipped ({bounds})" : "",
            FrozenLayers is not { Count: > 0 } ? "" : $"frozen layers {string.Join(", ", FrozenLayers.Select(layer => Wording.Number(layer)))}",
            LayerRates is not { Count: > 0 } ? "" : $"rates of layers times {string.Join(", ", LayerRates.Select(Wording.Number))}",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    /// <summary>Throws when a value is out of range or does not fit the network.</summary>
    /// <param name="parameterName">What the caller's parameter is called.</param>
    /// <param name="layers">The network's layers of weights.</param>
    internal void Validate(string parameterName, int layers)
    {
        Require.Given(Regularization, nameof(Regularization), parameterName);
        Require.Given(Clipping, nameof(Clipping), parameterName);
        Regularization.Validate(parameterName);
        Clipping.Validate(parameterName);
        Require.AtLeastOne(SampleCount, nameof(SampleCount), parameterName);
        Require.Given(FrozenLayers, nameof(FrozenLayers), parameterName);
        for (int i = 0; i < FrozenLayers.Count; i++)
        {
            Require.Layer(FrozenLayers[i], layers, $"{nameof(FrozenLayers)}[{i}]", parameterName);
        }

        Require.Given(LayerRates, nameof(LayerRates), parameterName);
        if (LayerRates.Count != 0 && LayerRates.Count != layers)
        {
            throw new ArgumentException(
                $"{nameof(LayerRates)} has {Wording.Exact(LayerRates.Count, "rate")}, but the network has {Wording.Exact(layers, "layer")}.",
                parameterName);
        }

        for (int i = 0; i < LayerRates.Count; i++)
        {
            Require.NotNegative(LayerRates[i], $"{nameof(LayerRates)}[{i}]", parameterName);
        }
    }
}
