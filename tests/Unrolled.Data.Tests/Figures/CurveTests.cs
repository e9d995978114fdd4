using static Unrolled.Data.Tests.Figures.PassingNetworks;

namespace Unrolled.Data.Tests.Figures;

public sealed class CurveTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(3)] // nearly all outputs are equal to others
    public void One_output_has_the_areas_of_their_definitions(int steps)
    {
        Dataset data = Samples.Classes(2, 1, steps);
        OneNumber network = PassOn<OneNumber>();
        double[] scores = Column(Outputs(network, data), 1, 0);
        bool[] isPositive = data.Labels().Are(1);

        Assert.Equal(NaiveFigures.RocAuc(scores, isPositive), Evaluator.RocAuc(network, data), 1e-14);
        Assert.Equal(NaiveFigures.AveragePrecision(scores, isPositive), Evaluator.AveragePrecision(network, data), 1e-13);
        Assert.Equal(Evaluator.AveragePrecision(network, data), Evaluator.AveragePrecision(network, data, ClassAverage.Weighted));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(3)]
    public void Several_classes_are_averaged_with_equal_weights_or_by_their_samples(int steps)
    {
        Dataset data = Samples.Classes(3, 3, steps);
        ThreeProbabilities network = PassOn<ThreeProbabilities>();
        float[] outputs = Outputs(network, data);
        int[] labels = data.Labels();
        double[] sizes = [.. Enumerable.Range(0, 3).Select(k => (double)labels.Count(label => label == k))];

        AssertAverages(NaiveFigures.RocAuc, average => Evaluator.RocAuc(network, data, average));
        AssertAverages(NaiveFigures.AveragePrecision, average => Evaluator.AveragePrecision(network, data, average));

        void AssertAverages(Func<double[], bool[], double> naive, Func<ClassAverage, double> figure)
        {
            double[] figures = [.. Enumerable.Range(0, 3).Select(k => naive(Column(outputs, 3, k), labels.Are(k)))];
            Assert.Equal(figures.Average(), figure(ClassAverage.Macro), 1e-13);
            Assert.Equal(figures.Zip(sizes, (value, size) => value * size).Sum() / Samples.Many, figure(ClassAverage.Weighted), 1e-13);
        }
    }

    [Fact]
    public void Each_point_is_what_its_threshold_gives()
    {
        Dataset data = Samples.Classes(2, 1, 5, count: 80);
        OneNumber network = PassOn<OneNumber>();

        PrecisionRecallCurve curve = Evaluator.PrecisionRecall(network, data);

        double[] scores = Column(Outputs(network, data), 1, 0);
        Assert.Equal(scores.Distinct().Count(), curve.Points.Count);
        Assert.Equal(float.NegativeInfinity, curve.Points[^1].Threshold);
        Assert.Equal(1, curve.Points[^1].Recall);
        Assert.Equal((data.Labels().Count(label => label == 1), 80), (curve.Positives, curve.Positives + curve.Negatives));
        Assert.All(curve.Points, point =>
        {
            ConfusionMatrix matrix = Evaluator.ConfusionAt(network, data, point.Threshold);
            Assert.Equal((matrix.Precision(1), matrix.Recall(1)), (point.Precision, point.Recall));
        });
    }

    [Fact]
    public void Without_samples_of_a_class_there_is_no_average_but_that_of_the_others()
    {
        Dataset data = Dataset.FromFloats([3, 1, 0, 0, 2, 0, 1, 0, 0, 0, 1, 0], 3, [0, 1, 1, 0], 3);
        ThreeNumbers network = PassOn<ThreeNumbers>();

        Assert.Equal(double.NaN, Evaluator.RocAuc(network, data));
        Assert.Equal(double.NaN, Evaluator.AveragePrecision(network, data));
        double[][] scores = [.. Enumerable.Range(0, 2).Select(k => Column(Outputs(network, data), 3, k))];
        double expected = scores.Select((score, k) => NaiveFigures.RocAuc(score, data.Labels().Are(k))).Average();
        Assert.Equal(expected, Evaluator.RocAuc(network, data, ClassAverage.Weighted), 1e-15);
    }

    [Fact]
    public void Samples_of_one_kind_have_a_precision_only_where_they_are_of_the_class()
    {
        OneNumber network = PassOn<OneNumber>();
        Dataset positives = Dataset.FromFloats([1, 2], 1, [1, 1], 2);
        Dataset negatives = Dataset.FromFloats([1, 2], 1, [0, 0], 2);

        Assert.Equal(1, Evaluator.AveragePrecision(network, positives));
        Assert.Equal(double.NaN, Evaluator.AveragePrecision(network, negatives));
        Assert.Equal(double.NaN, Evaluator.RocAuc(network, positives));
        Assert.Equal("average precision NaN of 0 positives and 2 negatives", Evaluator.PrecisionRecall(network, negatives).ToString());
    }

    [Fact]
    public void An_output_that_is_not_a_number_leaves_no_curve()
    {
        Dataset data = Dataset.FromFloats([0, 1, 2], 1, [0, 1, 1], 2);
        OneNumber network = Spoiled<OneNumber>();

        Assert.Equal(double.NaN, Evaluator.RocAuc(network, data));
        Assert.Equal(double.NaN, Evaluator.AveragePrecision(network, data));
        Assert.Empty(Evaluator.PrecisionRecall(network, data).Points);
    }

    [Fact]
    public void Each_label_of_several_is_held_against_its_absence()
    {
        float[] inputs = [3, 1, 1, 2, 2, 3, 1, 3, 2, 0, 1, 0];
        float[] targets = [1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1];
        Dataset data = Dataset.FromFloats(inputs, 3, targets, 3);
        ThreeLabels network = PassOn<ThreeLabels>();
        float[] outputs = Outputs(network, data);

        double expected = Enumerable.Range(0, 3).Average(
            k => NaiveFigures.AveragePrecision(Column(outputs, 3, k), [.. Column(targets, 3, k).Select(target => target == 1)]));
        Assert.Equal(expected, Evaluator.AveragePrecision(network, data), 1e-15);
    }

    [Fact]
    public void What_is_no_class_or_average_is_refused()
    {
        Dataset data = Samples.Classes(3, 3, 3);

        Assert.Throws<ArgumentOutOfRangeException>("positive", () => Evaluator.PrecisionRecall(PassOn<ThreeNumbers>(), data, 3));
        Assert.Throws<ArgumentOutOfRangeException>("average", () => Evaluator.RocAuc(PassOn<ThreeNumbers>(), data, (ClassAverage)2));
        Assert.Throws<ArgumentException>("data", () => Evaluator.AveragePrecision(PassOn<ThreeNumbers>(), data.Take(0)));
    }
}
