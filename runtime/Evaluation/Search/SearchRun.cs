using System.Text.Json;

namespace Unrolled;

/// <summary>
/// Scores every candidate on every fold. The first process, or the only one, hands items out, to its own threads and to those of the others,
/// each the next one as soon as it is done with one. Who computes a score is left to chance; the score is not.
/// </summary>
/// <param name="candidates">The candidates.</param>
/// <param name="folds">The folds.</param>
/// <param name="tasks">The task of each candidate.</param>
/// <param name="options">How to go about it.</param>
internal sealed class SearchRun(
    IReadOnlyList<Candidate> candidates, IReadOnlyList<Fold> folds, PredictionTask[] tasks, SearchOptions options)
{
    private const int NoItem = -1;

    // Short beside the training of a network, and long beside a look at the messages.
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(1);

    private readonly FoldScore?[] _scores = new FoldScore?[checked(candidates.Count * folds.Count)];
    private readonly SearchIdentity _identity = new(candidates, folds);
    private readonly IProcessGroup? _group = options.Group is { Size: > 1 } ? options.Group : null;

    /// <returns>A score for each candidate and fold, candidate after candidate.</returns>
    public FoldScore[] Scores(CancellationToken cancellationToken)
    {
        if (_group is not null)
        {
            new GroupAgreement(_group).Require(_identity.Facts());
        }

        using (SearchCrew crew = new(Math.Min(options.Threads, _scores.Length), item => Score(item, cancellationToken)))
        {
            if (_group is null or { Rank: 0 })
            {
                Lead(crew);
            }
            else
            {
                Follow(crew, _group);
            }
        }

        ShareScores();
        return [.. _scores.Select(score => score!.Value)];
    }

    private FoldScore Score(int item, CancellationToken cancellationToken)
    {
        (int candidate, int fold) = Math.DivRem(item, folds.Count);
        return candidates[candidate].Score(folds[fold], tasks[candidate], cancellationToken);
    }

    private void Lead(SearchCrew crew)
    {
        using SearchFile? file = options.ResultsFile is { } path ? new SearchFile(path, _identity.Text()) : null;
        foreach (SearchRecord record in file?.Records ?? [])
        {
            _scores[ItemOf(record)] = record.Score;
        }

        var missing = new Queue<int>(Enumerable.Range(0, _scores.Length).Where(item => _scores[item] is null));
        int done = _scores.Length - missing.Count;
        int size = _group?.Size ?? 1;
        int[] threads = new int[size];
        int[] held = new int[size];
        threads[0] = options.Threads;
        HandOut(rank: 0);
        while (done < _scores.Length)
        {
            if (crew.TryTake(_group is null ? Timeout.InfiniteTimeSpan : s_turn, out int item, out FoldScore score))
            {
                Note(rank: 0, item, score);
            }

            while (_group is not null && _group.TryReceive(out int rank, out byte[] message))
            {
                SearchRecord record = SearchRecord.FromBytes(message);
                if (record.Fold == NoItem)
                {
                    threads[rank] = record.Candidate;
                    HandOut(rank);
                }
                else
                {
                    Note(rank, ItemOf(record), record.Score);
                }
            }
        }

        for (int rank = 1; rank < size; rank++)
        {
            _group!.Send(rank, BitConverter.GetBytes(NoItem));
        }

        // One item more than there are threads waits for the first that is free, but for the last ones, which are for whoever is free.
        void HandOut(int rank)
        {
            while (held[rank] < threads[rank] + (missing.Count > threads.Sum() ? 1 : 0) && missing.TryDequeue(out int item))
            {
                held[rank]++;
                if (rank == 0)
                {
                    crew.Give(item);
                }
                else
                {
                    _group!.Send(rank, BitConverter.GetBytes(item));
                }
            }
        }

        void Note(int rank, int item, FoldScore score)
        {
            (int candidate, int fold) = Math.DivRem(item, folds.Count);
            _scores[item] = score;
            done++;
            held[rank]--;
            HandOut(rank);
            file?.Append(SearchRecord.Of(candidate, fold, score, candidates[candidate].Name));
            options.Progress?.Report(new SearchProgress(done, _scores.Length, candidates[candidate], fold + 1, score));
        }
    }

    private void Follow(SearchCrew crew, IProcessGroup group)
    {
        group.Send(0, SearchRecord.Of(options.Threads, NoItem, default).ToBytes());
        while (true)
        {
            while (group.TryReceive(out _, out byte[] message))
            {
                int item = BitConverter.ToInt32(message);
                if (item == NoItem)
                {
                    return;
                }

                crew.Give(item);
            }

            if (crew.TryTake(s_turn, out int scored, out FoldScore score))
            {
                (int candidate, int fold) = Math.DivRem(scored, folds.Count);
                group.Send(0, SearchRecord.Of(candidate, fold, score).ToBytes());
            }
        }
    }

    private void ShareScores()
    {
        if (_group is null)
        {
            return;
        }

        SearchRecord[] own = _group.Rank > 0 ? [] : [.. _scores.Select((score, item) =>
        {
            (int candidate, int fold) = Math.DivRem(item, folds.Count);
            return SearchRecord.Of(candidate, fold, score!.Value);
        })];
        byte[] all = new GroupAgreement(_group).FromFirst(JsonSerializer.SerializeToUtf8Bytes(own, SearchJson.Default.SearchRecordArray));
        foreach (SearchRecord record in JsonSerializer.Deserialize(all, SearchJson.Default.SearchRecordArray)!)
        {
            _scores[ItemOf(record)] = record.Score;
        }
    }

    private int ItemOf(SearchRecord record) => (record.Candidate * folds.Count) + record.Fold;
}
