namespace Unrolled.Data.Tests.Figures;

public sealed class ClassWeightTests
{
    [Fact]
    public void Balanced_classes_count_the_same_and_the_mean_weight_is_1()
    {
        Dataset data = Samples.Classes(3, 3, 4);
        int[] sizes = [.. Enumerable.Range(0, 3).Select(k => data.Labels().Count(label => label == k))];

        float[] weights = data.BalancedClassWeights();
        Dataset weighted = data.WithClassWeights(weights);

        Assert.Equal(sizes, data.ClassSizes());
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal((float)(Samples.Many / (3.0 * sizes[k])), weights[k]);
            double sum = Enumerable.Range(0, data.Count).Where(row => data.Label(row) == k).Sum(row => (double)weighted.Weight(row));
            Assert.Equal(Samples.Many / 3.0, sum, 1e-3);
        }
    }

    [Fact]
    public void Samples_of_weight_0_and_classes_without_samples_do_not_count()
    {
        Dataset data = Dataset.FromFloats([1, 2, 3, 4], 1, [0, 0, 0, 3], 4, [1, 0, 2, 1]);

        Assert.Equal([2, 0, 0, 1], data.ClassSizes());
        Assert.Equal([0.75f, 0, 0, 1.5f], data.BalancedClassWeights());
        Dataset weighted = data.WithClassWeights(data.BalancedClassWeights());
        Assert.Equal([0.75f, 0, 1.5f, 1.5f], Enumerable.Range(0, 4).Select(weighted.Weight));
    }

    [Fact]
    public void Given_weights_multiply_those_that_there_are()
    {
        Dataset data = Dataset.FromFloats([1, 2, 3], 1, [0, 1, 1], 2).WithWeights([2, 3, 5]).WithClassWeights(10, 0.5f);

        Assert.Equal([20, 1.5f, 2.5f], Enumerable.Range(0, 3).Select(data.Weight));
        Assert.Equal([2.5f], Enumerable.Range(0, 1).Select(data.Subset([2]).Weight));
    }

    [Fact]
    public void A_weighted_class_is_trained_as_if_it_had_more_samples()
    {
        Dataset data = Dataset.FromFloats([0.5f, 1, -1], 1, [0, 1, 1], 2);
        TrainingOptions options = new() { Epochs = 50, BatchSize = TrainingOptions.FullBatch, LearningRate = 0.5f };
        OneProbability weighted = new(seed: 1);
        OneProbability repeated = new(seed: 1);

        // Twice the samples of class 0 among 4 is what 3 samples with weights 3/2 and 3/4 are.
        Trainer.Train(weighted, data.WithClassWeights(data.BalancedClassWeights()).WithSingleTarget(), options);
        Trainer.Train(repeated, data.Subset([0, 0, 1, 2]).WithSingleTarget(), options);

        float[] first = new float[2];
        float[] second = new float[2];
        weighted.GetParameters(first);
        repeated.GetParameters(second);
        Assert.Equal(second[0], first[0], 1e-5f);
        Assert.Equal(second[1], first[1], 1e-5f);
    }

    [Fact]
    public void What_is_no_weight_for_each_class_is_refused()
    {
        Dataset data = Dataset.FromFloats([1, 2], 1, [0, 1], 2);
        Dataset numbers = Dataset.FromFloats([1, 2], 1, [0f, 1], 1);

        Assert.Throws<ArgumentException>("weights", () => data.WithClassWeights(1, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>("weights", () => data.WithClassWeights(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("weights", () => data.WithClassWeights(float.NaN, 1));
        Assert.Throws<ArgumentException>("weights", () => data.WithClassWeights(0, 0));
        Assert.Throws<InvalidOperationException>(() => numbers.WithClassWeights(1));
        Assert.Throws<InvalidOperationException>(numbers.BalancedClassWeights);
        Assert.Throws<InvalidOperationException>(numbers.ClassSizes);
    }
}
