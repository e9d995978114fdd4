namespace Unrolled.Tests;

public sealed class RocTests
{
    [Theory]
    [InlineData(1000)] // no two outputs are equal
    [InlineData(4)] // nearly all are
    public void The_area_is_the_share_of_pairs_in_the_right_order(int steps)
    {
        (float[] scores, int[] labels) = Samples(500, steps);

        RocCurve curve = Evaluator.Roc(MetricsTests.PassOn<SingleIdentity>(), Dataset.FromFloats(scores, 1, labels, 2));

        Assert.Equal(Pairs(scores, [.. labels.Select(label => label == 1)]), curve.Auc, 1e-14);
        Assert.Equal(Trapezoids(curve), curve.Auc, 1e-12);
        Assert.Equal((labels.Count(label => label == 1), labels.Count(label => label == 0)), (curve.Positives, curve.Negatives));
        Assert.Equal(curve.Auc, Evaluator.RocAuc(MetricsTests.PassOn<SingleIdentity>(), Dataset.FromFloats(scores, 1, labels, 2)));
    }

    [Fact]
    public void Each_point_is_what_its_threshold_gives()
    {
        (float[] scores, int[] labels) = Samples(60, 12);
        Dataset data = Dataset.FromFloats(scores, 1, labels, 2);
        SingleIdentity network = MetricsTests.PassOn<SingleIdentity>();

        RocCurve curve = Evaluator.Roc(network, data);

        Assert.Equal(scores.Distinct().Count() + 1, curve.Points.Count);
        Assert.Equal(new RocPoint(float.PositiveInfinity, 0, 0), curve.Points[0]);
        Assert.Equal(new RocPoint(float.NegativeInfinity, 1, 1), curve.Points[^1]);
        foreach (RocPoint point in curve.Points)
        {
            ConfusionMatrix matrix = Evaluator.ConfusionAt(network, data, point.Threshold);
            Assert.Equal(point.Threshold, matrix.Threshold);
            Assert.Equal(matrix.Recall(1), point.TruePositiveRate);
            Assert.Equal(1 - matrix.Recall(0), point.FalsePositiveRate, 1e-15);
        }

        Assert.Equal(curve.Points.Max(point => point.TruePositiveRate - point.FalsePositiveRate), curve.Best.YoudenIndex);
    }

    [Fact]
    public void Thresholds_lie_between_the_outputs_even_where_no_float_does()
    {
        float above = MathF.BitIncrement(1f);
        RocCurve curve = RocCurve.Of([above, 1f, -1e-45f, 3e38f, -3e38f], [true, false, false, true, false]);

        Assert.Equal(
            [float.PositiveInfinity, 1.5e38f, 1f, 0.5f, -1.5e38f, float.NegativeInfinity], curve.Points.Select(point => point.Threshold));
        Assert.Equal((1, 1f, 1), (curve.Auc, curve.Best.Threshold, curve.Best.YoudenIndex));
    }

    [Fact]
    public void Several_classes_are_each_held_against_the_rest()
    {
        var random = new Random(5);
        float[] inputs = [.. Enumerable.Range(0, 900).Select(_ => (float)random.Next(-4, 5))];
        int[] labels = [.. Enumerable.Range(0, 300).Select(_ => random.Next(3))];
        float[][] outputs = [.. Enumerable.Range(0, 3).Select(k => inputs.Where((_, i) => i % 3 == k).ToArray())];
        double[] areas = [.. outputs.Select((scores, k) => Pairs(scores, [.. labels.Select(label => label == k)]))];
        Regression3 network = MetricsTests.PassOn<Regression3>();
        Dataset data = Dataset.FromFloats(inputs, 3, labels, 3);

        Assert.Equal(areas.Average(), Evaluator.RocAuc(network, data), 1e-14);
        Assert.Equal(areas[2], Evaluator.Roc(network, data, positive: 2).Auc, 1e-14);
    }

    [Fact]
    public void Labels_are_each_held_against_their_absence()
    {
        Dataset data = Dataset.FromFloats([3, 1, 1, 2, 2, 3, 1, 3, 2], 3, [1f, 0, 1, 1, 0, 1, 0, 1, 0], 3);

        Assert.Equal((1 + 1 + 0.5) / 3, Evaluator.RocAuc(MetricsTests.PassOn<Regression3>(), data), 1e-15);
    }

