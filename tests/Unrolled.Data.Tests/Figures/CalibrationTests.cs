using static Unrolled.Data.Tests.Figures.PassingNetworks;

namespace Unrolled.Data.Tests.Figures;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(16)] // at whose bounds there are probabilities
    public void Of_two_classes_it_is_the_probability_of_class_1(int bins)
    {
        Dataset data = Samples.Classes(2, 1, 4);
        OneProbability network = PassOn<OneProbability>();
        double[] probabilities = Column(Outputs(network, data), 1, 0);
        bool[] cameTrue = data.Labels().Are(1);

        Calibration calibration = Evaluator.Calibration(network, data, bins);

        double brier = probabilities.Zip(cameTrue, (p, isTrue) => Math.Pow(p - (isTrue ? 1 : 0), 2)).Average();
        Assert.Equal(brier, calibration.BrierScore, 1e-14);
        Assert.Equal(NaiveFigures.ExpectedError(probabilities, cameTrue, bins), calibration.ExpectedError, 1e-14);
        Assert.Equal(bins, calibration.Bins.Count);
        Assert.Equal(data.Count, calibration.Bins.Sum(bin => bin.Count));
    }

    [Fact]
    public void Two_outputs_are_calibrated_like_one()
    {
        Dataset one = Samples.Classes(2, 1, 4);
        float[] inputs = new float[2 * one.Count];
        for (int row = 0; row < one.Count; row++)
        {
            inputs[(2 * row) + 1] = one.Floats(row)[0];
        }

        Calibration calibration = Evaluator.Calibration(PassOn<TwoProbabilities>(), Dataset.FromFloats(inputs, 2, one.Labels(), 2));

        Assert.Equal(Evaluator.Calibration(PassOn<OneProbability>(), one).BrierScore, calibration.BrierScore, 1e-6);
    }

    [Fact]
    public void Of_more_classes_the_squares_are_summed_and_the_surest_one_is_calibrated()
    {
        Dataset data = Samples.Classes(3, 3, 4);
        ThreeProbabilities network = PassOn<ThreeProbabilities>();
        float[] outputs = Outputs(network, data);
        double[][] probabilities = [.. Enumerable.Range(0, 3).Select(k => Column(outputs, 3, k))];
        int[] labels = data.Labels();

        Calibration calibration = Evaluator.Calibration(network, data);

        Assert.Equal(NaiveFigures.Brier(probabilities, labels), calibration.BrierScore, 1e-13);
        double[] surest = [.. Enumerable.Range(0, data.Count).Select(i => probabilities.Max(p => p[i]))];
        bool[] cameTrue = [.. labels.Select((label, i) => Array.FindIndex(probabilities, p => p[i] == surest[i]) == label)];
        Assert.Equal(NaiveFigures.ExpectedError(surest, cameTrue, 10), calibration.ExpectedError, 1e-14);
    }

    [Fact]
    public void A_bin_has_its_upper_bound_and_the_first_one_0_too()
    {
        // Sigmoid is exactly 0, 0.5 and 1 there.
        Dataset data = Dataset.FromFloats([-200, 0, 200], 1, [0, 1, 1], 2);

        Calibration calibration = Evaluator.Calibration(PassOn<OneProbability>(), data, bins: 2);

        Assert.Equal([new ReliabilityBin(0, 0.5, 2, 0.25, 0.5), new ReliabilityBin(0.5, 1, 1, 1, 1)], calibration.Bins);
        Assert.Equal(
            " probability  samples    mean  came true\n"
            + "0.00 to 0.50        2  0.2500     0.5000\n"
            + "0.50 to 1.00        1  1.0000     1.0000\n"
            + "Brier score 0.0833, expected calibration error 0.1667",
            calibration.ToString());
    }

    [Fact]
    public void Empty_bins_have_no_mean()
    {
        Calibration calibration = Evaluator.Calibration(PassOn<OneProbability>(), Dataset.FromFloats([200], 1, [1], 2), bins: 2);

        Assert.Equal((0, double.NaN, double.NaN), (calibration.Bins[0].Count, calibration.Bins[0].MeanProbability, calibration.Bins[0].Frequency));
        Assert.Equal((0, 0), (calibration.BrierScore, calibration.ExpectedError));
    }

    [Fact]
    public void An_output_that_is_not_a_number_leaves_no_figure()
    {
        Calibration calibration = Evaluator.Calibration(Spoiled<OneProbability>(), Dataset.FromFloats([0, 1], 1, [0, 1], 2));

        Assert.Equal((double.NaN, double.NaN), (calibration.BrierScore, calibration.ExpectedError));
        Assert.Equal(1, calibration.Bins.Sum(bin => bin.Count));
    }

    [Fact]
    public void What_is_no_probability_or_number_of_bins_is_refused()
    {
        Dataset data = Samples.Classes(2, 1, 4);

        Assert.Throws<ArgumentException>("network", () => Evaluator.Calibration(PassOn<OneNumber>(), data));
        Assert.Throws<ArgumentOutOfRangeException>("bins", () => Evaluator.Calibration(PassOn<OneProbability>(), data, 0));
        Assert.Throws<ArgumentOutOfRangeException>("bins", () => Evaluator.Calibration(PassOn<OneProbability>(), data, 1001));
        Assert.Throws<ArgumentException>("data", () => Evaluator.Calibration(PassOn<OneProbability>(), data.Take(0)));
    }
}
