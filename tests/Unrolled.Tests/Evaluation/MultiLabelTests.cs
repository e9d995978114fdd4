namespace Unrolled.Tests;

public sealed class MultiLabelTests
{
    private const int Many = Evaluator.ChunkSize + 45;

    [Theory]
    [InlineData(null)]
    [InlineData(0.3f)]
    [InlineData(-1f)]
    [InlineData(2f)]
    public void All_figures_are_those_counted_by_hand(float? threshold)
    {
        var random = new Random(3);
        float[] inputs = [.. Enumerable.Range(0, 3 * Many).Select(_ => (random.NextSingle() * 4) - 2)];
        bool[] actual = [.. inputs.Select(x => x + (2 * random.NextSingle()) > 1.2f)];
        Dataset data = Dataset.FromFloats(inputs, 3, [.. actual.Select(has => has ? 1f : 0f)], 3);

        MultiLabelFigures figures = Evaluator.MultiLabel(MetricsTests.PassOn<Labels3>(), data, threshold);

        bool[] predicted = [.. inputs.Select(x => 1 / (1 + Math.Exp(-x)) > (threshold ?? 0.5))];
        Assert.Equal(threshold ?? 0.5f, figures.Threshold);
        Assert.Equal((3, Many), (figures.LabelCount, figures.Total));
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        for (int label = 0; label < 3; label++)
        {
            double[] counts = Counts(actual.Where((_, i) => i % 3 == label), predicted.Where((_, i) => i % 3 == label));
            BinaryCounts counted = figures[label];
            Assert.Equal(new BinaryCounts((long)counts[0], (long)counts[1], (long)counts[2], (long)counts[3]), counted);
            Assert.Equal((counts[0] + counts[3]) / Many, counted.Accuracy);
            Assert.Equal(counts[0] / (counts[0] + counts[1]), counted.Precision);
            Assert.Equal(counts[0] / (counts[0] + counts[2]), counted.Recall);
            Assert.Equal(counts[3] / (counts[3] + counts[1]), counted.Specificity);
            Assert.Equal(2 * counts[0] / ((2 * counts[0]) + counts[1] + counts[2]), counted.F1);
            precision += ZeroForNaN(counted.Precision) / 3;
            recall += ZeroForNaN(counted.Recall) / 3;
            f1 += ZeroForNaN(counted.F1) / 3;
        }

        double[] all = Counts(actual, predicted);
        Assert.Equal(all[0] / (all[0] + all[1]), figures.MicroPrecision);
        Assert.Equal(all[0] / (all[0] + all[2]), figures.MicroRecall);
        Assert.Equal(2 * all[0] / ((2 * all[0]) + all[1] + all[2]), figures.MicroF1);
        Assert.Equal((all[0] + all[3]) / (3 * Many), figures.LabelAccuracy);
        Assert.Equal([precision, recall, f1], [figures.MacroPrecision, figures.MacroRecall, figures.MacroF1], Close);
        int whole = Enumerable.Range(0, Many).Count(row => actual.AsSpan(3 * row, 3).SequenceEqual(predicted.AsSpan(3 * row, 3)));
        Assert.Equal(whole, figures.WholeRows);
        Assert.Equal((double)whole / Many, figures.SubsetAccuracy);

        static bool Close(double a, double b) => Math.Abs(a - b) < 1e-14;
    }

    [Fact]
    public void Labels_may_be_minus_1_and_1_and_the_threshold_then_is_0()
    {
        Dataset data = Dataset.FromFloats([3, -2, 1, -1, -1, 2], 3, [1f, -1, 1, 1, 1, -1], 3);

        MultiLabelFigures figures = Evaluator.MultiLabel(MetricsTests.PassOn<Regression3>(), data);

        Assert.Equal((0f, 1L), (figures.Threshold, figures.WholeRows));
        Assert.Equal(0.5, figures.LabelAccuracy);
    }

    [Fact]
    public void A_single_class_per_sample_is_counted_by_class()
    {
        Dataset data = Dataset.FromFloats([1, -1, -1, -1, 1, -1], 3, [0, 1], 3).WithOneHot(off: 7, on: 9);

        Assert.Equal(2, Evaluator.MultiLabel(MetricsTests.PassOn<Regression3>(), data).WholeRows);
        Assert.Equal(new BinaryCounts(1, 0, 0, 1), Evaluator.MultiLabel(
            MetricsTests.PassOn<Sigmoid1>(), Dataset.FromFloats([1, -1], 1, [1, 0], 2))[0]);
    }

