namespace Unrolled.Threading;

/// <summary>Runs single jobs on a pool that is kept for the next one: to start threads takes as long as many a job.</summary>
internal static class SharedWorkers
{
    private static WorkerPool? s_idle;

    /// <summary>As <see cref="WorkerPool.Run(Action{int})"/>, from any number of threads at once.</summary>
    /// <param name="workers">The number of workers; a single one is the caller alone.</param>
    /// <param name="job">Called with every worker's number.</param>
    public static void Run(int workers, Action<int> job)
    {
        if (workers == 1)
        {
            job(0);
            return;
        }

        WorkerPool pool = Take(workers);
        try
        {
            pool.Run(job);
        }
        finally
        {
            Interlocked.Exchange(ref s_idle, pool)?.Dispose();
        }
    }

    private static WorkerPool Take(int workers)
    {
        WorkerPool? idle = Interlocked.Exchange(ref s_idle, null);
        if (idle?.Workers == workers)
        {
            return idle;
        }

        idle?.Dispose();
        return new WorkerPool(workers);
    }
}
