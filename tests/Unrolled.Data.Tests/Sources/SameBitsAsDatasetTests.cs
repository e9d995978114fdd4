using Unrolled.Tests;

namespace Unrolled.Data.Tests.Sources;

/// <summary>A source is learnt to the bits of the same samples in a dataset, wherever their order is the same.</summary>
public sealed class SameBitsAsDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MadeSamples _samples = new(237);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(10, true, null)]
    [InlineData(10, false, null)]
    [InlineData(10, false, 37)]
    [InlineData(10, false, 1)]
    [InlineData(7, true, 237)]
    [InlineData(TrainingOptions.FullBatch, true, null)]
    [InlineData(1, true, 1000)]
    public void Rows_of_floats(int batchSize, bool shuffle, int? buffer)
    {
        TrainingOptions options = new() { Epochs = 3, BatchSize = batchSize, Shuffle = shuffle, Seed = 5 };
        ISampleSource source = SampleFile.OfFloats(_samples.WriteRows(_folder), MadeSamples.InputSize, MadeSamples.TargetSize);

        float[] parameters = Train<SourceRegression>(source, options with { ShuffleBuffer = buffer });

        Assert.Equal(Train<SourceRegression>(_samples.Regression, options), parameters);
    }

    private static float[] Train<TNetwork>(ISampleSource source, TrainingOptions options) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(3);
        Trainer.Train(network, source, options);
        return Parameters(network);
    }

    private static float[] Train<TNetwork>(Dataset data, TrainingOptions options) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(3);
        Trainer.Train(network, data, options);
        return Parameters(network);
    }

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
