namespace Unrolled.Tests.Data;

/// <summary>Numbers that are none, and infinite ones, are refused where they enter, but for rows that are not there.</summary>
public class NotFiniteTests
{
    private const int Rows = 50;
    private const int Inputs = 3;

    private static readonly Dataset s_labelled = Dataset.FromFloats([1, 2, 3, 4], 2, [0, 1], 2);

    [Theory]
    [InlineData(17, 2, float.NaN, "input 2 of row 17 is NaN")]
    [InlineData(0, 0, float.PositiveInfinity, "input 0 of row 0 is Infinity")]
    [InlineData(49, 1, float.NegativeInfinity, "input 1 of row 49 is -Infinity")]
    public void An_input_is_named(int row, int input, float value, string what)
    {
        float[] inputs = new float[Rows * Inputs];
        inputs[row * Inputs + input] = value;
        AssertRefused("inputs", what, () => Dataset.FromFloats(inputs, Inputs, new float[Rows], 1));
        AssertRefused("inputs", what, () => Dataset.FromFloats(inputs, Inputs, new int[Rows], 2));
    }

    [Fact]
    public void Every_place_is_looked_at()
    {
        for (int place = 0; place < Rows * Inputs; place++)
        {
            float[] inputs = new float[Rows * Inputs];
            inputs[place] = float.NaN;
            string what = $"input {place % Inputs} of row {place / Inputs} is NaN";
            AssertRefused("inputs", what, () => Dataset.FromFloats(inputs, Inputs, new int[Rows], 2));
        }
    }

    [Fact]
    public void The_first_of_several_is_named_and_a_target_too()
    {
        float[] targets = new float[2 * Rows];
        targets[7] = float.NaN;
        targets[20] = float.PositiveInfinity;
        AssertRefused("targets", "target 1 of row 3 is NaN", () => Dataset.FromFloats(new float[Rows], 1, targets, 2));
        float[] inputs = new float[Rows];
        inputs[4] = float.NaN;
        AssertRefused("targets", "target 1 of row 3 is NaN", () => Dataset.FromFloats(inputs, 1, targets, 2));
    }

    [Fact]
    public void The_largest_and_the_smallest_numbers_are_finite()
    {
        float[] extremes = [float.MaxValue, float.MinValue, float.Epsilon, -0f];
        Assert.Equal(float.MaxValue, Dataset.FromFloats(extremes, 2, extremes, 2).Floats(0)[0]);
    }

