namespace Unrolled.Data.Tests.Transforms;

public sealed class FeatureTests
{
    private static readonly Feature s_city = Feature.Category("city", ["Oslo", "Rome", "Åre"], UnknownCategory.Zeros, MissingValues.MostFrequent);

    [Fact]
    public void A_category_is_found_by_its_letters()
    {
        Assert.Equal(0, s_city.IndexOf("Oslo"));
        Assert.Equal(2, s_city.IndexOf("xÅre".AsSpan(1)));
        Assert.Equal(-1, s_city.IndexOf("oslo"));
        Assert.Equal(-1, s_city.IndexOf(""));
    }

    [Theory]
    [InlineData(float.PositiveInfinity, "is Infinity; a finite number is needed")]
    [InlineData(float.NaN, "is missing; a finite number is needed, or a rule for what is missing, as MissingValues.Median")]
    [InlineData(float.NegativeInfinity, "is -Infinity; a finite number is needed")]
    [InlineData(0, null)]
    [InlineData(-1e30f, null)]
    public void Numbers_are_finite(float value, string? defect) => Assert.Equal(defect, Feature.Number("age").FindDefect(value));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(-1, "is -1; 0 or 1 is needed")]
    [InlineData(0.5f, "is 0.5; 0 or 1 is needed")]
    public void Booleans_are_0_and_1(float value, string? defect) => Assert.Equal(defect, Feature.Boolean("member").FindDefect(value));

    [Theory]
    [InlineData(2, null)]
    [InlineData(-1, null)]
    [InlineData(-7, null)]
    [InlineData(float.NaN, null)]
    [InlineData(3, "is 3; an index from 0 to 2, or below 0 for a category that is not known, is needed")]
    [InlineData(0.5f, "is 0.5; an index from 0 to 2")]
    [InlineData(float.NegativeInfinity, "is -Infinity; an index from 0 to 2")]
    public void Categories_are_indices(float value, string? defect)
    {
        string? found = s_city.FindDefect(value);
        Assert.True(defect is null ? found is null : found!.StartsWith(defect, StringComparison.Ordinal), found);
    }

    [Fact]
    public void Where_nothing_is_said_an_unknown_category_is_refused_with_the_known_ones()
    {
        Assert.Equal(
            "is a category that is not known; one of 'a', 'b' is needed, or a rule for others, as UnknownCategory.Other",
            Feature.Category("x", ["a", "b"]).FindDefect(-1));
        string[] many = [.. Enumerable.Range(0, 13).Select(i => $"c{i}")];
        Assert.Contains("'c9' and 3 more is needed", Feature.Category("x", many).FindDefect(-1), StringComparison.Ordinal);
    }

    [Fact]
    public void What_takes_the_place_of_missing_values_is_a_value()
    {
        Assert.Equal(2, s_city.WithFill(2).Fill);
        Assert.Null(s_city.Fill);
        AssertRefused("fill", "What takes the place of missing values of feature 'city' is -1: an index", () => s_city.WithFill(-1));
        AssertRefused("fill", "What takes the place of missing values of feature 'city' is NaN: an index", () => s_city.WithFill(float.NaN));
        AssertRefused("fill", "Feature 'age' refuses missing values: nothing takes their place.", () => Feature.Number("age").WithFill(1));
    }

    [Fact]
    public void Rules_that_do_not_go_together_are_refused()
    {
        AssertRefused("missingIndicator", "Feature 'age' has an indicator of missing values, which are refused", () => Feature.Number("age", missingIndicator: true));
        AssertRefused("missing", "Feature 'member' is no number, so that it has no Mean", () => Feature.Boolean("member", MissingValues.Mean));
        AssertRefused("missing", "Feature 'city' is no number, so that it has no Median", () => Feature.Category("city", ["a"], missing: MissingValues.Median));
        AssertRefused("categories", "Feature 'city' has the category 'a' twice.", () => Feature.Category("city", ["a", "b", "a"]));
        AssertRefused("categories", "Category 1 of feature 'city' is '': it must say something", () => Feature.Category("city", ["a", ""]));
        AssertRefused("categories", "categories.Count is 0, but must be at least 1.", () => Feature.Category("city", []));
        AssertRefused("name", "The name of a feature is 'a?b': it must say something, without control characters.", () => Feature.Number("a\nb"));
        AssertRefused("name", "The name of a feature is null", () => Feature.Number(null!));
        AssertRefused("scaling", "scaling is 9, but must be a member of Scaling.", () => Feature.Number("a", (Scaling)9));
        AssertRefused("unknown", "unknown is 9, but must be a member of UnknownCategory.", () => Feature.Category("a", ["a"], (UnknownCategory)9));
        AssertRefused("missing", "missing is 9, but must be a member of MissingValues.", () => Feature.Number("a", missing: (MissingValues)9));
    }

    [Fact]
    public void It_says_what_it_is()
    {
        Assert.Equal("age: number (Standard)", $"{Feature.Number("age")}");
        Assert.Equal("age: number, missing Mean (3.5), indicator", $"{Feature.Number("age", Scaling.None, MissingValues.Mean, true).WithFill(3.5f)}");
        Assert.Equal("member: boolean", $"{Feature.Boolean("member")}");
        Assert.Equal("city: 3 categories, others Zeros, missing MostFrequent", $"{s_city}");
    }

    private static void AssertRefused(string parameter, string message, Action action)
    {
        ArgumentException refused = Assert.ThrowsAny<ArgumentException>(action);
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.Equal(parameter, refused.ParamName);
    }
}
