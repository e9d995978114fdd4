namespace Unrolled.Tests;

/// <summary>Figures of classes are given where the targets are classes, and nowhere else.</summary>
public sealed class MeaningTests
{
    private const string ForNumbers = "ask for Evaluator.R2, Rmse or MeanAbsoluteError";

    private static readonly Dataset s_numbers = Dataset.FromFloats([1, 2, 3, 4, 5, 6], 3, [10f, 12, 9, 11, 14, 8], 3);

    private static readonly Dataset s_labels = Dataset.FromFloats([1, -2, 3, 4, 5, -6], 3, [1f, 0, 1, 1, 1, 0], 3);

    [Fact]
    public void Numbers_have_no_classes()
    {
        Refused(ForNumbers, network => Evaluator.Accuracy(network, s_numbers));
        Refused(ForNumbers, network => Evaluator.Confusion(network, s_numbers));
        Refused(ForNumbers, network => Evaluator.TopK(network, s_numbers, 1));
        Refused(ForNumbers, network => Evaluator.MultiLabel(network, s_numbers));
        Refused(ForNumbers, network => Evaluator.RocAuc(network, s_numbers));
        Refused(ForNumbers, network => Evaluator.Roc(network, s_numbers));
        Assert.Throws<ArgumentException>(
            "data", () => Evaluator.LogLoss(MetricsTests.PassOn<Softmax3>(), s_numbers));
        Assert.Throws<ArgumentException>(
            "data", () => Evaluator.Accuracy(MetricsTests.PassOn<SingleIdentity>(), Dataset.FromFloats([1, 2, 3], 1, [0.5f, 3, -7], 1)));
        Assert.Throws<ArgumentException>(
            "data", () => Evaluator.ConfusionAt(MetricsTests.PassOn<SingleIdentity>(), Dataset.FromFloats([1, 2], 1, [0.5f, 3], 1), 1));
    }

    [Fact]
    public void Several_labels_are_no_class()
    {
        const string advice = "ask for Evaluator.MultiLabel";
        Refused(advice, network => Evaluator.Accuracy(network, s_labels));
        Refused(advice, network => Evaluator.Confusion(network, s_labels));
        Refused(advice, network => Evaluator.TopK(network, s_labels, 1));
    }

    [Fact]
    public void Figures_of_numbers_are_given_for_all()
    {
        Regression3 network = MetricsTests.PassOn<Regression3>();
        foreach (Dataset data in (Dataset[])[s_numbers, s_labels, Dataset.FromFloats([1, 2, 3], 3, [0], 3)])
        {
            Assert.True(Evaluator.Rmse(network, data) > 0);
            Assert.True(Evaluator.MeanAbsoluteError(network, data) > 0);
            Assert.True(Evaluator.MeanLoss(network, data) > 0);
        }
    }

    [Fact]
    public void Every_sample_counts_as_one_but_those_of_weight_0_are_not_there()
    {
        float nan = float.NaN;
        float[] weights = [1, 100, 0.5f, 0, 0, 0];
        Dataset weighted = Dataset.FromFloats([1, 2, 3, nan, 5, 6], 1, [3, 1, 7, 4, nan, 1e30f], 1, weights);
        Dataset alone = Dataset.FromFloats([1f, 2, 3], 1, [3f, 1, 7], 1);
        SingleIdentity network = MetricsTests.PassOn<SingleIdentity>();
        Assert.Equal(Evaluator.Rmse(network, alone), Evaluator.Rmse(network, weighted));
        Assert.Equal(Evaluator.MeanAbsoluteError(network, alone), Evaluator.MeanAbsoluteError(network, weighted));
        Assert.Equal(Evaluator.R2(network, alone), Evaluator.R2(network, weighted));
        Assert.Equal(Evaluator.MeanLoss(network, alone), Evaluator.MeanLoss(network, weighted));

        Dataset classes = Dataset.FromFloats([3, -1, 2, -2, 5, -6], 1, [1, 0, 0, 0, 0, 0], 2);
        Dataset weightedClasses = classes.WithWeights(weights);
        Dataset classesAlone = classes.Take(3);
        SingleSigmoid sigmoid = MetricsTests.PassOn<SingleSigmoid>();
        Assert.Equal(2.0 / 3, Evaluator.Accuracy(sigmoid, weightedClasses));
        Assert.Equal(3, Evaluator.Confusion(sigmoid, weightedClasses).Total);
        Assert.Equal(3, Evaluator.ConfusionAt(sigmoid, weightedClasses, 0.2f).Total);
        Assert.Equal(3, Evaluator.MultiLabel(sigmoid, weightedClasses).Total);
        Assert.Equal(Evaluator.LogLoss(sigmoid, classesAlone), Evaluator.LogLoss(sigmoid, weightedClasses));
        Assert.Equal(2, Evaluator.Roc(sigmoid, weightedClasses).Negatives);
        Assert.StartsWith(
            "All samples have the weight 0; at least one other is needed.",
            Assert.Throws<ArgumentException>("data", () => Evaluator.Accuracy(sigmoid, weightedClasses.Subset([3, 4]))).Message);
    }

    [Fact]
    public void Two_numbers_are_no_classes()
    {
        SingleIdentity network = MetricsTests.PassOn<SingleIdentity>();
        Dataset numbers = Dataset.FromFloats([1, 2, 3], 1, [-40f, 25, 25], 1);

        Assert.Contains(ForNumbers, Assert.Throws<ArgumentException>("data", () => Evaluator.Accuracy(network, numbers)).Message);
        Assert.Contains(ForNumbers, Assert.Throws<ArgumentException>("data", () => Evaluator.Roc(network, numbers)).Message);
        Assert.Null(Trainer.Train(network, numbers, new TrainingOptions { Epochs = 1, LearningRate = 1e-3f }, numbers).Accuracy);
        CrossValidationResult score = CrossValidation.Run<SingleIdentity>(
            [new Fold(numbers, numbers)], new TrainingOptions { Epochs = 1, LearningRate = 1e-3f });
        Assert.Null(score.Accuracy);
        Assert.NotNull(score.Rmse);
    }

    [Fact]
    public void Without_samples_there_is_no_figure()
    {
        Dataset none = Dataset.FromFloats([1, 2, 3], 3, [0], 3).Take(0);
        Regression3 network = MetricsTests.PassOn<Regression3>();
        Func<object>[] figures =
        [
            () => Evaluator.Accuracy(network, none), () => Evaluator.Confusion(network, none),
            () => Evaluator.ConfusionAt(network, none, 0), () => Evaluator.TopK(network, none, 1), () => Evaluator.LogLoss(network, none),
            () => Evaluator.MultiLabel(network, none), () => Evaluator.Roc(network, none), () => Evaluator.RocAuc(network, none),
            () => Evaluator.Rmse(network, none), () => Evaluator.MeanAbsoluteError(network, none), () => Evaluator.R2(network, none),
            () => Evaluator.MeanLoss(network, none),
        ];

        Assert.All(figures, figure => Assert.StartsWith(
            "The dataset has no samples, but at least 1 is needed.", Assert.Throws<ArgumentException>("data", figure).Message));
    }

    private static void Refused(string advice, Func<Regression3, object> figure) => Assert.Contains(
        advice, Assert.Throws<ArgumentException>("data", () => figure(MetricsTests.PassOn<Regression3>())).Message);
}
