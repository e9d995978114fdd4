namespace Unrolled.Tests.Data;

public class SampleWeightTests
{
    private static readonly Dataset s_plain = Dataset.FromFloats([0f, 1f, 2f, 3f, 4f], 1, [0, 1, 2, 3, 4], 5);
    private static readonly Dataset s_weighted = s_plain.WithWeights([0f, 10f, 20f, 30f, 40f]);

    [Fact]
    public void Without_weights_every_sample_counts_as_one()
    {
        Assert.False(s_plain.HasWeights);
        Assert.Equal(1, s_plain.Weight(4));
        float[] weights = new float[2];
        s_plain.GatherWeights([3, 0], weights);
        Assert.Equal([1f, 1f], weights);
    }

    [Fact]
    public void Weights_stay_with_their_samples_in_every_view()
    {
        (Dataset training, Dataset validation) = s_weighted.Split(0.4, seed: 3);
        Dataset[] views =
        [
            s_weighted,
            s_weighted.Take(3),
            s_weighted.Subset([4, 1, 4]),
            s_weighted.Subset([4, 1, 3]).Subset([2, 0]),
            s_weighted.WithOneHot(-1, 1),
            training,
            validation,
            training.Take(2),
            s_plain.Subset([4, 2]).WithWeights([40f, 20f]),
        ];
        foreach (Dataset view in views)
        {
            Assert.True(view.HasWeights);
            int[] rows = [.. Enumerable.Range(0, view.Count)];
            float[] gathered = new float[view.Count];
            view.GatherWeights(rows, gathered);
            Assert.Equal(rows.Select(row => 10f * view.Label(row)), gathered);
            Assert.Equal(gathered, rows.Select(view.Weight));
        }
    }

    [Theory]
    [InlineData(new[] { 1f, 1f }, "weights has 2 elements, but 5 are needed.")]
    [InlineData(new[] { 1f, float.NaN, 1f, 1f, 1f }, "weights[1] is NaN, but a weight must be finite.")]
    [InlineData(new[] { 1f, 1f, float.NegativeInfinity, 1f, 1f }, "weights[2] is -Infinity, but a weight must be finite.")]
    [InlineData(new[] { 0f, 0f, 0f, 0f, -0f }, "All weights are 0; at least one other is needed.")]
    public void Weights_out_of_range_are_refused(float[] weights, string message)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>("weights", () => s_plain.WithWeights(weights));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_may_be_negative_and_those_rows_are_there()
    {
        Dataset data = s_plain.WithWeights([1f, -2f, 0f, -0f, 3f]);
        Assert.Equal(-2, data.Weight(1));
        Assert.Equal([0, 1, 4], Enumerable.Range(0, data.Present().Count).Select(data.Present().Label));
        Assert.Throws<ArgumentException>("weights", () => Dataset.FromFloats([0f, float.NaN], 1, [0, 1], 2, [1f, -1f]));
    }

    [Fact]
    public void Rows_that_are_not_there_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("row", () => s_weighted.Weight(5));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => s_weighted.GatherWeights([0, 5], new float[2]));
        Assert.Throws<ArgumentException>("weights", () => s_weighted.GatherWeights([0, 1], new float[3]));
    }
}
