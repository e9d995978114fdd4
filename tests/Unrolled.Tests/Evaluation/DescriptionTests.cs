using System.Globalization;

namespace Unrolled.Tests;

/// <summary>What results say of themselves, in any culture.</summary>
public sealed class DescriptionTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public DescriptionTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    [Fact]
    public void A_score_names_the_figures_that_it_has()
    {
        Assert.Equal("accuracy 0.95, loss 0.12346", new FoldScore(0.95, 0.123456).ToString());
        Assert.Equal("micro F1 0.5, loss 1E-07", new FoldScore(null, 1e-7) { MicroF1 = 0.5 }.ToString());
        Assert.Equal("RMSE 12.5, loss NaN", new FoldScore(null, double.NaN) { Rmse = 12.5 }.ToString());
    }

    [Fact]
    public void A_result_has_mean_and_spread_and_the_candidate()
    {
        var score = new CrossValidationResult([new FoldScore(0.5, 1), new FoldScore(1, 2)]);

        Assert.Equal("accuracy 0.7500 +- 0.3536, loss 1.5000 +- 0.7071", score.ToString());
        Assert.Equal(
            "small: accuracy 0.7500 +- 0.3536, loss 1.5000 +- 0.7071",
            new SearchResult(Candidate.Of<Sigmoid1>(new TrainingOptions(), "small"), score).ToString());
        Assert.Equal(
            "RMSE 2.0000 +- 0.0000, loss 1.0000 +- 0.0000", new CrossValidationResult([new FoldScore(null, 1) { Rmse = 2 }]).ToString());
    }

    [Fact]
    public void Folds_spaces_layers_and_points_say_what_they_are()
    {
        Dataset data = Dataset.FromFloats([1f, 2, 3], 1, [0, 1, 0], 2);

        Assert.Equal("2 samples to train on, 1 sample to measure with", new Fold(data.Take(2), data.Take(1)).ToString());
        Assert.Equal("1 sample to train on, 2 samples to measure with", new Fold(data.Take(1), data.Take(2)).ToString());
        Assert.Equal("0 network types", new SearchSpace(new TrainingOptions()).ToString());
        Assert.Equal("1 network type; batch, rate", new SearchSpace(new TrainingOptions()).Network<Sigmoid1>()
            .Vary("batch", [1, 10], (options, size) => options with { BatchSize = size })
            .VaryLogarithmically("rate", 0.1f, 1, (options, rate) => options with { LearningRate = rate }).ToString());
        Assert.Equal("784 -> 30 Sigmoid", new LayerSummary(784, 30, Activation.Sigmoid).ToString());
        Assert.Equal(
            "TP 1, FP 2, FN 3, TN 4; precision 0.3333, recall 0.2500, F1 0.2857", new BinaryCounts(1, 2, 3, 4).ToString());
        Assert.Equal(
            "threshold 0.5: true positive rate 0.7500, false positive rate 0.2500", new RocPoint(0.5f, 0.25, 0.75).ToString());
    }
}
