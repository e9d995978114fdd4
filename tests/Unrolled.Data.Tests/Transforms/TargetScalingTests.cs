namespace Unrolled.Data.Tests.Transforms;

public sealed class TargetScalingTests
{
    private static readonly float[] s_prices = Reference.Numbers(60, 5, size: 150_000, around: 240_000);
    private static readonly float[] s_rooms = Reference.Numbers(60, 6, size: 3, around: 4);
    private static readonly float[] s_targets = [.. s_prices.Zip(s_rooms).SelectMany(pair => new[] { pair.First, pair.Second })];
    private static readonly Dataset s_data = Dataset.FromFloats(Reference.Numbers(360, 7), 6, s_targets, 2);

    [Theory]
    [InlineData(Scaling.Standard)]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.Robust)]
    public void Each_is_that_of_the_definition_and_one_line(Scaling scaling)
    {
        TargetScaling fitted = scaling switch
        {
            Scaling.Standard => TargetScaling.Standard(s_data),
            Scaling.MinMax => TargetScaling.MinMax(s_data),
            _ => TargetScaling.Robust(s_data),
        };
        TargetScaling ofRows = TargetScaling.Fit(s_targets, 2, scaling);
        for (int i = 0; i < 2; i++)
        {
            (double offset, double scale) = Reference.Of(scaling, Reference.Column(s_targets, 2, i));
            Assert.Equal(0, (fitted.Offsets[i] - offset) / scale, 1e-12);
            Assert.Equal(1, fitted.Scales[i] / scale, 1e-12);
        }

        Assert.Equal(fitted.Offsets.ToArray(), ofRows.Offsets.ToArray());
        Assert.Equal(fitted.Scales.ToArray(), ofRows.Scales.ToArray());
        Assert.Equal("scaling of 2 targets", $"{fitted}");
    }

    [Fact]
    public void What_is_scaled_comes_back()
    {
        TargetScaling scaling = TargetScaling.Standard(s_data);
        float[] targets = [.. s_targets];
        for (int row = 0; row < s_data.Count; row++)
        {
            scaling.Apply(targets.AsSpan(2 * row, 2));
        }

        Assert.Equal(0, Reference.Mean(Reference.Column(targets, 2, 0)), 1e-6);
        Assert.Equal(1, Reference.Deviation(Reference.Column(targets, 2, 1)), 1e-6);
        float[] gathered = new float[targets.Length];
        scaling.Apply(s_data).Gather(0, s_data.Count, new float[360], gathered);
        Assert.Equal(targets, gathered);
        scaling.Invert(targets);
        Assert.All(s_targets.Zip(targets), pair => Assert.Equal(1, pair.Second / (double)pair.First, 1e-6));
    }

    [Fact]
    public void Inputs_and_weights_stay()
    {
        Dataset data = Dataset.FromFloats([1, 2, 3], 1, [10, 20, float.NaN], 1, [1, 2, 0]);
        Dataset scaled = TargetScaling.MinMax(data).Apply(data);
        float[] inputs = new float[3], targets = new float[3];
        scaled.Gather(0, 3, inputs, targets);
        Assert.Equal([1, 2, 3], inputs);
        Assert.Equal([0, 1, float.NaN], targets);
        Assert.Equal(2, scaled.Weight(1));
    }

    [Fact]
    public void A_constant_target_becomes_0_and_comes_back()
    {
        TargetScaling scaling = TargetScaling.Fit([5, 5, 5], 1, Scaling.Standard);
        float[] target = [5];
        scaling.Apply(target);
        Assert.Equal(0, target[0]);
        target[0] = 0.3f;
        scaling.Invert(target);
        Assert.Equal(5, target[0]);
        Assert.Equal("scaling of 1 target, 1 of them constant", $"{scaling}");
    }

    [Fact]
    public void Errors_are_given_in_the_unit_of_the_targets()
    {
        Spending network = new(3);
        TargetScaling scaling = TargetScaling.Standard(s_data);
        double squares = 0, absolutes = 0;
        float[] output = new float[2];
        for (int row = 0; row < s_data.Count; row++)
        {
            network.Forward(s_data.Floats(row), output);
            scaling.Invert(output);
            for (int i = 0; i < 2; i++)
            {
                squares += Math.Pow(output[i] - (double)s_targets[2 * row + i], 2);
                absolutes += Math.Abs(output[i] - (double)s_targets[2 * row + i]);
            }
        }

        Dataset scaled = scaling.Apply(s_data);
        Assert.Equal(1, Evaluator.Rmse(network, scaled, scaling) / Math.Sqrt(squares / 120), 1e-6);
        Assert.Equal(1, Evaluator.MeanAbsoluteError(network, scaled, scaling) / (absolutes / 120), 1e-6);
        Assert.Equal("scaling", Assert.Throws<ArgumentException>(() => Evaluator.Rmse(network, scaled, TargetScaling.None(3))).ParamName);
    }

    [Fact]
    public void What_cannot_be_scaled_is_refused()
    {
        Dataset labels = Dataset.FromFloats(new float[4], 2, [0, 1], 2);
        AssertRefused("The samples have labels, not target rows: classes are not scaled.", () => TargetScaling.Standard(labels));
        AssertRefused("The samples have labels", () => TargetScaling.None(2).Apply(labels));
        AssertRefused("data.Count is 0, but must be at least 1.", () => TargetScaling.Standard(s_data.Take(0)));
        AssertRefused("data has 2 elements, but 3 are needed.", () => TargetScaling.None(3).Apply(s_data));
        AssertRefused("outputs has 3 elements, which is not a multiple of 2, the size of a row.", () => TargetScaling.None(2).Invert(new float[3]));
        AssertRefused("All targets must be finite, but target 1 is NaN.", () => TargetScaling.None(2).Apply([1, float.NaN]));
        AssertRefused("All targets must be finite, but target 0 is 1E+30, which standardised", () => new TargetScaling([0], [1e-30]).Apply([1e30f]));
        AssertRefused("All numbers must be finite, but target 0 of row 1 is NaN.", () => TargetScaling.Fit([1, float.NaN], 1, Scaling.Standard));
    }

    private static void AssertRefused(string message, Action action) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
