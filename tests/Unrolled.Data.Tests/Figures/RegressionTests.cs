using static Unrolled.Data.Tests.Figures.PassingNetworks;

namespace Unrolled.Data.Tests.Figures;

public sealed class RegressionTests
{
    [Fact]
    public void Each_target_has_figures_of_its_own()
    {
        (Dataset data, float[] inputs, float[] targets) = Numbers();

        RegressionFigures figures = Evaluator.Regression(PassOn<ThreeNumbers>(), data);

        Assert.Equal((3, Samples.Many), (figures.TargetCount, (int)figures.Total));
        for (int target = 0; target < 3; target++)
        {
            AssertEqual(NaiveFigures.Regression(Column(inputs, 3, target), Column(targets, 3, target)), figures[target]);
        }
    }

    [Fact]
    public void All_targets_together_are_as_one_but_for_R2()
    {
        (Dataset data, float[] inputs, float[] targets) = Numbers();
        ThreeNumbers network = PassOn<ThreeNumbers>();
        TargetFigures expected = NaiveFigures.Regression(Column(inputs, 1, 0), Column(targets, 1, 0)) with
        {
            R2 = Enumerable.Range(0, 3).Average(k => NaiveFigures.Regression(Column(inputs, 3, k), Column(targets, 3, k)).R2),
        };

        RegressionFigures figures = Evaluator.Regression(network, data);

        AssertEqual(expected, figures.All);
        Assert.Equal(figures.All.Rmse, Evaluator.Rmse(network, data));
        Assert.Equal(figures.All.MeanAbsoluteError, Evaluator.MeanAbsoluteError(network, data));
        Assert.Equal(figures.All.MeanAbsolutePercentageError, Evaluator.MeanAbsolutePercentageError(network, data));
        Assert.Equal(figures.All.R2, Evaluator.R2(network, data));
    }

    [Fact]
    public void Nothing_is_relative_to_a_target_of_0()
    {
        TargetFigures figures = Evaluator.Regression(PassOn<OneNumber>(), Dataset.FromFloats([1, 2], 1, [0f, 4], 1))[0];

        Assert.Equal(double.NaN, figures.MeanAbsolutePercentageError);
        Assert.Equal(1.5, figures.MeanAbsoluteError);
    }

    [Fact]
    public void Scaled_targets_have_figures_in_their_own_units()
    {
        (Dataset data, float[] inputs, float[] targets) = Numbers();
        TargetScaling scaling = TargetScaling.Standard(data);
        Dataset scaled = scaling.Apply(data);
        ThreeNumbers network = PassOn<ThreeNumbers>();
        float[] outputs = [.. inputs];
        scaling.Invert(outputs);

        RegressionFigures figures = Evaluator.Regression(network, scaled, scaling);

        for (int target = 0; target < 3; target++)
        {
            AssertEqual(NaiveFigures.Regression(Column(outputs, 3, target), Column(targets, 3, target)), figures[target], 1e-4);
        }

        Assert.Equal(figures.All.Rmse, Evaluator.Rmse(network, scaled, scaling));
        Assert.Equal(figures.All.MeanAbsoluteError, Evaluator.MeanAbsoluteError(network, scaled, scaling));
        Assert.Equal(figures.All.MeanAbsolutePercentageError, Evaluator.MeanAbsolutePercentageError(network, scaled, scaling));
        Assert.Equal(figures.All.R2, Evaluator.R2(network, scaled, scaling));
    }

    [Fact]
    public void A_target_of_0_is_one_also_where_it_was_scaled()
    {
        Dataset data = Dataset.FromFloats([1, 2, 3], 1, [0f, 300_000, 123_457], 1);
        TargetScaling scaling = TargetScaling.Standard(data);

        Assert.Equal(double.NaN, Evaluator.MeanAbsolutePercentageError(PassOn<OneNumber>(), scaling.Apply(data), scaling));
        Assert.InRange(Evaluator.MeanAbsolutePercentageError(PassOn<OneNumber>(), scaling.Apply(data.Subset([1, 2])), scaling), 0, 100);
    }

    [Fact]
    public void A_scaling_of_other_targets_is_refused() => Assert.StartsWith(
        "The scaling is for 2 targets, but OneNumber has 1 output.",
        Assert.Throws<ArgumentException>(
            "scaling", () => Evaluator.Regression(PassOn<OneNumber>(), Dataset.FromFloats([1], 1, [2f], 1), TargetScaling.None(2))).Message);

    [Fact]
    public void Samples_of_weight_0_are_not_there()
    {
        Dataset data = Dataset.FromFloats([1, 7, 2], 1, [2f, 0, 4], 1, [1, 0, 3]);

        Assert.Equal(0.5, Evaluator.MeanAbsolutePercentageError(PassOn<OneNumber>(), data));
        Assert.Equal(2, Evaluator.Regression(PassOn<OneNumber>(), data).Total);
    }

    [Fact]
    public void The_text_is_a_table_with_the_names_of_the_targets()
    {
        RegressionFigures figures = Evaluator.Regression(
            PassOn<ThreeNumbers>(), Dataset.FromFloats([1, 2, 3, 4, 5, 6], 3, [2f, 2, 0, 8, 5, 6], 3));

        Assert.Equal(
            "target    RMSE  MAE     MAPE      R2\n"
            + "     0  2.9155  2.5  50.00 %  0.0556\n"
            + "     1       0    0   0.00 %  1.0000\n"
            + "     2  2.1213  1.5    NaN %  0.5000",
            figures.ToString());
        Assert.StartsWith("target    RMSE  MAE     MAPE      R2\n price  2.9155", figures.WithTargetNames("price", "area", "rooms").ToString());
        Assert.Equal("RMSE 2.9155, mean absolute error 2.5 (50.00 %), R2 0.0556", figures[0].ToString());
    }

    [Fact]
    public void Large_errors_are_written_out() => Assert.Equal(
        "RMSE 288890, mean absolute error 123457 (5.00 %), R2 0.5000", new TargetFigures(288_890.4, 123_456.7, 0.05, 0.5).ToString());

    [Fact]
    public void There_are_as_many_targets_as_outputs()
    {
        RegressionFigures figures = Evaluator.Regression(PassOn<OneNumber>(), Dataset.FromFloats([1], 1, [2f], 1));

        Assert.Throws<ArgumentOutOfRangeException>("target", () => figures[1]);
        Assert.Throws<ArgumentException>("names", () => figures.WithTargetNames("one", "two"));
        Assert.Throws<ArgumentException>("data", () => Evaluator.Regression(PassOn<OneNumber>(), Dataset.FromFloats([], 1, Array.Empty<float>(), 1)));
    }

    private static (Dataset Data, float[] Inputs, float[] Targets) Numbers()
    {
        var random = new Random(3);
        float[] inputs = [.. Enumerable.Range(0, 3 * Samples.Many).Select(i => (random.NextSingle() * 8) + (100 * (i % 3)) - 4)];
        float[] targets = [.. inputs.Select(x => x + random.NextSingle() - 0.4f)];
        return (Dataset.FromFloats(inputs, 3, targets, 3), inputs, targets);
    }

    private static void AssertEqual(TargetFigures expected, TargetFigures actual, double tolerance = 1e-12)
    {
        Assert.Equal(1, actual.Rmse / expected.Rmse, tolerance);
        Assert.Equal(1, actual.MeanAbsoluteError / expected.MeanAbsoluteError, tolerance);
        Assert.Equal(1, actual.MeanAbsolutePercentageError / expected.MeanAbsolutePercentageError, tolerance);
        Assert.Equal(1, actual.R2 / expected.R2, tolerance);
    }
}
