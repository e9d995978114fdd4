namespace Unrolled.Tests;

public sealed class ModelSearchTests
{
    private static readonly TrainingOptions Basis = new() { Epochs = 5, BatchSize = 5 };

    [Fact]
    public void Cross_validation_is_training_on_each_fold_and_measuring_on_the_rest()
    {
        IReadOnlyList<Fold> folds = Folds();
        TrainingOptions options = Basis with { Seed = 4 };

        CrossValidationResult result = CrossValidation.Run<SearchSoftmax>(folds, options);

        FoldScore[] expected = [.. folds.Select(fold =>
        {
            var network = new SearchSoftmax(4);
            Trainer.Train(network, fold.Training, options);
            return new FoldScore(Evaluator.Accuracy(network, fold.Validation), Evaluator.MeanLoss(network, fold.Validation));
        })];
        Assert.Equal(expected, result.Folds);
        Assert.Equal(expected.Average(score => score.Accuracy!.Value), result.Accuracy!.Value.Mean, 1e-12);
        double mean = expected.Average(score => score.Loss);
        Assert.Equal(
            Math.Sqrt(expected.Sum(score => Math.Pow(score.Loss - mean, 2)) / (expected.Length - 1)), result.Loss.Deviation, 1e-12);
    }

    [Fact]
    public void A_single_output_learns_two_classes_as_targets_on_both_sides_of_its_midpoint()
    {
        Assert.Equal(Expected(), CrossValidation.Run<SearchSigned>(Folds(), Basis).Folds);

        static IEnumerable<FoldScore> Expected()
        {
            foreach (Fold fold in Folds())
            {
                var network = new SearchSigned(0);
                Trainer.Train(network, fold.Training.WithSingleTarget(off: -1), Basis);
                Dataset validation = fold.Validation.WithSingleTarget(off: -1);
                yield return new FoldScore(Evaluator.Accuracy(network, validation), Evaluator.MeanLoss(network, validation));
            }
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_ranking_to_the_bit()
    {
        IReadOnlyList<Candidate> candidates = Space().Grid();

        string one = Describe(ModelSearch.Run(candidates, Folds(), threads: 1));

        Assert.Equal(one, Describe(ModelSearch.Run(candidates, Folds(), threads: 2)));
        Assert.Equal(one, Describe(ModelSearch.Run(candidates, Folds(), threads: 5)));

        static string Describe(IReadOnlyList<SearchResult> results) =>
            string.Join('\n', results.Select(r => $"{r} {string.Join(' ', r.Score.Folds.Select(f => $"{f.Accuracy:R} {f.Loss:R}"))}"));
    }

    [Fact]
    public void The_best_come_first_and_those_that_diverged_last()
    {
        SearchSpace space = Space().Vary("rate", [0.3f, 1e30f], (options, rate) => options with { LearningRate = rate });

        IReadOnlyList<SearchResult> byAccuracy = ModelSearch.Run(space.Grid(), Folds(), SearchCriterion.Accuracy, threads: 2);
        IReadOnlyList<SearchResult> byLoss = ModelSearch.Run(space.Grid(), Folds(), SearchCriterion.Loss);

        double[] accuracies = [.. byAccuracy.Select(result => result.Score.Accuracy!.Value.Mean).Where(double.IsFinite)];
        double[] losses = [.. byLoss.Select(result => result.Score.Loss.Mean).Where(double.IsFinite)];
        Assert.Equal(accuracies.OrderDescending(), accuracies);
        Assert.Equal(losses.Order(), losses);
        Assert.Contains("rate 1E+30", byAccuracy[^1].Candidate.Name);
        Assert.True(double.IsNaN(byAccuracy[^1].Score.Accuracy!.Value.Mean));
        Assert.DoesNotContain("1E+30", byAccuracy[0].Candidate.Name);
    }

    [Fact]
    public void A_grid_has_every_network_with_every_combination()
    {
        SearchSpace space = Space()
            .Vary("batch", [1, 10], (options, size) => options with { BatchSize = size })
            .Vary("rate", [0.5f, 2f], (options, rate) => options with { LearningRate = rate });

        IReadOnlyList<Candidate> grid = space.Grid();

        Assert.Equal(12, grid.Count);
        Assert.Equal("SearchSoftmax, batch 1, rate 0.5", grid[0].Name);
        Assert.Equal("SearchSoftmax, batch 1, rate 2", grid[1].Name);
        Assert.Equal("signed, batch 10, rate 2", grid[11].Name);
        Assert.Equal(Basis with { BatchSize = 10, LearningRate = 2f }, grid[11].Options);
        Assert.Equal(12, grid.Select(candidate => candidate.Name).Distinct().Count());
        Assert.Equal([6, 3, 3], grid.Select(candidate => candidate.ParameterCount).Where((_, i) => i % 4 == 0));
    }

    [Fact]
    public void A_random_choice_depends_on_the_seed_alone_and_keeps_to_the_ranges()
    {
        SearchSpace space = Space()
            .Vary("batch", [1, 10], (options, size) => options with { BatchSize = size })
            .VaryLogarithmically("rate", 0.01f, 100f, (options, rate) => options with { LearningRate = rate });

        IReadOnlyList<Candidate> drawn = space.Random(200, seed: 3);

        Assert.Equal(Labels(drawn), Labels(space.Random(200, seed: 3)));
        Assert.Equal(Labels(drawn).Take(50), Labels(space.Random(50, seed: 3)));
        Assert.NotEqual(Labels(drawn), Labels(space.Random(200, seed: 4)));
        Assert.All(drawn, candidate => Assert.InRange(candidate.Options.LearningRate, 0.01f, 100f));

        // Half of the rates lie below the middle of the logarithms.
        Assert.InRange(drawn.Count(candidate => candidate.Options.LearningRate < 1), 70, 130);
        Assert.InRange(drawn.Count(candidate => candidate.Options.BatchSize == 1), 70, 130);
        Assert.InRange(drawn.Count(candidate => candidate.Name.StartsWith("signed", StringComparison.Ordinal)), 40, 95);
        Assert.Throws<InvalidOperationException>(() => space.Grid());

        static IEnumerable<string> Labels(IEnumerable<Candidate> candidates) => candidates.Select(candidate => candidate.Name);
    }

    [Theory]
    [InlineData(0.1f, 0.10001f)]
    [InlineData(1f, 1.0000001f)]
    [InlineData(1e-45f, 3e-45f)]
    [InlineData(3.4028233e38f, float.MaxValue)]
    public void A_narrow_range_is_kept_to_however_numbers_round(float low, float high)
    {
        SearchSpace space = new SearchSpace(Basis).Network<SearchSoftmax>()
            .VaryLogarithmically("rate", low, high, (options, rate) => options with { LearningRate = rate });
        Assert.All(space.Random(20_000, seed: 1), candidate => Assert.InRange(candidate.Options.LearningRate, low, high));
    }

    [Fact]
    public void What_makes_no_sense_is_refused_before_anything_is_trained()
    {
        Candidate good = Of(Basis);

        Assert.Throws<ArgumentOutOfRangeException>("candidates", () => ModelSearch.Run([], Folds()));
        Assert.Throws<ArgumentOutOfRangeException>("folds", () => ModelSearch.Run([good], []));
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => ModelSearch.Run([good], Folds(), threads: 0));
        Assert.Throws<ArgumentOutOfRangeException>("candidates", () => ModelSearch.Run([good, Of(Basis with { Epochs = 0 })], Folds()));
        Assert.Throws<ArgumentException>(
            "candidates", () => ModelSearch.Run([good, Of(Basis with { EarlyStopping = new EarlyStopping() })], Folds()));
        Assert.Throws<ArgumentException>("folds", () => ModelSearch.Run([good, Candidate.Of<Sigmoid1>(Basis)], Folds()));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => Space().VaryLogarithmically("x", 0, 1, (options, _) => options));
        Assert.Throws<ArgumentOutOfRangeException>("values", () => Space().Vary("x", Array.Empty<int>(), (options, _) => options));
        Assert.Throws<InvalidOperationException>(() => new SearchSpace(Basis).Grid());
        Assert.Throws<InvalidOperationException>(() => new SearchSpace(Basis).Random(1, 0));

        static Candidate Of(TrainingOptions options) => Candidate.Of<SearchSoftmax>(options);
    }

