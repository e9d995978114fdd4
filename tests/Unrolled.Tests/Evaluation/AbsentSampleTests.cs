using Unrolled.Tests.Networks;
using Unrolled.Tests.Training;

namespace Unrolled.Tests;

/// <summary>A sample of weight 0 is not there, whatever it holds: no figure knows of it. All others count alike.</summary>
public sealed class AbsentSampleTests
{
    private const int Count = 700;

    private static readonly int[] s_there = [.. Enumerable.Range(0, Count).Where(row => row % 3 != 0)];
    private static readonly float[] s_weights = [.. Enumerable.Range(0, Count).Select(row => row % 3 / 2f)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Classes_are_counted_without_it(int threads)
    {
        Dataset data = Dataset.FromFloats(
            Spoiled(13), 13, [.. Enumerable.Range(0, Count).Select(row => row * 7 / 5 % 5)], 5, s_weights);
        Dataset there = data.Subset(s_there);
        SoftmaxNet network = new(1);

        Assert.Equal(Evaluator.Accuracy(network, there), Evaluator.Accuracy(network, data, threads));
        Assert.Equal(s_there.Length, Evaluator.Confusion(network, data, threads).Total);
        Assert.Equal(Evaluator.MeanLoss(network, there), Evaluator.MeanLoss(network, data, threads));
        Assert.Equal(Evaluator.TopK(network, there, 2), Evaluator.TopK(network, data, 2));
        Assert.Equal(Evaluator.LogLoss(network, there), Evaluator.LogLoss(network, data));
        Assert.True(double.IsFinite(Evaluator.LogLoss(network, data)));
    }

    [Fact]
    public void Errors_are_summed_without_it()
    {
        Dataset data = Dataset.FromFloats(Spoiled(1), 1, Spoiled(1), 1, s_weights);
        Dataset there = data.Subset(s_there);
        Line network = new(1);

        Assert.Equal(Evaluator.Rmse(network, there), Evaluator.Rmse(network, data));
        Assert.Equal(Evaluator.R2(network, there), Evaluator.R2(network, data));
        Assert.True(double.IsFinite(Evaluator.R2(network, data)));
    }

    private static float[] Spoiled(int columns) =>
        [.. Enumerable.Range(0, Count * columns).Select(i => i / columns % 3 == 0 ? float.NaN : MathF.Sin(i))];
}
