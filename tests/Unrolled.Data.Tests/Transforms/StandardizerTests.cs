namespace Unrolled.Data.Tests.Transforms;

public sealed class StandardizerTests
{
    private const int Size = 3;
    private static readonly float[] s_inputs = [.. Rows(102)];
    private static readonly Dataset s_data = Dataset.FromFloats(s_inputs, Size, new int[102], 2);

    [Theory]
    [InlineData(Scaling.None)]
    [InlineData(Scaling.Standard)]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.Robust)]
    public void Offsets_and_scales_are_those_of_the_definition(Scaling scaling)
    {
        Standardizer standardizer = Standardizer.Fit(s_data, scaling);
        float[] applied = new float[s_inputs.Length];
        standardizer.Apply(s_data).GatherInputs(0, s_data.Count, applied);
        for (int i = 0; i < Size; i++)
        {
            (double offset, double scale) = Reference.Of(scaling, Reference.Column(s_inputs, Size, i));
            Assert.Equal(0, (standardizer.Offsets[i] - offset) / scale, 1e-12);
            Assert.Equal(1, standardizer.Scales[i] / scale, 1e-12);
            for (int row = 0; row < s_data.Count; row++)
            {
                Assert.Equal((s_inputs[row * Size + i] - offset) / scale, applied[row * Size + i], 1e-6);
            }
        }
    }

    [Fact]
    public void By_default_inputs_get_mean_0_and_deviation_1()
    {
        float[] applied = new float[s_inputs.Length];
        Standardizer.Fit(s_data).Apply(s_data).GatherInputs(0, s_data.Count, applied);
        for (int i = 0; i < Size; i++)
        {
            double[] column = Reference.Column(applied, Size, i);
            Assert.Equal(0, Reference.Mean(column), 1e-6);
            Assert.Equal(1, Reference.Deviation(column), 1e-6);
        }
    }

    [Theory]
    [InlineData(Scaling.Standard)]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.Robust)]
    public void A_constant_has_scale_0_and_becomes_0(Scaling scaling)
    {
        Standardizer standardizer = Standardizer.Fit(Dataset.FromFloats([0.1f, 1, 0.1f, 2, 0.1f, 3], 2, new int[3], 2), scaling);
        Assert.Equal(0, standardizer.Scales[0]);
        float[] row = [7, 2];
        standardizer.Apply(row);
        Assert.Equal(0, row[0]);
        Assert.Equal("standardizer of 2 inputs, 1 of them constant", $"{standardizer}");
    }

    [Fact]
    public void Where_the_middle_half_is_one_number_the_robust_scale_is_the_deviation()
    {
        float[] mostly = [0, 0, 0, 0, 0, 0, 0, 50];
        Standardizer standardizer = Standardizer.Fit(Dataset.FromFloats(mostly, 1, new int[8], 2), Scaling.Robust);
        Assert.Equal(0, standardizer.Offsets[0]);
        Assert.Equal(Reference.Deviation(Reference.Column(mostly, 1, 0)), standardizer.Scales[0], 1e-12);
    }

    [Theory]
    [InlineData(Scaling.Standard)]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.Robust)]
    public void Rows_of_weight_0_do_not_count(Scaling scaling)
    {
        Standardizer all = Standardizer.Fit(Dataset.FromFloats([1, 2, 4, float.NaN, 1000], 1, new int[5], 2, [1, 5, 0.1f, 0, 0]), scaling);
        Standardizer some = Standardizer.Fit(Dataset.FromFloats([1, 2, 4], 1, new int[3], 2), scaling);
        Assert.Equal(some.Offsets.ToArray(), all.Offsets.ToArray());
        Assert.Equal(some.Scales.ToArray(), all.Scales.ToArray());
    }

    [Fact]
    public void One_of_known_numbers_does_what_the_fitted_one_did()
    {
        Standardizer fitted = Standardizer.Fit(s_data);
        Standardizer rebuilt = new(fitted.Offsets, fitted.Scales);
        for (int row = 0; row < s_data.Count; row++)
        {
            float[] first = s_data.Floats(row).ToArray(), second = s_data.Floats(row).ToArray();
            fitted.Apply(first);
            rebuilt.Apply(second);
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public void Numbers_that_cannot_be_are_refused()
    {
        AssertRefused("offsets", "Offset 1 is NaN, but must be a finite number.", () => new Standardizer([0, double.NaN], [1, 1]));
        AssertRefused("scales", "Scale 0 is -1, but must be a finite number to divide by, or 0 for a constant.", () => new Standardizer([0], [-1]));
        AssertRefused("scales", "Scale 0 is 1E-310, but must be", () => new Standardizer([0], [1e-310]));
        AssertRefused("scales", "Scale 0 is Infinity, but must be", () => new Standardizer([0], [double.PositiveInfinity]));
        AssertRefused("scales", "scales has 1 element, but 2 are needed.", () => new Standardizer([0, 0], [1]));
        AssertRefused("offsets", "offsets.Length is 0, but must be at least 1.", () => new Standardizer([], []));
        AssertRefused("scaling", "scaling is 7, but must be a member of Scaling.", () => Standardizer.Fit(s_data, (Scaling)7));
    }

    private static void AssertRefused(string parameter, string message, Action action) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(() => action()) is var refused && refused.ParamName == parameter ? refused.Message : refused.ParamName, StringComparison.Ordinal);

    private static IEnumerable<float> Rows(int count)
    {
        float[][] columns = [Reference.Numbers(count, 1), Reference.Numbers(count, 2, size: 3e5, around: 1e6), Reference.Numbers(count, 3, size: 1e-6)];
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < Size; i++)
            {
                yield return columns[i][row];
            }
        }
    }
}
