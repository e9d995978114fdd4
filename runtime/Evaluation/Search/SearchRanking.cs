namespace Unrolled;

/// <summary>What the results of a search are ranked by, and their order.</summary>
internal static class SearchRanking
{
    /// <summary>The criterion asked for or, where none was, one that means something for all candidates.</summary>
    /// <exception cref="ArgumentException">What was asked for means nothing for a candidate.</exception>
    public static SearchCriterion Choose(SearchCriterion? asked, IReadOnlyList<Candidate> candidates, PredictionTask[] tasks)
    {
        if (asked is not { } criterion)
        {
            bool sameTask = tasks.All(task => task == tasks[0]);
            bool sameLoss = candidates.All(candidate => candidate.Loss == candidates[0].Loss);
            return sameTask && (tasks[0] == PredictionTask.SingleLabel || !sameLoss) ? Figure(tasks[0]) : SearchCriterion.Loss;
        }

        if (criterion != SearchCriterion.Loss && Array.FindIndex(tasks, other => Figure(other) != criterion) is >= 0 and int wrong)
        {
            throw new ArgumentException(
                $"{criterion} means nothing for {candidates[wrong]} with these samples: rank by {Figure(tasks[wrong])} or by Loss.",
                nameof(criterion));
        }

        return criterion;
    }

    /// <summary>The best first, equals as they come, NaN last.</summary>
    public static IEnumerable<SearchResult> Order(IEnumerable<SearchResult> results, SearchCriterion criterion)
    {
        // Both sorts are stable.
        return results.OrderBy(result => NanLast(Key(result.Score))).ThenBy(result => NanLast(result.Score.Loss.Mean));

        double Key(CrossValidationResult score) => criterion switch
        {
            SearchCriterion.Accuracy => -score.Accuracy!.Value.Mean,
            SearchCriterion.MicroF1 => -score.MicroF1!.Value.Mean,
            SearchCriterion.Rmse => score.Rmse!.Value.Mean,
            _ => score.Loss.Mean,
        };

        static double NanLast(double value) => double.IsNaN(value) ? double.PositiveInfinity : value;
    }

    private static SearchCriterion Figure(PredictionTask task) => task switch
    {
        PredictionTask.SingleLabel => SearchCriterion.Accuracy,
        PredictionTask.MultiLabel => SearchCriterion.MicroF1,
        _ => SearchCriterion.Rmse,
    };
}