    [Fact]
    public void What_has_nothing_to_divide_by_is_not_a_number()
    {
        MultiLabelFigures none = Evaluator.MultiLabel(
            MetricsTests.PassOn<Labels3>(), Dataset.FromFloats([-1, -1, -1, -1, -1, -1], 3, [0f, 0, 0, 0, 0, 0], 3));

        Assert.Equal([double.NaN, double.NaN, double.NaN], [none.MicroPrecision, none.MicroRecall, none.MicroF1]);
        Assert.Equal([double.NaN, double.NaN, double.NaN], [none[0].Precision, none[0].Recall, none[0].F1]);
        Assert.Equal([1, 1, 0], [none.LabelAccuracy, none.SubsetAccuracy, none.MacroF1]);
    }

    [Fact]
    public void An_output_that_is_not_a_number_predicts_nothing()
    {
        Dataset data = Dataset.FromFloats([1, 1, -1], 3, [1f, 1, 0], 3);
        Regression3 network = MetricsTests.PassOn<Regression3>();
        Assert.Equal(new BinaryCounts(1, 0, 0, 0), Evaluator.MultiLabel(network, data)[0]);

        float[] parameters = new float[Regression3.ParameterCount];
        network.GetParameters(parameters);
        parameters[0] = float.NaN;
        network.SetParameters(parameters);

        Assert.Equal(new BinaryCounts(0, 0, 1, 0), Evaluator.MultiLabel(network, data)[0]);
    }

    [Fact]
    public void The_text_is_a_table_with_names()
    {
        MultiLabelFigures figures = Evaluator.MultiLabel(
            MetricsTests.PassOn<Labels3>(), Dataset.FromFloats([1, -1, -1, 1, 1, -1], 3, [1f, 0, 1, 1, 0, 0], 3));
        const string expected = """
            label  TP  FP  FN  TN  precision  recall      F1
              cat   2   0   0   0     1.0000  1.0000  1.0000
              dog   0   1   0   1     0.0000     NaN  0.0000
                c   0   0   1   1        NaN  0.0000  0.0000
            labels right 0.6667, whole rows right 0.0000, micro F1 0.6667, macro F1 0.3333 at threshold 0.5
            """;

        Assert.Equal(expected.ReplaceLineEndings("\n"), figures.WithLabelNames("cat", "dog", "c").ToString());
        Assert.Contains("\n    2   0   0   1   1 ", figures.ToString());
        Assert.Null(figures.LabelNames);
        Assert.StartsWith(
            "The number of names is 1, but there are 3 labels to name.",
            Assert.Throws<ArgumentException>("names", () => figures.WithLabelNames("cat")).Message);
        Assert.StartsWith(
            "The name of label 1 is empty or has a control character.",
            Assert.Throws<ArgumentException>("names", () => figures.WithLabelNames("cat", "", "c")).Message);
        Assert.Throws<ArgumentOutOfRangeException>("label", () => figures[3]);
    }

    [Fact]
    public void Softmax_outputs_and_a_threshold_that_is_no_number_are_refused()
    {
        Dataset data = Dataset.FromFloats([1, 2, 3], 3, [0], 3);

        Assert.Throws<ArgumentException>("network", () => Evaluator.MultiLabel(MetricsTests.PassOn<Softmax3>(), data));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => Evaluator.MultiLabel(MetricsTests.PassOn<Labels3>(), data, float.NaN));
    }

    private static double ZeroForNaN(double value) => double.IsNaN(value) ? 0 : value;

    private static double[] Counts(IEnumerable<bool> actual, IEnumerable<bool> predicted)
    {
        (bool Has, bool Is)[] pairs = [.. actual.Zip(predicted)];
        return
        [
            pairs.Count(pair => pair.Has && pair.Is), pairs.Count(pair => !pair.Has && pair.Is),
            pairs.Count(pair => pair.Has && !pair.Is), pairs.Count(pair => !pair.Has && !pair.Is),
        ];
    }
}

[Network(3, 3, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class Labels3;
