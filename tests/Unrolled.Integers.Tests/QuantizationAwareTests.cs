using Unrolled.Tests;

namespace Unrolled.Integers.Tests;

/// <summary>Training at rounded weights.</summary>
public class QuantizationAwareTests
{
    private const float Rate = 0.5f;

    private static readonly float[] Inputs = [0.1f, -0.7f, 0.4f, 0.9f, -0.3f, 0.2f];
    private static readonly float[] Targets = [0.3f, 0.9f, 0.5f];

    /// <summary>A step is that of a loop which takes the gradient at rounded weights and changes the others.</summary>
    [Fact]
    public void A_step_goes_by_the_gradient_at_the_rounded_weights()
    {
        Xor network = new(1), by = new(1);
        float[] parameters = new float[Xor.ParameterCount], gradient = new float[Xor.ParameterCount];
        network.GetParameters(parameters);
        by.SetParameters(Rounded(parameters));
        by.Gradient(Inputs, Targets, gradient);
        float[] expected = [.. parameters.Zip(gradient, (p, g) => p - (Rate * g))];

        Trainer.Train(network, Data(), Options());
        network.GetParameters(parameters);
        Assert.Equal(expected, parameters);
        Assert.NotEqual(expected, Rounded(expected));
    }

    [Fact]
    public void The_loss_of_what_is_rounded_falls()
    {
        Dataset training = SyntheticDigits.Create(2000, seed: 3), test = SyntheticDigits.Create(1000, seed: 3 + 10);
        Digits plain = new(1);
        Trainer.Train(plain, training, new TrainingOptions { Epochs = 5, LearningRate = 3 });
        Digits aware = plain.Clone();
        Trainer.Train(aware, training, new TrainingOptions { Epochs = 3, LearningRate = 0.3f, QuantizationAware = true });
        Assert.True(Evaluator.MeanLoss(aware.Quantize(training), test) < Evaluator.MeanLoss(plain.Quantize(training), test));
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        float[][] results = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            Digits network = new(1);
            Dataset training = SyntheticDigits.Create(300, seed: 3);
            Trainer.Train(network, training, new TrainingOptions { Epochs = 2, BatchSize = 50, QuantizationAware = true, Threads = threads });
            float[] parameters = new float[Digits.ParameterCount];
            network.GetParameters(parameters);
            return parameters;
        })];
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public void A_network_is_left_with_its_own_weights_where_training_fails()
    {
        Xor network = new(1);
        float[] before = new float[Xor.ParameterCount], after = new float[Xor.ParameterCount];
        network.GetParameters(before);
        Assert.Throws<NotSupportedException>(() => Trainer.Train<Xor, Throwing>(network, Data(), Options()));
        network.GetParameters(after);
        Assert.Equal(before, after);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        Digits network = new(1);
        Dataset training = SyntheticDigits.Create(100, seed: 3);
        using TrainingSession<Digits> session = new(network, training, Options() with { BatchSize = 10, Epochs = 1000 });
        Assert.Equal(0, Allocation.Of(() => session.RunBatch()));
    }

    [Fact]
    public void The_option_is_told() => Assert.Contains("quantization-aware", Options().ToString(), StringComparison.Ordinal);

    private static Dataset Data() => Dataset.FromFloats(Inputs, 2, Targets, 1);

    private static TrainingOptions Options() => new() { Epochs = 1, BatchSize = 3, LearningRate = Rate, Shuffle = false, QuantizationAware = true };

    // By Quantize itself.
    private static float[] Rounded(float[] parameters)
    {
        Xor network = new(0);
        network.SetParameters(parameters);
        float[] rounded = [.. parameters];
        int start = 0;
        foreach (Int8Weights layer in network.Quantize(Data()).IntegerLayers.Select(layer => layer.Weights))
        {
            for (int i = 0; i < layer.Weights.Length; i++)
            {
                rounded[start + i] = layer.Weights[i] * layer.Scales[i / layer.Inputs];
            }

            start += layer.Weights.Length + layer.Units;
        }

        return rounded;
    }

    private readonly struct Throwing : ILoss
    {
        public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) => throw new NotSupportedException();
    }
}
