using Unrolled.Tests;

namespace Unrolled.Integers.Tests;

/// <summary>What 8 bits cost on handwritten digits: next to nothing, and less where training knows of it.</summary>
public class AccuracyTests
{
    private const double Allowed = 0.001;

    [Fact]
    [Trait("Category", "Slow")]
    public void Digits_are_recognised_as_well_as_with_floats()
    {
        Assert.SkipWhen(TestData.MnistFolder is null, TestData.NoMnist);
        (Dataset training, Dataset test) = Mnist.Load(TestData.MnistFolder);

        Digits small = new(1);
        Trainer.Train(small, training, new TrainingOptions { Epochs = 5, LearningRate = 3 });
        Compare(small, small.Quantize(training), test);

        Hundred medium = new(1);
        Trainer.Train(medium, training, new TrainingOptions { Epochs = 3, Optimizer = Optimizer.Adam(), LearningRate = 0.001f, BatchSize = 32 });
        Compare(medium, medium.Quantize(training), test);

        Large large = new(1);
        Trainer.Train(large, training, new TrainingOptions { Epochs = 2, Optimizer = Optimizer.Adam(), LearningRate = 0.001f, BatchSize = 64 });
        Compare(large, large.Quantize(training), test);
    }

    [Fact]
    public void Drawn_digits_are_recognised_as_well_as_with_floats()
    {
        Dataset training = SyntheticDigits.Create(4000, seed: 1), test = SyntheticDigits.Create(2000, seed: 1 + 10);
        Digits network = new(1);
        Trainer.Train(network, training, new TrainingOptions { Epochs = 10, LearningRate = 3 });
        Compare(network, network.Quantize(training), test);
    }

    /// <summary>The evaluator takes an integer network for what it is: figures, outputs and the loss.</summary>
    private static void Compare<TNetwork, TIntegers>(TNetwork network, TIntegers integers, Dataset test)
        where TNetwork : class, INetwork<TNetwork>
        where TIntegers : Int8Network, IInferenceNetwork
    {
        double floats = Evaluator.Accuracy(network, test), accuracy = Evaluator.Accuracy(integers, test);
        Assert.True(floats - accuracy <= Allowed, $"{typeof(TNetwork).Name}: {floats} with floats, {accuracy} with integers");
        double loss = Evaluator.MeanLoss(network, test);
        Assert.Equal(loss, Evaluator.MeanLoss(integers, test), 0.02 * loss);
    }
}

[Network(784, 100, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Quantized = true)]
internal sealed partial class Hundred;

[Network(784, 512, 256, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Quantized = true)]
internal sealed partial class Large;
