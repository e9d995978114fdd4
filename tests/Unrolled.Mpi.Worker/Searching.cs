using System.Diagnostics;
using System.Globalization;

namespace Unrolled.Mpi.Worker;

/// <summary>Searches among candidates, and says how they rank.</summary>
internal static class Searching
{
    private const int SampleCount = 400;
    private const int Classes = 4;

    public static void Run(IProcessGroup? group, Settings settings)
    {
        int rank = group?.Rank ?? 0;
        bool differs = settings.Number("otherdata", -1) == rank;
        Dataset data = Samples.Create(Classes, ..settings.Number("samples", SampleCount), seed: differs ? 9 : 1);
        TrainingOptions basis = new() { Epochs = settings.Number("epochs", 3), Optimizer = Optimizer.Adam() };
        SearchSpace space = new SearchSpace(basis)
            .Network<Small>()
            .Vary("batch", [10, 20], (options, size) => options with { BatchSize = size })
            .Vary("rate", Rates(settings.Number("candidates", 6) / 2), (options, rate) => options with { LearningRate = rate });
        SearchOptions options = new()
        {
            Group = group,
            Threads = settings.Number("threads", 1),
            ResultsFile = settings.Text("file"),
            Progress = settings.Has("progress") ? new Lines() : null,
        };
        long started = Stopwatch.GetTimestamp();
        IReadOnlyList<SearchResult> results = settings.Has("cross")
            ? [new SearchResult(
                Candidate.Of<Small>(basis), CrossValidation.Run<Small>(KFold.Stratified(data, folds: 5, seed: 2), basis, options))]
            : ModelSearch.Run(space.Grid(), KFold.Stratified(data, folds: 2, seed: 2), options);
        if (settings.Has("time") && rank == 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{group?.Size ?? 1} ranks: {Stopwatch.GetElapsedTime(started).TotalSeconds:F3} s"));
        }
        else if (rank == settings.Number("tell", 0))
        {
            foreach (SearchResult result in results)
            {
                Console.WriteLine($"{result.Candidate}: {string.Join(' ', result.Score.Folds.Select(Exact))}");
            }
        }
    }

    private static float[] Rates(int count) => [.. Enumerable.Range(0, count).Select(i => 0.001f * (i + 1))];

    private static string Exact(FoldScore score) => string.Create(CultureInfo.InvariantCulture, $"{score.Accuracy:R} {score.Loss:R}");

    private sealed class Lines : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => Console.WriteLine(value);
    }
}
