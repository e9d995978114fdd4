using System.Text;

namespace Unrolled.Mpi.Tests;

/// <summary>The file of results, and searches shared by threads as if they were processes: without MPI.</summary>
public sealed class SearchFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "results.jsonl");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_number_of_processes_does_not_change_the_ranking(int ranks)
    {
        string alone = Run(new SearchOptions());
        Assert.All(ThreadGroup.Run(ranks, group => Run(new SearchOptions { Group = group, Threads = 2 })), each => Assert.Equal(alone, each));
    }

    [Fact]
    public void What_is_there_is_not_trained_again_and_an_unfinished_line_is()
    {
        string whole = Run(new SearchOptions { ResultsFile = Path });
        string[] lines = File.ReadAllLines(Path);
        Assert.Equal(1 + 12, lines.Length);
        File.WriteAllText(Path, string.Join('\n', lines[..7]) + "\n" + lines[7][..10]);

        Told told = new();
        Assert.Equal(whole, Run(new SearchOptions { ResultsFile = Path, Progress = told }));
        Assert.Equal([7, 8, 9, 10, 11, 12], told.Progress.Select(progress => progress.Done));
        Assert.Equal(lines.Order(StringComparer.Ordinal), File.ReadAllLines(Path).Order(StringComparer.Ordinal));
        Assert.Equal(whole, Run(new SearchOptions { ResultsFile = Path, Progress = new Told(refuses: true) }));
    }

    [Fact]
    public void Results_of_another_search_are_refused_and_stay()
    {
        Run(new SearchOptions { ResultsFile = Path });
        byte[] before = File.ReadAllBytes(Path);
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => Run(new SearchOptions { ResultsFile = Path }, epochs: 3));
        Assert.Contains("results of another search", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void A_line_that_is_no_result_is_named()
    {
        Run(new SearchOptions { ResultsFile = Path });
        File.AppendAllText(Path, "something else\n", Encoding.UTF8);
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => Run(new SearchOptions { ResultsFile = Path }));
        Assert.Contains("line 14, which is not a result", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_candidate_is_trained_by_one_process()
    {
        ArgumentException exception = Assert.Throws<AggregateException>(() => ThreadGroup.Run(2, group => ModelSearch.Run(
            [Candidate.Of<PlainNet>(new TrainingOptions { Shards = 2, Group = group })], Folds(), new SearchOptions { Group = group })))
            .InnerExceptions.OfType<ArgumentException>().First();
        Assert.StartsWith("PlainNet is to be trained by several processes; in a search one trains it alone", exception.Message, StringComparison.Ordinal);
    }

    private static string Run(SearchOptions options, int epochs = 2)
    {
        SearchSpace space = new SearchSpace(new TrainingOptions { Epochs = epochs })
            .Network<PlainNet>()
            .Vary("rate", [0.1f, 0.2f, 0.4f], (training, rate) => training with { LearningRate = rate })
            .Vary("batch", [5, 10], (training, size) => training with { BatchSize = size });
        return string.Join('\n', ModelSearch.Run(space.Grid(), Folds(), options).Select(
            result => $"{result.Candidate} {string.Join(' ', result.Score.Folds.Select(fold => $"{fold.Accuracy:R} {fold.Loss:R}"))}"));
    }

    private static IReadOnlyList<Fold> Folds()
    {
        Random random = new(1);
        int[] labels = [.. Enumerable.Range(0, 60).Select(i => i % 3)];
        float[] inputs = [.. Enumerable.Range(0, 60 * 6).Select(i => random.NextSingle() + (i % 6 == i / 6 % 3 ? 1 : 0))];
        return KFold.Stratified(Dataset.FromFloats(inputs, 6, labels, 3), folds: 2, seed: 1);
    }

    private sealed class Told(bool refuses = false) : IProgress<SearchProgress>
    {
        public List<SearchProgress> Progress { get; } = [];

        public void Report(SearchProgress value)
        {
            Assert.False(refuses, "There was something left to train.");
            Progress.Add(value);
        }
    }
}