    [Fact]
    public void Numbers_as_targets_have_no_accuracy_and_are_ranked_by_the_error()
    {
        IReadOnlyList<Fold> folds = NumberFolds();
        IReadOnlyList<Candidate> oneLoss = new SearchSpace(Basis).Network<SearchSigned>()
            .Vary("rate", [0.001f, 0.01f, 0.1f], (options, rate) => options with { LearningRate = rate }).Grid();
        IReadOnlyList<Candidate> twoLosses = [.. oneLoss, Candidate.Of<SearchHuber>(Basis with { LearningRate = 0.001f })];

        IReadOnlyList<SearchResult> byLoss = ModelSearch.Run(oneLoss, folds);
        IReadOnlyList<SearchResult> byError = ModelSearch.Run(twoLosses, folds);

        Assert.Equal(byLoss.Select(result => result.Score.Loss.Mean).Order(), byLoss.Select(result => result.Score.Loss.Mean));
        double[] errors = [.. byError.Select(result => result.Score.Rmse!.Value.Mean)];
        Assert.Equal(errors.Order(), errors);
        Assert.NotEqual(byError.Select(result => result.Score.Loss.Mean).Order(), byError.Select(result => result.Score.Loss.Mean));
        Assert.All(byError, result => Assert.Null(result.Score.Accuracy));
        Assert.All(byError, result => Assert.Null(result.Score.MicroF1));
        ArgumentException refused = Assert.Throws<ArgumentException>(
            "criterion", () => ModelSearch.Run(oneLoss, folds, SearchCriterion.Accuracy));
        Assert.StartsWith(
            "Accuracy means nothing for SearchSigned, rate 0.001 with these samples: rank by Rmse or by Loss.", refused.Message);
        Assert.Throws<ArgumentException>("criterion", () => ModelSearch.Run(oneLoss, folds, SearchCriterion.MicroF1));

        FoldScore score = CrossValidation.Run<SearchSigned>(folds, Basis).Folds[0];
        var network = new SearchSigned(0);
        Trainer.Train(network, folds[0].Training, Basis);
        Assert.Equal(Evaluator.Rmse(network, folds[0].Validation), score.Rmse);
    }