    [Fact]
    public void Where_there_is_nothing_to_compare_the_area_is_not_a_number()
    {
        SingleIdentity network = MetricsTests.PassOn<SingleIdentity>();
        RocCurve oneClass = Evaluator.Roc(network, Dataset.FromFloats([1, 2], 1, [1, 1], 2));
        RocCurve notNumber = RocCurve.Of([1, float.NaN], [true, false]);

        Assert.Equal(double.NaN, oneClass.Auc);
        Assert.Equal([0, 0.5, 1], oneClass.Points.Select(point => point.TruePositiveRate));
        Assert.All(oneClass.Points, point => Assert.Equal(double.NaN, point.FalsePositiveRate));
        Assert.Equal(float.NaN, oneClass.Best.Threshold);
        Assert.Equal((double.NaN, 0), (notNumber.Auc, notNumber.Points.Count));
        Dataset withoutThird = Dataset.FromFloats([1, 2, 3, 4, 5, 6], 3, [0, 1], 3);
        Assert.Equal(double.NaN, Evaluator.RocAuc(MetricsTests.PassOn<Regression3>(), withoutThird));
    }

    [Fact]
    public void Infinite_outputs_have_an_order()
    {
        float infinity = float.PositiveInfinity;

        Assert.Equal(1, RocCurve.Of([infinity, 1, -infinity], [true, false, false]).Auc);
        Assert.Equal(0.75, RocCurve.Of([infinity, infinity, -infinity], [true, false, false]).Auc);
    }

    [Fact]
    public void A_threshold_works_on_the_second_of_two_outputs()
    {
        Dataset data = Dataset.FromFloats([0, 1, 0, -1], 2, [1, 1], 2);
        SoftmaxPair network = MetricsTests.PassOn<SoftmaxPair>();

        Assert.Equal(2, Evaluator.ConfusionAt(network, data, 0.1f)[1, 1]);
        Assert.Equal(1, Evaluator.ConfusionAt(network, data, 0.5f)[1, 1]);
        Assert.Equal(0, Evaluator.ConfusionAt(network, data, 0.9f)[1, 1]);
    }

    [Fact]
    public void What_has_no_threshold_or_class_is_refused()
    {
        Dataset three = Dataset.FromFloats([1, 2, 3], 3, [0], 3);
        Dataset one = Dataset.FromFloats([1], 1, [0], 2);

        Assert.Throws<ArgumentException>("network", () => Evaluator.ConfusionAt(MetricsTests.PassOn<Regression3>(), three, 0));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => Evaluator.ConfusionAt(MetricsTests.PassOn<SingleSigmoid>(), one, float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("positive", () => Evaluator.Roc(MetricsTests.PassOn<Regression3>(), three, 3));
        Assert.Throws<ArgumentOutOfRangeException>("positive", () => Evaluator.Roc(MetricsTests.PassOn<SingleSigmoid>(), one, 0));
    }

    [Fact]
    public void The_text_has_the_area_and_the_best_point_or_says_what_is_missing()
    {
        Assert.Equal(
            "AUC 1.0000 of 1 positive and 2 negatives; best J 1.0000 at threshold 1.5: true positive rate 1.0000, false positive rate 0.0000",
            RocCurve.Of([1, 2, 0], [false, true, false]).ToString());
        Assert.Equal("AUC NaN of 2 positives and 0 negatives; samples of both kinds are needed", RocCurve.Of([1, 2], [true, true]).ToString());
        Assert.Equal("AUC NaN of 0 positives and 1 negative; samples of both kinds are needed", RocCurve.Of([1], [false]).ToString());
        Assert.Equal("AUC NaN of 1 positive and 1 negative; an output is NaN", RocCurve.Of([1, float.NaN], [true, false]).ToString());
    }

    private static (float[] Scores, int[] Labels) Samples(int count, int steps)
    {
        var random = new Random(1);
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(2))];
        return ([.. labels.Select(label => MathF.Round((label + (3 * random.NextSingle())) * steps) / steps)], labels);
    }

    private static double Pairs(float[] scores, bool[] isPositive)
    {
        double sum = 0;
        double pairs = 0;
        foreach ((float Score, bool Is) positive in scores.Zip(isPositive).Where(sample => sample.Second))
        {
            foreach ((float Score, bool Is) negative in scores.Zip(isPositive).Where(sample => !sample.Second))
            {
                sum += positive.Score > negative.Score ? 1 : positive.Score == negative.Score ? 0.5 : 0;
                pairs++;
            }
        }

        return sum / pairs;
    }

    private static double Trapezoids(RocCurve curve) => curve.Points.Zip(curve.Points.Skip(1), (a, b) =>
        (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
}

[Network(2, 2, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class SoftmaxPair;
