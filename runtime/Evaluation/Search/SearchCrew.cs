using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Unrolled;

/// <summary>Threads of this process that score what they are given, one item after the other.</summary>
internal sealed class SearchCrew : IDisposable
{
    private readonly BlockingCollection<int> _given = [];
    private readonly BlockingCollection<(int Item, FoldScore Score, Exception? Failure)> _done = [];
    private readonly Thread[] _threads;

    /// <param name="threads">How many.</param>
    /// <param name="score">Scores an item.</param>
    public SearchCrew(int threads, Func<int, FoldScore> score)
    {
        _threads = [.. Enumerable.Range(0, threads).Select(number => new Thread(() => Work(score)) { IsBackground = true })];
        foreach (Thread thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Gives an item to whoever is the next to be free.</summary>
    public void Give(int item) => _given.Add(item);

    /// <summary>Waits for the next score.</summary>
    /// <param name="patience">How long.</param>
    /// <param name="item">What was scored.</param>
    /// <param name="score">How.</param>
    /// <returns>Whether there was one in time.</returns>
    /// <remarks>Throws what scoring has thrown.</remarks>
    public bool TryTake(TimeSpan patience, out int item, out FoldScore score)
    {
        bool isThere = _done.TryTake(out (int Item, FoldScore Score, Exception? Failure) done, patience);
        (item, score, Exception? failure) = done;
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return isThere;
    }

    /// <summary>Waits until the threads are done with what they were given.</summary>
    public void Dispose()
    {
        _given.CompleteAdding();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        _given.Dispose();
        _done.Dispose();
    }

    private void Work(Func<int, FoldScore> score)
    {
        foreach (int item in _given.GetConsumingEnumerable())
        {
            try
            {
                _done.Add((item, score(item), null));
            }
            catch (Exception exception)
            {
                _done.Add((item, default, exception));
            }
        }
    }
}
