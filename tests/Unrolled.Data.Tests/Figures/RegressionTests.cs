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

    private static void AssertEqual(TargetFigures expected, TargetFigures actual)
    {
        Assert.Equal(1, actual.Rmse / expected.Rmse, 1e-12);
        Assert.Equal(1, actual.MeanAbsoluteError / expected.MeanAbsoluteError, 1e-12);
        Assert.Equal(1, actual.MeanAbsolutePercentageError / expected.MeanAbsolutePercentageError, 1e-12);
        Assert.Equal(expected.R2, actual.R2, 1e-11);
    }
}
