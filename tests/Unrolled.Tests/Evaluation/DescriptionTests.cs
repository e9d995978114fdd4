using System.Globalization;

namespace Unrolled.Tests;

/// <summary>What results say of themselves, in any culture.</summary>
public sealed class DescriptionTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public DescriptionTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    [Fact]
    public void Folds_spaces_and_layers_say_what_they_are()
    {
        Dataset data = Dataset.FromFloats([1f, 2, 3], 1, [0, 1, 0], 2);

        Assert.Equal("2 samples to train on, 1 sample to measure with", new Fold(data.Take(2), data.Take(1)).ToString());
        Assert.Equal("1 sample to train on, 2 samples to measure with", new Fold(data.Take(1), data.Take(2)).ToString());
        Assert.Equal("0 network types", new SearchSpace(new TrainingOptions()).ToString());
        Assert.Equal("1 network type; batch, rate", new SearchSpace(new TrainingOptions()).Network<Sigmoid1>()
            .Vary("batch", [1, 10], (options, size) => options with { BatchSize = size })
            .VaryLogarithmically("rate", 0.1f, 1, (options, rate) => options with { LearningRate = rate }).ToString());
        Assert.Equal("784 -> 30 Sigmoid", new LayerSummary(784, 30, Activation.Sigmoid).ToString());
    }
}