    [Fact]
    public void Several_labels_have_no_accuracy_and_are_ranked_by_micro_F1()
    {
        IReadOnlyList<Fold> folds = LabelFolds();
        IReadOnlyList<Candidate> candidates = [Candidate.Of<SearchLabels>(Basis), Candidate.Of<SearchLabelsSquared>(Basis)];

        IReadOnlyList<SearchResult> results = ModelSearch.Run(candidates, folds);

        double[] figures = [.. results.Select(result => result.Score.MicroF1!.Value.Mean)];
        Assert.Equal(figures.OrderDescending(), figures);
        Assert.All(results, result => Assert.Null(result.Score.Accuracy));
        Assert.All(results, result => Assert.Null(result.Score.Rmse));
        Assert.Throws<ArgumentException>("criterion", () => ModelSearch.Run(candidates, folds, SearchCriterion.Accuracy));
        Assert.Throws<ArgumentException>("criterion", () => CriterionOfLabels(SearchCriterion.MicroF1));

        static IReadOnlyList<SearchResult> CriterionOfLabels(SearchCriterion criterion) =>
            ModelSearch.Run([Candidate.Of<SearchSoftmax>(Basis)], Folds(), criterion);
    }

    [Fact]
    public void A_fold_that_has_one_class_only_is_measured_as_the_others_are()
    {
        // In the last fold there is no other target than 0.95, which for itself could be any number.
        Dataset data = Dataset.FromFloats([1, -1, 2, -2, 3, 4], 1, [0.95f, 0.05f, 0.95f, 0.05f, 0.95f, 0.95f], 1);
        Fold[] folds = [new Fold(data.Take(4), data.Take(4)), new Fold(data.Take(4), data.Subset([4, 5]))];

        Assert.All(CrossValidation.Run<Sigmoid1>(folds, Basis).Folds, fold => Assert.NotNull(fold.Accuracy));
    }

    [Fact]
    public void A_fold_without_samples_that_count_is_refused_before_anything_is_trained()
    {
        Dataset data = Dataset.FromFloats([1, -1, 2, -2], 1, [1, 0, 1, 0], 2).WithWeights([1, 1, 0, 0]);

        Assert.Throws<ArgumentException>(
            "folds", () => CrossValidation.Run<Sigmoid1>([new Fold(data.Take(2), data.Subset([2, 3]))], Basis));
    }

    [Fact]
    public void A_search_can_be_cancelled() => Assert.ThrowsAny<OperationCanceledException>(
        () => ModelSearch.Run(Space().Grid(), Folds(), threads: 2, cancellationToken: new CancellationToken(canceled: true)));

    // The same two classes for a network with two outputs, and for single outputs around 1/2 and around 0.
    private static SearchSpace Space() =>
        new SearchSpace(Basis).Network<SearchSoftmax>().Network<SearchLogistic>("logistic").Network<SearchSigned>("signed");

    private static IReadOnlyList<Fold> Folds()
    {
        var random = new Random(2);
        int[] labels = [.. Enumerable.Range(0, 60).Select(_ => random.Next(2))];
        float[] inputs = [.. labels.SelectMany(label => new[] { label + random.NextSingle(), random.NextSingle() })];
        return KFold.Stratified(Dataset.FromFloats(inputs, 2, labels, 2), 3, seed: 1);
    }

    private static IReadOnlyList<Fold> NumberFolds()
    {
        var random = new Random(2);
        float[] inputs = [.. Enumerable.Range(0, 120).Select(_ => random.NextSingle())];
        float[] targets = [.. Enumerable.Range(0, 60).Select(i => 10 + (3 * inputs[2 * i]) - inputs[(2 * i) + 1])];
        return KFold.Split(Dataset.FromFloats(inputs, 2, targets, 1), 3, seed: 1);
    }

    private static IReadOnlyList<Fold> LabelFolds()
    {
        var random = new Random(2);
        float[] inputs = [.. Enumerable.Range(0, 120).Select(_ => (2 * random.NextSingle()) - 1)];
        return KFold.Split(Dataset.FromFloats(inputs, 2, [.. inputs.Select(x => x > 0 ? 1f : 0f)], 2), 3, seed: 1);
    }
}

[Network(2, 2, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class SearchSoftmax;

[Network(2, 1, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class SearchLogistic;

[Network(2, 1, Output = Activation.Identity)]
public sealed partial class SearchSigned;

[Network(2, 1, Output = Activation.Identity, Loss = Loss.Huber)]
public sealed partial class SearchHuber;

[Network(2, 2, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class SearchLabels;

[Network(2, 2)]
public sealed partial class SearchLabelsSquared;
