using Playground.Steps;

namespace Unrolled.Playground.Tests.Numbers;

/// <summary>The worked examples of the lecture notes, to the digits that they print.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void The_forward_pass_has_the_numbers_of_the_notes()
    {
        WorkedExample example = WorkedExample.ForwardPass();
        AssertClose([0.8909, 0.40131, 0.54983], example.Layers[0].Activations, 5e-5);
        AssertClose([0.752], example.Layers[1].Activations, 5e-4);
        AssertClose([2.1, -0.4, 0.2], example.Layers[0].PreActivations, 1e-6);
        Assert.Empty(example.Target);
        Assert.True(double.IsNaN(example.Loss));
        Assert.All(example.Layers, layer => Assert.Equal(layer.Weights, layer.NewWeights));
    }

    [Fact]
    public void The_exercise_in_backpropagation_has_the_numbers_of_the_notes()
    {
        WorkedExample example = WorkedExample.Backpropagation();
        Assert.Equal(0.14372312751, example.Loss, 1e-7);
        AssertClose([0.81757448, 0.2890505, 0.57444252], example.Layers[0].Activations, 1e-7);
        AssertClose([0.66010359, 0.68501692, 0.81653117], example.Layers[1].Activations, 1e-7);
        AssertClose([0.81814736, 0.62985507], example.Layers[2].Activations, 1e-7);
        AssertClose([9.53488874e-5, 6.33299561e-4, 2.20272518e-3], example.Layers[0].Deltas, 1e-7);
        AssertClose([-0.00636289, 0.00401691, 0.00703739], example.Layers[1].Deltas, 1e-7);
        AssertClose([-0.01217822, 0.12352917], example.Layers[2].Deltas, 1e-7);
        AssertClose([0.30080389, 0.50083423, 0.20099439, -0.2081542, 0.19153804, 0.38991346], example.Layers[2].NewWeights, 1e-7);
        AssertClose([0.19999047, -0.50006333, 0.39977973], example.Layers[0].NewBiases, 1e-7);
    }

    [Fact]
    public void Steps_gradients_and_deltas_agree()
    {
        WorkedExample example = WorkedExample.Backpropagation();
        float[] inputs = example.Input;
        foreach (WorkedLayer layer in example.Layers)
        {
            for (int i = 0; i < layer.Weights.Length; i++)
            {
                Assert.Equal(layer.Deltas[i / inputs.Length] * inputs[i % inputs.Length], layer.WeightGradients[i], 1e-8);
                Assert.Equal(layer.Weights[i] - (0.1 * layer.WeightGradients[i]), layer.NewWeights[i], 1e-7);
            }

            for (int unit = 0; unit < layer.Biases.Length; unit++)
            {
                Assert.Equal(layer.Biases[unit] - (0.1 * layer.Deltas[unit]), layer.NewBiases[unit], 1e-7);
                Assert.Equal(1 / (1 + Math.Exp(-layer.PreActivations[unit])), layer.Activations[unit], 1e-6);
            }

            inputs = layer.Activations;
        }
    }

    [Fact]
    public void In_a_row_they_come_as_the_page_takes_them_apart()
    {
        double[] flat = WorkedExample.Backpropagation().Flatten();
        WorkedExample example = WorkedExample.Backpropagation();
        Assert.Equal(3 + 2 + 1 + (2 * (3 * 9 + 5 * 3)) + (3 * 6) + (5 * 2), flat.Length);
        Assert.Equal(example.Loss, flat[5]);
        Assert.Equal(example.Layers[0].Weights[8], flat[14]);
        Assert.Equal(example.Layers[2].NewBiases[1], flat[^1]);
    }

    private static void AssertClose(double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
