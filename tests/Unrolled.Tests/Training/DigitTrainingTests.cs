using Unrolled.Tests.Networks;
using Unrolled.Tests.SameBits;

namespace Unrolled.Tests.Training;

/// <summary>The main job, shortened: digits are learnt, from MNIST where it is and from drawn ones everywhere.</summary>
public sealed class DigitTrainingTests
{
    [Fact]
    public void Three_epochs_on_mnist_reach_94_percent()
    {
        Assert.SkipUnless(TestData.MnistFolder is not null, TestData.NoMnist);
        (Dataset training, Dataset test) = Mnist.Load(TestData.MnistFolder);
        var network = new Digits(1);
        Trainer.Train(network, training, new TrainingOptions { Epochs = 3, LearningRate = 3 });
        Assert.InRange(Evaluator.Accuracy(network, test), 0.94, 0.97);
    }

    /// <summary>The whole main job gives the bits that the README shows, on any machine.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Thirty_epochs_on_mnist_give_the_parameters_of_the_readme()
    {
        Assert.SkipUnless(TestData.MnistFolder is not null, TestData.NoMnist);
        (Dataset training, Dataset test) = Mnist.Load(TestData.MnistFolder);
        var network = new Digits(0);
        Trainer.Train(network, training, new TrainingOptions { Epochs = 30, LearningRate = 3 }, test);
        float[] parameters = new float[Digits.ParameterCount];
        network.GetParameters(parameters);
        using var digest = new Digest();
        digest.Add(parameters);
        Assert.Contains($"parameters: SHA-256 {digest}", File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Three_epochs_on_drawn_digits_reach_90_percent()
    {
        var network = new Digits(1);
        Trainer.Train(network, SyntheticDigits.Create(10_000, 1), new TrainingOptions { Epochs = 3, LearningRate = 3 });
        Assert.InRange(Evaluator.Accuracy(network, SyntheticDigits.Create(1_000, 2)), 0.9, 1);
    }
}
