using Unrolled;

namespace Playground.Steps;

/// <summary>Every number of one step of training on one sample, as compiled networks compute them.</summary>
/// <param name="Input">The sample.</param>
/// <param name="Target">The wanted outputs; empty where there is a forward pass alone.</param>
/// <param name="Layers">What happens in each layer.</param>
/// <param name="Loss">The loss before the step; NaN without a target.</param>
internal sealed record WorkedExample(float[] Input, float[] Target, IReadOnlyList<WorkedLayer> Layers, double Loss)
{
    private const float LearningRate = 0.1f;

    /// <summary>The notes' forward pass through a 4-3-1 network of sigmoid units.</summary>
    public static WorkedExample ForwardPass() => Work(
        new FourThreeOne(),
        [
            0.5f, -0.2f, 0.8f, 0.6f, 0.2f, 0.3f, -0.6f, 0.5f, -0.5f, 0.4f, 0.4f, -0.1f,
            0.2f, -0.5f, 0.4f,
            0.6f, -0.2f, 0.1f,
            0.6f,
        ],
        [1, 0, 1, 1],
        []);

    /// <summary>The notes' exercise: a step of gradient descent, at a rate of 0.1, of a 3-3-3-2 network of sigmoid units by the quadratic cost.</summary>
    public static WorkedExample Backpropagation() => Work(
        new ThreeThreeThreeTwo(),
        [
            0.5f, -0.2f, 0.8f, 0.2f, 0.3f, -0.6f, -0.5f, 0.4f, 0.4f,
            0.2f, -0.5f, 0.4f,
            0.5f, -0.2f, -0.5f, -0.1f, 0.1f, 0.4f, 0.6f, 0.2f, 0.6f,
            0.6f, 0.6f, 0.6f,
            0.3f, 0.5f, 0.2f, -0.2f, 0.2f, 0.4f,
            0.8f, 0.2f,
        ],
        [1, 0, 1],
        [0.9f, 0.1f]);

    /// <summary>All numbers in a row: the input, the target, the loss, and each layer's.</summary>
    public double[] Flatten() =>
    [
        .. ToDoubles(Input), .. ToDoubles(Target), Loss,
        .. Layers.SelectMany(layer => new[]
        {
            layer.Weights, layer.Biases, layer.PreActivations, layer.Activations,
            layer.Deltas, layer.WeightGradients, layer.NewWeights, layer.NewBiases,
        }).SelectMany(ToDoubles),
    ];

    private static WorkedExample Work<TNetwork>(TNetwork network, float[] parameters, float[] input, float[] target)
        where TNetwork : class, INetwork<TNetwork>
    {
        network.SetParameters(parameters);
        float[] gradient = new float[TNetwork.ParameterCount];
        double loss = target.Length > 0 ? network.Gradient(input, target, gradient) : double.NaN;
        TNetwork after = network.Clone();
        if (target.Length > 0)
        {
            after.Train(input, target, LearningRate);
        }

        List<WorkedLayer> layers = [];
        float[] previous = input;
        int place = 0;
        for (int layer = 0; layer < TNetwork.Layers.Length - 1; layer++)
        {
            int units = TNetwork.Layers[layer + 1];
            float[] weights = network.Weights(layer);
            float[] biases = network.Biases(layer);
            float[] activations = new float[units];
            network.Activations(input, layer, activations);
            int biasPlace = place + weights.Length;
            layers.Add(new WorkedLayer(
                weights,
                biases,
                PreActivations(weights, biases, previous),
                activations,
                // The derivative by a bias is that by the pre-activation: delta.
                gradient[biasPlace..(biasPlace + units)],
                gradient[place..biasPlace],
                after.Weights(layer),
                after.Biases(layer)));
            place = biasPlace + units;
            previous = activations;
        }

        return new WorkedExample(input, target, layers, loss);
    }

    private static float[] PreActivations(float[] weights, float[] biases, float[] inputs)
    {
        float[] sums = (float[])biases.Clone();
        for (int i = 0; i < weights.Length; i++)
        {
            sums[i / inputs.Length] += weights[i] * inputs[i % inputs.Length];
        }

        return sums;
    }

    private static IEnumerable<double> ToDoubles(float[] numbers) => numbers.Select(number => (double)number);
}
