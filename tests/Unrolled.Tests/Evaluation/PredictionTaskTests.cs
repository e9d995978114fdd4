namespace Unrolled.Tests;

public sealed class PredictionTaskTests
{
    [Fact]
    public void Labels_are_one_class_whatever_the_outputs()
    {
        Assert.Equal(PredictionTask.SingleLabel, PredictionTasks.Of<Regression3>(Dataset.FromFloats([1, 2, 3], 3, [0], 3)));
        Assert.Equal(PredictionTask.SingleLabel, PredictionTasks.Of<Sigmoid1>(Dataset.FromFloats([1], 1, [0], 2).WithSingleTarget()));
    }

    [Theory]
    [InlineData(new[] { 0f, 0, 1, 1, 0, 0 }, nameof(PredictionTask.SingleLabel))] // one-hot
    [InlineData(new[] { -1f, -1, 1, 1, -1, -1 }, nameof(PredictionTask.SingleLabel))] // with other values
    [InlineData(new[] { -2f, -2, 2, 2, -2, -2 }, nameof(PredictionTask.SingleLabel))] // as far below the midpoint as above
    [InlineData(new[] { 7f, 7, 9, 9, 7, 7 }, nameof(PredictionTask.Regression))] // on the same side of the midpoint
    [InlineData(new[] { -2f, -2, 3, 3, -2, -2 }, nameof(PredictionTask.Regression))] // two numbers by chance
    [InlineData(new[] { 0f, 1, 0, 0, 1, 0 }, nameof(PredictionTask.SingleLabel))] // not every class
    [InlineData(new[] { 0f, 1, 1, 1, 0, 0 }, nameof(PredictionTask.MultiLabel))] // two at once
    [InlineData(new[] { 0f, 0, 0, 1, 0, 0 }, nameof(PredictionTask.MultiLabel))] // none
    [InlineData(new[] { 1f, 0, 1, 1, 1, 0 }, nameof(PredictionTask.MultiLabel))] // one missing
    [InlineData(new[] { 0f, 0, 0, 0, 0, 0 }, nameof(PredictionTask.MultiLabel))] // no label at all
    [InlineData(new[] { -2f, 2, 2, 2, -2, 2 }, nameof(PredictionTask.MultiLabel))]
    [InlineData(new[] { -2f, 3, 3, 3, -2, 3 }, nameof(PredictionTask.Regression))]
    [InlineData(new[] { 2f, 3, 3, 3, 2, 3 }, nameof(PredictionTask.Regression))] // the midpoint does not tell them apart
    [InlineData(new[] { 5f, 5, 5, 5, 5, 5 }, nameof(PredictionTask.Regression))]
    [InlineData(new[] { 0f, 0, 1, 2, 0, 0 }, nameof(PredictionTask.Regression))] // a third value
    [InlineData(new[] { 0.2f, 0.2f, 0.6f, 0.5f, 0.5f, 0 }, nameof(PredictionTask.Regression))] // probabilities, but no softmax
    public void Rows_of_targets(float[] targets, string expected) =>
        Assert.Equal(expected, PredictionTasks.Of<Regression3>(Rows(targets, 3)).ToString());

    [Theory]
    [InlineData(new[] { 0f, 0, 1, 1, 0, 0 }, nameof(PredictionTask.SingleLabel))]
    [InlineData(new[] { 0.05f, 0.05f, 0.95f, 0.95f, 0.05f, 0.05f }, nameof(PredictionTask.SingleLabel))] // they sum to 1.05
    [InlineData(new[] { 0.2f, 0.2f, 0.6f, 0.5f, 0.5f, 0 }, nameof(PredictionTask.SingleLabel))]
    [InlineData(new[] { 0f, 1, 1, 1, 0, 0 }, nameof(PredictionTask.Regression))]
    [InlineData(new[] { 0f, 0, 0, 0, 0, 0 }, nameof(PredictionTask.Regression))]
    [InlineData(new[] { -0.2f, 0.6f, 0.6f, 1, 0, 0 }, nameof(PredictionTask.Regression))]
    public void Rows_of_targets_for_softmax_outputs(float[] targets, string expected) =>
        Assert.Equal(expected, PredictionTasks.Of<Softmax3>(Rows(targets, 3)).ToString());