    [Fact]
    public void A_row_of_weight_0_may_hold_anything()
    {
        float[] inputs = [1, float.NaN, 3, 4];
        float[] targets = [1, 2, float.PositiveInfinity, 4];
        Dataset data = Dataset.FromFloats(inputs, 1, targets, 1, weights: [1, 0, 0, 0.5f]);
        Assert.Equal(0, data.Weight(1));
        Assert.Equal(2, Dataset.FromFloats(inputs, 2, [0, 1], 2, weights: [0, 1]).Count);
        AssertRefused("weights", "target 0 of row 2 is Infinity", () => data.WithWeights([1, 0, 1, 1]));
        AssertRefused("weights", "input 0 of row 1 is NaN", () => data.Subset([0, 1, 3]).WithWeights([1, 1, 1]));
        Assert.Equal(1, data.Subset([0, 3]).WithWeights([1, 1]).Weight(1));
        Assert.Equal(0.5f, data.WithWeights([1, 0, 0, 0.5f]).Take(4).Weight(3));
        AssertRefused("weights", "input 0 of row 1 is NaN", () => Dataset.FromFloats(inputs, 1, targets, 1, weights: [1, 1, 0, 1]));
        AssertRefused("weights", "weights has 3 elements, but 4 are needed.", () => Dataset.FromFloats(inputs, 1, targets, 1, weights: [1, 0, 0]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void So_are_what_stands_for_labels_and_weights(float value)
    {
        AssertRefused("off", $"off is {Wording.Number(value)}, but must be a finite number", () => s_labelled.WithOneHot(value, 1));
        AssertRefused("on", $"on is {Wording.Number(value)}, but must be a finite number", () => s_labelled.WithOneHot(0, value));
        AssertRefused("off", $"off is {Wording.Number(value)}, but must be a finite number", () => s_labelled.WithSingleTarget(value));
        AssertRefused("on", $"on is {Wording.Number(value)}, but must be a finite number", () => s_labelled.WithSingleTarget(0, value));
        AssertRefused("weights", $"weights[1] is {Wording.Number(value)}, but a weight must be", () => s_labelled.WithWeights([1, value]));
    }

    [Fact]
    public void A_standardizer_passes_over_rows_that_are_not_there()
    {
        float[] inputs = [1, 10, float.NaN, 7, 3, 20];
        Dataset data = Dataset.FromFloats(inputs, 2, new float[3], 1, weights: [1, 0, 2]);

        Standardizer standardizer = Standardizer.Fit(data);
        Dataset applied = standardizer.Apply(data);

        Assert.Equal([-1, -1], applied.Floats(0).ToArray());
        Assert.Equal([float.NaN, 7], applied.Floats(1).ToArray());
        Assert.Equal([1, 1], applied.Floats(2).ToArray());
        AssertRefused("data", "All samples have the weight 0", () => Standardizer.Fit(data.Subset([1])));
    }

    [Fact]
    public void A_standardizer_refuses_what_is_not_finite_before_it_writes()
    {
        Standardizer standardizer = Standardizer.Fit(s_labelled);
        float[] input = [5, float.NaN];
        AssertRefused("input", "input 1 is NaN", () => standardizer.Apply(input));
        Assert.Equal([5, float.NaN], input);

        Standardizer tiny = Standardizer.Fit(Dataset.FromFloats([1e-30f, 2e-30f], 1, [0, 1], 2));
        float[] large = [1e20f];
        AssertRefused("input", "input 0 is 1E+20, which standardised is more than a float holds", () => tiny.Apply(large));
        Assert.Equal([1e20f], large);
        AssertRefused(
            "data",
            "input 0 of row 1 is 1E+20, which standardised",
            () => tiny.Apply(Dataset.FromFloats([1e-30f, 1e20f], 1, [0, 1], 2)));
    }

    [Fact]
    public void A_standardizer_knows_numbers_of_any_size()
    {
        float[] inputs = [3e38f, 1e-45f, 5, -3e38f, 3e-45f, 5];
        Dataset applied = Standardizer.Fit(Dataset.FromFloats(inputs, 3, [0, 1], 2)).Apply(Dataset.FromFloats(inputs, 3, [0, 1], 2));
        Assert.Equal([1, -1, 0], applied.Floats(0).ToArray());
        Assert.Equal([-1, 1, 0], applied.Floats(1).ToArray());
    }

    [Fact]
    public void An_augmentation_that_makes_one_is_named_with_the_row()
    {
        Dataset data = Dataset.FromFloats(new float[Rows * Inputs], Inputs, new float[Rows], 1);
        float[] inputs = new float[Rows * Inputs];
        float[] targets = new float[Rows];
        Dataset augmented = data.Augmented(new AugmentedRows(new ToNaN(), seed: 1));
        InvalidOperationException exception =
            Assert.Throws<InvalidOperationException>(() => augmented.Gather(17, Rows - 17, inputs.AsSpan(17 * Inputs), targets.AsSpan(17)));
        Assert.Equal("All inputs must be finite, but after ToNaN input 2 of row 17 is NaN.", exception.Message);

        Array.Clear(inputs);
        float[] weights = [.. Enumerable.Range(0, Rows).Select(row => row < Rows - 1 ? 0f : 1)];
        augmented.WithWeights(weights).Gather(17, 10, inputs.AsSpan(0, 10 * Inputs), targets.AsSpan(0, 10));
        Assert.All(inputs, input => Assert.Equal(0, input));
    }

    private static void AssertRefused(string parameter, string message, Action action)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(action);
        Assert.Equal(parameter, exception.ParamName);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private sealed class ToNaN : IAugmentation
    {
        public void Apply(Span<float> input, ulong seed) => input[2] = float.NaN;
    }
}
