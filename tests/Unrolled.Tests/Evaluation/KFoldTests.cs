namespace Unrolled.Tests;

public sealed class KFoldTests
{
    [Theory]
    [InlineData(10, 2)]
    [InlineData(23, 5)]
    [InlineData(7, 7)]
    public void Every_sample_validates_once_and_trains_otherwise(int count, int folds)
    {
        IReadOnlyList<Fold> result = KFold.Split(Numbered(count), folds, seed: 3);

        Assert.Equal(folds, result.Count);
        Assert.Equal(Enumerable.Range(0, count), result.SelectMany(fold => Numbers(fold.Validation)).Order());
        Assert.All(result, fold =>
        {
            Assert.Equal(Enumerable.Range(0, count), Numbers(fold.Training).Concat(Numbers(fold.Validation)).Order());
            Assert.InRange(fold.Validation.Count, count / folds, (count + folds - 1) / folds);
        });
    }

    [Fact]
    public void Strata_divide_each_class_equally()
    {
        Dataset data = Numbered(57);

        IReadOnlyList<Fold> result = KFold.Stratified(data, 5, seed: 3);

        Assert.Equal(Enumerable.Range(0, 57), result.SelectMany(fold => Numbers(fold.Validation)).Order());
        for (int label = 0; label < 3; label++)
        {
            int all = Labels(data).Count(l => l == label);
            Assert.All(result, fold => Assert.InRange(Labels(fold.Validation).Count(l => l == label), all / 5, (all + 4) / 5));
        }
    }

    [Fact]
    public void The_seed_decides_the_parts()
    {
        Dataset data = Numbered(40);

        Assert.Equal(Parts(KFold.Split(data, 4, 1)), Parts(KFold.Split(data, 4, 1)));
        Assert.NotEqual(Parts(KFold.Split(data, 4, 1)), Parts(KFold.Split(data, 4, 2)));
        Assert.Equal(Parts(KFold.Stratified(data, 4, 1)), Parts(KFold.Stratified(data, 4, 1)));
        Assert.NotEqual(Parts(KFold.Stratified(data, 4, 1)), Parts(KFold.Stratified(data, 4, 2)));
    }

    [Fact]
    public void What_cannot_be_divided_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("folds", () => KFold.Split(Numbered(5), 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("folds", () => KFold.Split(Numbered(5), 6, 0));
        Assert.Throws<ArgumentException>("data", () => KFold.Stratified(Dataset.FromFloats([1f, 2], 1, [1f, 2], 1), 2, 0));
    }

    [Fact]
    public void A_fold_is_standardised_by_its_training_samples_alone()
    {
        Dataset training = Dataset.FromFloats([1, 7, 5, 7], 2, [0, 1], 2);
        Dataset validation = Dataset.FromFloats([7, 9], 2, [1], 2);

        Fold fold = new Fold(training, validation).Standardized();

        Assert.Equal([-1, 0], fold.Training.Floats(0));
        Assert.Equal([1, 0], fold.Training.Floats(1));
        Assert.Equal([2, 0], fold.Validation.Floats(0));
        Assert.Equal(1, fold.Validation.Label(0));
    }

    private static Dataset Numbered(int count) => Dataset.FromFloats(
        [.. Enumerable.Range(0, count).Select(i => (float)i)], 1, [.. Enumerable.Range(0, count).Select(i => i % 7 / 3)], 3);

    private static IEnumerable<int> Numbers(Dataset data) => Enumerable.Range(0, data.Count).Select(row => (int)data.Floats(row)[0]);

    private static IEnumerable<int> Labels(Dataset data) => Enumerable.Range(0, data.Count).Select(data.Label);

    private static IEnumerable<int> Parts(IReadOnlyList<Fold> folds) => [.. folds.SelectMany(fold => Numbers(fold.Validation))];
}
