using Unrolled.Tests;

namespace Unrolled.Data.Tests.Sources;

/// <summary>Figures of a source are those of the same samples in a dataset, however many blocks it takes.</summary>
public sealed class EvaluationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // Of five floats and a label a block has 43,690.
    private readonly MadeSamples _samples = new(100_000);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_classes(int threads)
    {
        var network = new SourceClassifier(seed: 4);
        RawColumns labels = RawColumns.Int32s(MadeSamples.Write<int>(_folder, "labels.i32", _samples.Labels), 1);
        SampleFile file = SampleFile.OfLabels(_samples.InputColumns(_folder), labels, MadeSamples.Classes);
        ISampleSource rows = SampleSource.FromRows(_samples.LabelledRows(), MadeSamples.WithLabels, canRepeat: true);
        ConfusionMatrix expected = Evaluator.Confusion(network, _samples.Classification);

        foreach (ISampleSource source in new[] { file, rows })
        {
            ConfusionMatrix matrix = Evaluator.Confusion(network, source, threads);
            Assert.Equal($"{expected}", $"{matrix}");
            Assert.Equal(expected.Total, matrix.Total);
            Assert.Equal(expected.Accuracy, Evaluator.Accuracy(network, source, threads));
            Assert.Equal(Evaluator.MeanLoss(network, _samples.Classification), Evaluator.MeanLoss(network, source, threads), 12);
        }
    }

    [Fact]
    public void Of_numbers()
    {
        var network = new SourceRegression(seed: 4);
        SampleFile file = _samples.File(_folder);
        RegressionFigures expected = Evaluator.Regression(network, _samples.Regression);

        RegressionFigures figures = Evaluator.Regression(network, file);

        Assert.Equal($"{expected}", $"{figures}");
        Assert.Equal(expected.All, figures.All);
        Assert.Equal(100_000, figures.Total);
        Assert.Equal(Evaluator.MeanLoss(network, _samples.Regression), Evaluator.MeanLoss(network, file), 12);
    }

    [Fact]
    public void Of_weighted_samples_without_those_of_weight_0()
    {
        var network = new SourceClassifier(seed: 4);
        ISampleSource source = SampleSource.FromRows(_samples.LabelledRows(weighted: true), MadeSamples.WithLabels with { HasWeights = true });

        ConfusionMatrix matrix = Evaluator.Confusion(network, source);

        Assert.Equal($"{Evaluator.Confusion(network, _samples.Classification.WithWeights(_samples.Weights))}", $"{matrix}");
        Assert.Equal(75_000, matrix.Total);
    }

    [Fact]
    public void Numbers_are_no_classes() => Assert.Contains(
        "The targets stand for numbers",
        Assert.Throws<ArgumentException>("data", () => Evaluator.Accuracy(new SourceRegression(seed: 4), _samples.File(_folder))).Message,
        StringComparison.Ordinal);
}
