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
    [InlineData(new[] { 7f, 7, 9, 9, 7, 7 }, nameof(PredictionTask.SingleLabel))] // on the same side of the midpoint
    [InlineData(new[] { 0f, 1, 0, 0, 1, 0 }, nameof(PredictionTask.SingleLabel))] // not every class
    [InlineData(new[] { 0f, 1, 1, 1, 0, 0 }, nameof(PredictionTask.MultiLabel))] // two at once
    [InlineData(new[] { 0f, 0, 0, 1, 0, 0 }, nameof(PredictionTask.MultiLabel))] // none
    [InlineData(new[] { 1f, 0, 1, 1, 1, 0 }, nameof(PredictionTask.MultiLabel))] // one missing
    [InlineData(new[] { 0f, 0, 0, 0, 0, 0 }, nameof(PredictionTask.MultiLabel))] // no label at all
    [InlineData(new[] { -2f, 3, 3, 3, -2, 3 }, nameof(PredictionTask.MultiLabel))]
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