    [Theory]
    [InlineData(new[] { 0f, 1, 1 }, nameof(PredictionTask.SingleLabel))]
    [InlineData(new[] { -1f, 1, 1 }, nameof(PredictionTask.SingleLabel))]
    [InlineData(new[] { 0.05f, 0.95f, 0.05f }, nameof(PredictionTask.SingleLabel))]
    [InlineData(new[] { 1f, 1, 1 }, nameof(PredictionTask.SingleLabel))] // only one class is there
    [InlineData(new[] { 0f, 0, 0 }, nameof(PredictionTask.SingleLabel))]
    [InlineData(new[] { 0.3f, 0.3f, 0.3f }, nameof(PredictionTask.Regression))]
    [InlineData(new[] { 0.1f, 0.2f, 0.1f }, nameof(PredictionTask.Regression))] // both below 1/2
    [InlineData(new[] { 0f, 0.5f, 1 }, nameof(PredictionTask.Regression))]
    public void One_column_of_targets(float[] targets, string expected) =>
        Assert.Equal(expected, PredictionTasks.Of<Sigmoid1>(Rows(targets, 1)).ToString());

    [Theory]
    [InlineData(new[] { 0f, 1, 1 }, nameof(PredictionTask.SingleLabel))]
    [InlineData(new[] { -1f, 1, 1 }, nameof(PredictionTask.SingleLabel))]
    [InlineData(new[] { -2f, 2, 2 }, nameof(PredictionTask.SingleLabel))]
    [InlineData(new[] { -2f, 3, 3 }, nameof(PredictionTask.Regression))] // the midpoint tells them apart, but they are just numbers
    [InlineData(new[] { 0f, 5 }, nameof(PredictionTask.Regression))]
    [InlineData(new[] { 5f }, nameof(PredictionTask.Regression))]
    public void One_column_of_targets_for_an_output_without_bounds(float[] targets, string expected)
    {
        Assert.Equal(expected, PredictionTasks.Of<SingleIdentity>(Rows(targets, 1)).ToString());
        Assert.Equal(expected, PredictionTasks.Of<SingleLeakyReLU>(Rows(targets, 1)).ToString());
    }

    [Fact]
    public void A_rectifier_has_the_codes_that_labels_get()
    {
        Assert.Equal(PredictionTask.SingleLabel, PredictionTasks.Of<SingleSoftplus>(Rows([0, 2 * 0.6931472f], 1)));
        Assert.Equal(PredictionTask.Regression, PredictionTasks.Of<SingleSoftplus>(Rows([0, 2], 1)));
        Assert.Equal(PredictionTask.SingleLabel, PredictionTasks.Of<SingleTanh>(Rows([-0.9f, 0.8f], 1)));
    }

    [Fact]
    public void A_few_samples_may_have_one_label_each_by_chance()
    {
        Dataset several = Rows([1, 1, 0, 0, 1, 0], 3);
        Dataset chance = Rows([1, 0, 0, 0, 1, 0], 3);
        Dataset classes = Dataset.FromFloats(new float[6], 3, [0, 1], 3);

        Assert.Equal(PredictionTask.MultiLabel, PredictionTasks.OfValidation<Labels3>(several, chance));
        Assert.Equal(PredictionTask.SingleLabel, PredictionTasks.OfValidation<Labels3>(chance, chance));
        Assert.Equal(PredictionTask.SingleLabel, PredictionTasks.OfValidation<Labels3>(several, classes));
        Assert.Equal(PredictionTask.SingleLabel, PredictionTasks.OfValidation<Labels3>(Rows([0.9f, 0.2f, 0.1f], 3), chance));

        TrainingResult result = Trainer.Train(new Labels3(1), several, new TrainingOptions { Epochs = 1 }, chance);
        Assert.Null(result.Accuracy);
        Assert.NotNull(result.ValidationLoss);
        var watching = new TrainingOptions { EarlyStopping = new EarlyStopping { Metric = Metric.ValidationAccuracy } };
        Assert.Contains(
            "several labels",
            Assert.Throws<ArgumentException>("options", () => Trainer.Train(new Labels3(1), several, watching, chance)).Message);
    }

    [Fact]
    public void Samples_of_weight_0_are_not_looked_at()
    {
        Dataset data = Rows([0, 1, 5, 17], 1);
        Dataset incomplete = Dataset.FromFloats(new float[4], 1, [0, 1, float.NaN, 17], 1, weights: [1, 2, 0, 0]);

        Assert.Equal(PredictionTask.Regression, PredictionTasks.Of<Sigmoid1>(data));
        Assert.Equal(PredictionTask.SingleLabel, PredictionTasks.Of<Sigmoid1>(data.WithWeights([1, 2, 0, 0])));
        Assert.Equal(PredictionTask.SingleLabel, PredictionTasks.Of<Sigmoid1>(incomplete));
    }

    private static Dataset Rows(float[] targets, int size) => Dataset.FromFloats(new float[targets.Length], size, targets, size);
}
