using MnistSample;

namespace Unrolled.Tests;

/// <summary>The driver with networks as the generator writes them.</summary>
public class GeneratedNetworkTests
{
    // A last batch of three, so that the path for short batches is taken too.
    private const int Count = 203;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(TrainingOptions.FullBatch)]
    public void An_epoch_allocates_nothing(int batchSize)
    {
        AssertNoAllocation<DigitNetwork>(batchSize);
        AssertNoAllocation<ReluNetwork>(batchSize);
    }

    [Fact]
    public void The_same_seed_gives_the_same_parameters_bit_for_bit()
    {
        Assert.Equal(Trained<DigitNetwork>(seed: 5), Trained<DigitNetwork>(seed: 5));
        Assert.Equal(Trained<ReluNetwork>(seed: 5), Trained<ReluNetwork>(seed: 5));
        Assert.NotEqual(Trained<ReluNetwork>(seed: 5), Trained<ReluNetwork>(seed: 6));
    }

    [Fact]
    public void The_accuracy_is_the_fraction_that_Predict_gets_right()
    {
        Dataset data = SyntheticDigits.Create(Count, seed: 1);
        var network = new DigitNetwork(3);
        float[] input = new float[DigitNetwork.InputSize];
        int correct = 0;
        for (int row = 0; row < Count; row++)
        {
            data.GatherInputs(row, 1, input);
            correct += network.Predict(input) == data.Label(row) ? 1 : 0;
        }

        Assert.Equal((double)correct / Count, Evaluator.Accuracy(network, data));
    }

    private static void AssertNoAllocation<TNetwork>(int batchSize) where TNetwork : class, INetwork<TNetwork>
    {
        var options = new TrainingOptions { BatchSize = batchSize, LearningRate = 0.01f };
        using var session = new TrainingSession<TNetwork>(TNetwork.Create(1), SyntheticDigits.Create(Count, seed: 1), options);

        Assert.Equal(0, Allocation.Of(() => session.RunEpoch()));
    }

    private static int[] Trained<TNetwork>(int seed) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        Trainer.Train(network, SyntheticDigits.Create(Count, seed: 1), new TrainingOptions { Epochs = 2, Seed = seed });
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return Array.ConvertAll(parameters, BitConverter.SingleToInt32Bits);
    }
}
