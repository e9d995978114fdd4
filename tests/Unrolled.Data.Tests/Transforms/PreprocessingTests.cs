using Unrolled.Tests;

namespace Unrolled.Data.Tests.Transforms;

public sealed class PreprocessingTests
{
    [Fact]
    public void Each_kind_of_feature_makes_the_inputs_that_its_names_say()
    {
        Assert.Equal(Table.InputNames, Table.Fitted.InputNames);
        Assert.Equal(35.5f, Table.Fitted.Features[0].Fill);
        Assert.Equal(1, Table.Fitted.Features[1].Fill);
        Assert.Equal(1, Table.Fitted.Features[2].Fill);
        Assert.Equal("3 features as 6 inputs", $"{Table.Fitted}");

        // The ages with 35.5 in the gap.
        double[] ages = [31, 35.5, 54, 18.5, 40];
        float[] expected =
        [
            Scaled(31), 0, 1, 1, 0, 0,
            Scaled(35.5), 1, 0, 0, 1, 0,
            Scaled(54), 0, 1, 0, 1, 0,
            Scaled(18.5), 0, 1, 0, 0, 1,
            Scaled(40), 0, 1, 0, 1, 0,
        ];
        float[] inputs = new float[30];
        Table.Fitted.Apply(Table.Rows, inputs);
        Assert.All(expected.Zip(inputs), pair => Assert.Equal(pair.First, pair.Second, 1e-6));

        float Scaled(double age) => (float)((age - Reference.Mean(ages)) / Reference.Deviation(ages));
    }

    [Theory]
    [InlineData(MissingValues.Mean, 4.2f)]
    [InlineData(MissingValues.Median, 3)]
    [InlineData(MissingValues.MostFrequent, 2)]
    public void A_gap_is_filled_by_its_rule(MissingValues missing, float fill)
    {
        // 2 and 3 occur twice, and the least of them counts.
        float[] rows = [3, float.NaN, 2, 11, 3, 2];
        Feature[] features = [Feature.Number("x", Scaling.None, missing)];
        float[] inputs = new float[6];
        Preprocessing.Fit(features, rows).Apply(rows, inputs);
        Assert.Equal([3, fill, 2, 11, 3, 2], inputs);
    }

    [Fact]
    public void The_median_of_an_even_number_is_between_and_a_given_fill_stays()
    {
        Feature median = Feature.Number("x", Scaling.None, MissingValues.Median);
        Assert.Equal(2.5f, Preprocessing.Fit([median], [4, float.NaN, 1]).Features[0].Fill);
        Assert.Equal(-9, Preprocessing.Fit([median.WithFill(-9)], [4, float.NaN, 1]).Features[0].Fill);
    }

