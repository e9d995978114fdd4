using static Unrolled.Data.Tests.Figures.PassingNetworks;

namespace Unrolled.Data.Tests.Figures;

public sealed class ThresholdTests
{
    public static TheoryData<string> Rules => ["F1", "Youden", "precision", "cost"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void No_other_threshold_is_better(string name)
    {
        (ThresholdRule rule, Func<BinaryCounts, double> value) = Rule(name);
        Dataset data = Samples.Classes(2, 1, 20);
        OneNumber network = PassOn<OneNumber>();
        double[] scores = Column(Outputs(network, data), 1, 0);
        bool[] isPositive = data.Labels().Are(1);

        ThresholdCounts chosen = Evaluator.ChooseThreshold(network, data, rule);

        Assert.Equal(NaiveFigures.Counts(scores, isPositive, chosen.Threshold), chosen.Counts);
        double best = NaiveFigures.Thresholds(scores).Max(threshold => value(NaiveFigures.Counts(scores, isPositive, threshold)));
        Assert.Equal(best, value(chosen.Counts), 1e-15);
        Assert.True(chosen.Counts.TruePositives > 0 && chosen.Counts.TrueNegatives > 0, "the samples do not make the choice too easy");
    }

    [Fact]
    public void What_was_chosen_on_some_samples_is_used_on_others()
    {
        Dataset all = Samples.Classes(2, 1, 200);
        OneNumber network = PassOn<OneNumber>();
        Dataset test = all.Subset([.. Enumerable.Range(300, 300)]);

        ThresholdCounts chosen = Evaluator.ChooseThreshold(network, all.Take(300), ThresholdRule.MaxF1);
        ConfusionMatrix matrix = Evaluator.ConfusionAt(network, test, chosen.Threshold);

        BinaryCounts expected = NaiveFigures.Counts(Column(Outputs(network, test), 1, 0), test.Labels().Are(1), chosen.Threshold);
        Assert.Equal(expected, new BinaryCounts(matrix[1, 1], matrix[0, 1], matrix[1, 0], matrix[0, 0]));
        Assert.Equal(300, chosen.Counts.Total);
    }

    [Fact]
    public void The_Youden_index_is_that_of_the_best_point_of_the_curve()
    {
        Dataset data = Samples.Classes(2, 1, 20);
        OneNumber network = PassOn<OneNumber>();

        Assert.Equal(
            Evaluator.Roc(network, data).Best.Threshold, Evaluator.ChooseThreshold(network, data, ThresholdRule.MaxYoudenIndex).Threshold);
    }

    [Fact]
    public void Costs_may_say_that_nothing_or_everything_is_to_be_predicted()
    {
        Dataset data = Dataset.FromFloats([1, 2, 3, 4], 1, [0, 1, 0, 1], 2);
        OneNumber network = PassOn<OneNumber>();

        Assert.Equal(float.PositiveInfinity, Threshold(falsePositive: 100, falseNegative: 0));
        Assert.Equal(1.5f, Threshold(falsePositive: 1, falseNegative: 100));
        Assert.Equal(float.NegativeInfinity, Evaluator.ChooseThreshold(
            network, Dataset.FromFloats([1, 2], 1, [1, 0], 2), ThresholdRule.LeastCost(1, 100)).Threshold);

        float Threshold(double falsePositive, double falseNegative) =>
            Evaluator.ChooseThreshold(network, data, ThresholdRule.LeastCost(falsePositive, falseNegative)).Threshold;
    }

    [Fact]
    public void A_class_or_label_of_several_has_a_threshold_of_its_own()
    {
        Dataset data = Samples.Classes(3, 3, 50);
        ThreeProbabilities network = PassOn<ThreeProbabilities>();

        ThresholdCounts chosen = Evaluator.ChooseThreshold(network, data, ThresholdRule.MaxF1, positive: 2);

        Assert.Equal(
            NaiveFigures.Counts(Column(Outputs(network, data), 3, 2), data.Labels().Are(2), chosen.Threshold), chosen.Counts);
    }

    [Fact]
    public void Each_label_is_judged_by_the_threshold_that_was_chosen_for_it()
    {
        Dataset classes = Samples.Classes(3, 3, 50);
        float[] inputs = new float[3 * classes.Count];
        classes.GatherInputs(0, classes.Count, inputs);
        float[] targets = [.. classes.Labels().SelectMany((label, row) => (float[])[label == 0 ? 1 : 0, row % 2, label == 2 ? 1 : 0])];
        Dataset data = Dataset.FromFloats(inputs, 3, targets, 3);
        ThreeLabels network = PassOn<ThreeLabels>();
        ThresholdCounts[] chosen =
            [.. Enumerable.Range(0, 3).Select(label => Evaluator.ChooseThreshold(network, data, ThresholdRule.MaxF1, label))];

        MultiLabelFigures figures = Evaluator.MultiLabelAt(network, data, [.. chosen.Select(choice => choice.Threshold)]);

        Assert.Equal(chosen.Select(choice => choice.Counts), Enumerable.Range(0, 3).Select(label => figures[label]));
        Assert.Equal((float.NaN, 3), (figures.Threshold, figures.WithLabelNames("a", "b", "c").Thresholds.Distinct().Count()));
        Assert.EndsWith(
            FormattableString.Invariant($" at thresholds {chosen[0].Threshold}, {chosen[1].Threshold}, {chosen[2].Threshold}"),
            figures.ToString(),
            StringComparison.Ordinal);
        Assert.EndsWith(" at threshold 0.25", Evaluator.MultiLabelAt(network, data, [0.25f, 0.25f, 0.25f]).ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("thresholds", () => Evaluator.MultiLabelAt(network, data, [0.5f]));
        Assert.Throws<ArgumentOutOfRangeException>("thresholds", () => Evaluator.MultiLabelAt(network, data, [0, float.NaN, 0]));
    }

    [Fact]
    public void A_precision_that_no_threshold_gives_is_refused_with_the_nearest()
    {
        Dataset data = Dataset.FromFloats([1, 2, 3, 4], 1, [0, 1, 1, 0], 2);

        ArgumentException exception = Assert.Throws<ArgumentException>(
            "rule", () => Evaluator.ChooseThreshold(PassOn<OneNumber>(), data, ThresholdRule.PrecisionAtLeast(0.9)));

        Assert.StartsWith(
            "No threshold gives a precision of at least 0.9 on these samples; the nearest is threshold 1.5: TP 2, FP 1, FN 0, TN 1; ",
            exception.Message);
    }

    [Fact]
    public void Samples_of_one_kind_and_outputs_that_are_no_numbers_are_refused()
    {
        Dataset oneKind = Dataset.FromFloats([1, 2], 1, [1, 1], 2);
        Dataset both = Dataset.FromFloats([0, 2], 1, [0, 1], 2);

        AssertRefused("No threshold can be chosen: samples of both kinds are needed.", PassOn<OneNumber>(), oneKind);
        AssertRefused("No threshold can be chosen: an output is NaN.", Spoiled<OneNumber>(), both);

        static void AssertRefused(string message, OneNumber network, Dataset data) => Assert.StartsWith(
            message,
            Assert.Throws<ArgumentException>("data", () => Evaluator.ChooseThreshold(network, data, ThresholdRule.MaxF1)).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_precision_is_a_fraction(double precision) =>
        Assert.Throws<ArgumentOutOfRangeException>("precision", () => ThresholdRule.PrecisionAtLeast(precision));

    [Fact]
    public void A_cost_is_not_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>("falsePositive", () => ThresholdRule.LeastCost(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("falseNegative", () => ThresholdRule.LeastCost(1, double.PositiveInfinity));
    }

    private static (ThresholdRule Rule, Func<BinaryCounts, double> Value) Rule(string name) => name switch
    {
        "F1" => (ThresholdRule.MaxF1, counts => 2.0 * counts.TruePositives
            / ((2 * counts.TruePositives) + counts.FalsePositives + counts.FalseNegatives)),
        "Youden" => (ThresholdRule.MaxYoudenIndex, counts => ((double)counts.TruePositives / (counts.TruePositives + counts.FalseNegatives))
            - ((double)counts.FalsePositives / (counts.FalsePositives + counts.TrueNegatives))),
        "precision" => (ThresholdRule.PrecisionAtLeast(0.7), counts =>
            counts.TruePositives >= 0.7 * (counts.TruePositives + counts.FalsePositives) && counts.TruePositives > 0 ? counts.TruePositives : -1),
        _ => (ThresholdRule.LeastCost(1, 2.5), counts => -(counts.FalsePositives + (2.5 * counts.FalseNegatives))),
    };
}
