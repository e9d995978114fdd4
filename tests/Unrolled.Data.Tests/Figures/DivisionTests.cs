namespace Unrolled.Data.Tests.Figures;

/// <summary>Samples that are divided by class or by group.</summary>
public sealed class DivisionTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.013)]
    [InlineData(0.9)]
    public void A_stratified_split_holds_the_same_share_of_every_class_out(double fraction)
    {
        Dataset data = Numbered(Sizes(3, 100, 37, 450, 11));

        (Dataset training, Dataset validation) = data.StratifiedSplit(fraction, seed: 5);

        Assert.Equal(data.Split(fraction, seed: 5).Validation.Count, validation.Count);
        Assert.Equal(Enumerable.Range(0, data.Count), Numbers(training).Concat(Numbers(validation)).Order());
        int[] all = data.ClassSizes();
        int[] held = validation.ClassSizes();
        double share = (double)validation.Count / data.Count;
        for (int k = 0; k < all.Length; k++)
        {
            Assert.InRange(held[k], 1, all[k] - 1);
            Assert.True(Math.Abs(held[k] - (share * all[k])) < 2, $"class {k} of {all[k]}: {held[k]}");
        }
    }

    [Fact]
    public void Where_shares_are_no_whole_numbers_the_largest_remainders_are_rounded_up()
    {
        // 10 of 100: 1.2, 2.7, 6.1
        Assert.Equal([1, 3, 6], Numbered(Sizes(12, 27, 61)).StratifiedSplit(0.1, seed: 1).Validation.ClassSizes());

        // 0.3, 0.3 and 9.4, but each at least 1
        Assert.Equal([1, 1, 8], Numbered(Sizes(3, 3, 94)).StratifiedSplit(0.1, seed: 1).Validation.ClassSizes());

        // 1.5 and 1.5 of 3: the first of equals; then 1.8 and 7.2 of 9, of which the first gives but 1
        Assert.Equal([2, 1], Numbered(Sizes(3, 3)).StratifiedSplit(0.5, seed: 1).Validation.ClassSizes());
        Assert.Equal([1, 7], Numbered(Sizes(2, 8)).StratifiedSplit(0.8, seed: 1).Validation.ClassSizes());
    }

    [Fact]
    public void The_seed_decides_the_split_and_the_order()
    {
        Dataset data = Numbered(Sizes(20, 30));

        Assert.Equal(Numbers(data.StratifiedSplit(0.3, 1).Validation), Numbers(data.StratifiedSplit(0.3, 1).Validation));
        Assert.NotEqual(Numbers(data.StratifiedSplit(0.3, 1).Validation), Numbers(data.StratifiedSplit(0.3, 2).Validation));
        Assert.NotEqual(Numbers(data.StratifiedSplit(0.3, 1).Training).Order(), Numbers(data.StratifiedSplit(0.3, 1).Training));
    }

    [Fact]
    public void A_split_keeps_weights_and_does_without_classes_that_there_are_none_of()
    {
        Dataset data = Dataset.FromFloats([0, 1, 2, 3], 1, [0, 0, 2, 2], 3).WithWeights([1, 2, 3, 4]);

        (Dataset training, Dataset validation) = data.StratifiedSplit(0.5, seed: 3);

        Assert.Equal((2, 2), (training.Count, validation.Count));
        Assert.All(Enumerable.Range(0, 2), row => Assert.Equal(validation.Floats(row)[0] + 1, validation.Weight(row)));
    }

    [Fact]
    public void A_split_that_cannot_have_every_class_on_both_sides_is_refused()
    {
        Assert.Contains(
            "Class 1 has 1 sample", Assert.Throws<InvalidOperationException>(() => Numbered(Sizes(5, 1)).StratifiedSplit(0.5, 0)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "validationFraction is 0.1, but must be such that each part has at least 3 samples, one of every class; of 20 samples it holds 2 out.",
            Assert.Throws<ArgumentOutOfRangeException>("validationFraction", () => Numbered(Sizes(5, 5, 10)).StratifiedSplit(0.1, 0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>("validationFraction", () => Numbered(Sizes(5, 5)).StratifiedSplit(1, 0));
        Assert.Throws<InvalidOperationException>(() => Numbered(Sizes()).StratifiedSplit(0.5, 0));
        Assert.Throws<InvalidOperationException>(() => Dataset.FromFloats([1, 2], 1, [0f, 1], 1).StratifiedSplit(0.5, 0));
    }

    [Fact]
    public void A_class_needs_a_sample_for_each_part()
    {
        Assert.StartsWith(
            "folds is 4, but must be at most 3: there are 3 samples of class 1, and each part needs one of every class.",
            Assert.Throws<ArgumentOutOfRangeException>("folds", () => KFold.Stratified(Numbered(Sizes(9, 3)), 4, 0)).Message);
        Assert.Equal(3, KFold.Stratified(Numbered(Sizes(9, 3)), 3, 0).Count);
    }

    [Fact]
    public void No_group_is_in_two_parts()
    {
        string[] groups = [.. Enumerable.Range(0, 200).Select(row => $"patient {row * row % 23}")];

        IReadOnlyList<Fold> folds = KFold.Grouped(Numbered(Sizes(200)), groups, folds: 4, seed: 1);

        Assert.Equal(4, folds.Count);
        Assert.Equal(Enumerable.Range(0, 200), folds.SelectMany(fold => Numbers(fold.Validation)).Order());
        Assert.All(folds, fold =>
        {
            Assert.Equal(Enumerable.Range(0, 200), Numbers(fold.Training).Concat(Numbers(fold.Validation)).Order());
            Assert.Empty(Numbers(fold.Training).Select(row => groups[row]).Intersect(Numbers(fold.Validation).Select(row => groups[row])));
        });
    }

    [Fact]
    public void The_largest_group_goes_first_to_the_smallest_part()
    {
        // 5 + 3, 4 + 3 + 1
        int[] groups = [.. Enumerable.Repeat(0, 3), .. Enumerable.Repeat(1, 5), .. Enumerable.Repeat(2, 1), .. Enumerable.Repeat(3, 4), .. Enumerable.Repeat(4, 3)];

        IReadOnlyList<Fold> folds = KFold.Grouped(Numbered(Sizes(16)), groups, folds: 2, seed: 1);

        Assert.Equal([8, 8], folds.Select(fold => fold.Validation.Count));
        Assert.Equal([1, 4], Numbers(folds[0].Validation).Select(row => groups[row] is 0 ? 4 : groups[row]).Distinct().Order());
    }

    [Fact]
    public void The_seed_chooses_among_groups_of_one_size()
    {
        int[] groups = [.. Enumerable.Range(0, 60).Select(row => row % 20)];

        Assert.Equal(Parts(1), Parts(1));
        Assert.NotEqual(Parts(1), Parts(2));

        int[] Parts(int seed) => [.. KFold.Grouped(Numbered(Sizes(60)), groups, 3, seed).SelectMany(fold => Numbers(fold.Validation))];
    }

    [Fact]
    public void Groups_that_do_not_fit_are_refused()
    {
        Dataset data = Numbered(Sizes(6));

        Assert.StartsWith(
            "groups has 2 elements, but 6 are needed. Each sample needs a group.",
            Assert.Throws<ArgumentException>("groups", () => KFold.Grouped(data, [1, 2], 2, 0)).Message);
        Assert.StartsWith(
            "folds is 3, but must be at most one for each of 2 groups.",
            Assert.Throws<ArgumentOutOfRangeException>("folds", () => KFold.Grouped(data, [1, 2, 1, 2, 1, 2], 3, 0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>("folds", () => KFold.Grouped(data, [1, 2, 3, 4, 5, 6], 1, 0));
    }

    private static int[] Sizes(params int[] sizes) => sizes;

    /// <summary>Samples whose inputs are their numbers, with so many of each class.</summary>
    private static Dataset Numbered(int[] sizes)
    {
        int[] labels = [.. sizes.SelectMany((size, k) => Enumerable.Repeat(k, size))];
        return Dataset.FromFloats([.. Enumerable.Range(0, labels.Length).Select(row => (float)row)], 1, labels, Math.Max(2, sizes.Length));
    }

    private static int[] Numbers(Dataset data) => [.. Enumerable.Range(0, data.Count).Select(row => (int)data.Floats(row)[0])];
}