    [Fact]
    public void The_most_frequent_category_is_one_that_is_known()
    {
        Feature[] features = [Feature.Category("x", ["a", "b"], UnknownCategory.Zeros, MissingValues.MostFrequent)];
        Assert.Equal(1, Preprocessing.Fit(features, [-1, -1, -1, 0, 1, 1, float.NaN]).Features[0].Fill);
        Assert.StartsWith(
            "Feature 'x' has no value in any row, so that nothing says what takes the place of missing ones",
            Assert.Throws<ArgumentException>(() => Preprocessing.Fit(features, [-1, float.NaN])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_category_is_zeros_or_another()
    {
        float[] inputs = new float[5];
        Feature[] features = [Feature.Category("a", ["x", "y"], UnknownCategory.Zeros), Feature.Category("b", ["x", "y"], UnknownCategory.Other)];
        Preprocessing.Fit(features, [0, 0]).Apply([-1, -5], inputs);
        Assert.Equal([0, 0, 0, 0, 1], inputs);
    }

    [Theory]
    [InlineData(Scaling.Standard)]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.Robust)]
    [InlineData(Scaling.None)]
    public void Each_number_is_scaled_in_its_own_way(Scaling scaling)
    {
        float[] values = Reference.Numbers(77, 9, size: 30, around: 100);
        Preprocessing preprocessing = Preprocessing.Fit([Feature.Number("x", scaling)], values);
        (double offset, double scale) = Reference.Of(scaling, Reference.Column(values, 1, 0));
        float[] inputs = new float[77];
        preprocessing.Apply(values, inputs);
        Assert.All(values.Zip(inputs), pair => Assert.Equal((pair.First - offset) / scale, pair.Second, 1e-5));
    }

    [Fact]
    public void Rows_of_weight_0_are_not_looked_at()
    {
        float[] rows = [.. Table.Rows, float.PositiveInfinity, 17, 99, 1e30f, 0, 0];
        float[] weights = [1, 2, -1, 0.5f, 1, 0, 0];
        Preprocessing weighted = Preprocessing.Fit(Table.Features, rows, weights);
        Assert.Equal(Table.Fitted.Standardizer.Offsets.ToArray(), weighted.Standardizer.Offsets.ToArray());
        Assert.Equal(Table.Fitted.Standardizer.Scales.ToArray(), weighted.Standardizer.Scales.ToArray());
        Assert.Equal(35.5f, weighted.Features[0].Fill);
        Dataset data = weighted.WithClasses(["a", "b"]).ToDataset(rows, new int[7], weights);
        float[] inputs = new float[42], expected = new float[30];
        data.GatherInputs(0, 7, inputs);
        Table.Fitted.Apply(Table.Rows, expected);
        Assert.Equal([.. expected, .. new float[12]], inputs);
        AssertRefused("All rows have the weight 0; at least one other is needed.", () => Preprocessing.Fit(Table.Features, Table.Rows, new float[5]));
    }

    [Fact]
    public void Rows_become_samples_with_classes_or_scaled_targets()
    {
        float[] prices = [10, 20, 30, 40, 50];
        TargetScaling scaling = TargetScaling.Fit(prices, 1, Scaling.MinMax);
        Dataset numbers = Table.Fitted.WithTargets(["price"], scaling).ToDataset(Table.Rows, prices);
        float[] inputs = new float[30], targets = new float[5], expected = new float[30];
        numbers.Gather(0, 5, inputs, targets);
        Table.Fitted.Apply(Table.Rows, expected);
        Assert.Equal(expected, inputs);
        Assert.Equal([0, 0.25f, 0.5f, 0.75f, 1], targets);
        Dataset classes = Table.Fitted.WithClasses(Table.Classes).ToDataset(Table.Rows, [0, 2, 1, 0, 0]);
        Assert.Equal(2, classes.Label(1));
        Assert.Equal(3, classes.TargetSize);
        Assert.Throws<InvalidOperationException>(() => Table.Fitted.ToDataset(Table.Rows, new int[5]));
        Assert.Throws<InvalidOperationException>(() => Table.Fitted.ToDataset(Table.Rows, new float[5]));
        AssertRefused("rows has 14 elements, which is not a multiple of 3, the size of a row.", () => Table.Fitted.WithClasses(["a", "b"]).ToDataset(Table.Rows.AsSpan(1), new int[5]));
    }

    [Fact]
    public void A_standardizer_alone_is_preprocessing_of_numbers()
    {
        Standardizer standardizer = new([1, 2], [3, 4]);
        Preprocessing preprocessing = Preprocessing.Of(standardizer);
        Assert.Equal(["input 0", "input 1"], preprocessing.InputNames);
        Assert.Equal(["a", "b"], Preprocessing.Of(standardizer, ["a", "b"]).InputNames);
        float[] inputs = new float[2], expected = [7, -9];
        preprocessing.Apply(expected, inputs);
        standardizer.Apply(expected);
        Assert.Equal(expected, inputs);
        AssertRefused("The features make 1 input, but the standardizer is for 2.", () => Preprocessing.Of(standardizer, ["a"]));
    }

    [Fact]
    public void Names_are_kept_and_no_two_are_the_same()
    {
        Preprocessing classes = Table.Fitted.WithClasses(Table.Classes, "kind");
        Assert.Equal(Table.Classes, classes.ClassNames);
        Assert.Equal(["kind"], classes.TargetNames);
        Assert.Null(classes.TargetScaling);
        Assert.Equal("3 features as 6 inputs, 3 classes", $"{classes}");
        Preprocessing targets = classes.WithTargets(["a", "b"]);
        Assert.Equal(["a", "b"], targets.TargetNames);
        Assert.Empty(targets.ClassNames);
        Assert.Equal([1.0, 1.0], targets.TargetScaling!.Scales.ToArray());
        Assert.Equal("3 features as 6 inputs, 2 targets", $"{targets}");
        AssertRefused("The name of a class is 'a' twice: each needs one of its own.", () => Table.Fitted.WithClasses(["a", "a"]));
        AssertRefused("There is one class, but 2 or more are needed.", () => Table.Fitted.WithClasses(["a"]));
        AssertRefused("The name of a target is needed, but there is none.", () => Table.Fitted.WithTargets([]));
        AssertRefused("There are 2 names of targets, but the scaling is for 1.", () => Table.Fitted.WithTargets(["a", "b"], TargetScaling.None(1)));
        AssertRefused("The name of a feature is 'a' twice", () => Preprocessing.Fit([Feature.Number("a"), Feature.Boolean("a")], [0, 0]));
    }

    [Fact]
    public void A_value_that_a_feature_does_not_take_is_named_with_its_row()
    {
        float[] rows = [.. Table.Rows];
        rows[7] = 3;
        AssertRefused("Feature 'member' of row 2 is 3; 0 or 1 is needed.", () => Table.Fitted.Apply(rows, new float[30]));
        AssertRefused("Feature 'member' of row 2 is 3; 0 or 1 is needed.", () => Preprocessing.Fit(Table.Features, rows));
        AssertRefused("Feature 'member' is 3; 0 or 1 is needed.", () => Table.Fitted.Apply(rows.AsSpan(6, 3), new float[6]));
        Preprocessing refusing = Preprocessing.Fit([Feature.Number("age")], [1, 2]);
        AssertRefused("Feature 'age' of row 1 is missing; a finite number is needed", () => refusing.Apply([1, float.NaN], new float[2]));
        AssertRefused("Feature 'age' of row 1 is missing", () => Preprocessing.Fit([Feature.Number("age")], [1, float.NaN]));
        Preprocessing narrow = new([Feature.Number("age")], new Standardizer([0], [1e-30]));
        AssertRefused("Input 'age' of row 1 is 1E+30, which standardised is more than a float holds.", () => narrow.Apply([0, 1e30f], new float[2]));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        AssertRefused("rows has 14 elements, which is not a multiple of 3, the size of a row.", () => Preprocessing.Fit(Table.Features, Table.Rows.AsSpan(1)));
        AssertRefused("rows is empty, but at least 1 row of 3 elements is needed.", () => Preprocessing.Fit(Table.Features, []));
        AssertRefused("features.Count is 0, but must be at least 1.", () => Preprocessing.Fit([], []));
        Assert.Equal("weights", Assert.ThrowsAny<ArgumentException>(() => Preprocessing.Fit(Table.Features, Table.Rows, new float[4])).ParamName);
        Assert.ThrowsAny<ArgumentException>(() => Table.Fitted.Apply(Table.Rows, new float[24]));
        float[] both = new float[100];
        AssertRefused("rows overlaps inputs", () => Table.Fitted.Apply(both.AsSpan(0, 3), both.AsSpan(2, 6)));
        AssertRefused(
            "It is not known what takes the place of missing values of feature 'age'", () => new Preprocessing(Table.Features, new Standardizer(new double[6], new double[6])));
    }

    [Fact]
    public void Rows_are_prepared_without_allocation_and_each_as_if_it_were_alone()
    {
        float[] together = new float[30], alone = new float[6];
        Table.Fitted.Apply(Table.Rows, together);
        for (int row = 0; row < 5; row++)
        {
            Table.Fitted.Apply(Table.Rows.AsSpan(3 * row, 3), alone);
            Assert.Equal(together.AsSpan(6 * row, 6).ToArray(), alone);
        }

        Assert.Equal(0, Allocation.Of(() => Table.Fitted.Apply(Table.Rows, together)));
    }

    private static void AssertRefused(string message, Action action) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
