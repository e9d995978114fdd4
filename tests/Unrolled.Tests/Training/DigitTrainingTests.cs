using Unrolled.Tests.Networks;

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

    [Fact]
    public void Three_epochs_on_drawn_digits_reach_90_percent()
    {
        var network = new Digits(1);
        Trainer.Train(network, SyntheticDigits.Create(10_000, 1), new TrainingOptions { Epochs = 3, LearningRate = 3 });
        Assert.InRange(Evaluator.Accuracy(network, SyntheticDigits.Create(1_000, 2)), 0.9, 1);
    }
}
