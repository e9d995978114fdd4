using Unrolled.Threading;

namespace Unrolled.Tests;

public class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_worker_works_once_in_every_run_and_always_on_the_same_thread(int workers)
    {
        using var pool = new WorkerPool(workers);
        int[] calls = new int[workers];
        int[] threads = new int[workers];
        int strays = 0;
        void Job(int worker)
        {
            calls[worker]++;
            int before = Interlocked.Exchange(ref threads[worker], Environment.CurrentManagedThreadId);
            if (before != 0 && before != Environment.CurrentManagedThreadId)
            {
                Interlocked.Increment(ref strays);
            }
        }

        for (int run = 0; run < 300; run++)
        {
            pool.Run(Job);
        }

        Assert.All(calls, count => Assert.Equal(300, count));
        Assert.Equal(workers, threads.Distinct().Count());
        Assert.Equal(Environment.CurrentManagedThreadId, threads[0]);
        Assert.Equal(0, strays);
    }

    [Fact]
    public void Workers_that_went_to_sleep_wake_up()
    {
        using var pool = new WorkerPool(2);
        int sum = 0;
        for (int run = 0; run < 5; run++)
        {
            Thread.Sleep(5);
            pool.Run(worker => Interlocked.Add(ref sum, worker + 1));
        }

        Assert.Equal(15, sum);
    }

    [Fact]
    public void A_caller_that_went_to_sleep_wakes_up()
    {
        using var pool = new WorkerPool(3);
        int done = 0;

        pool.Run(worker =>
        {
            Thread.Sleep(worker * 10);
            Interlocked.Increment(ref done);
        });

        Assert.Equal(3, done);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void An_exception_comes_out_when_all_are_done_and_the_pool_goes_on(int thrower)
    {
        using var pool = new WorkerPool(3);
        int done = 0;

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => pool.Run(worker =>
        {
            if (worker == thrower)
            {
                throw new InvalidOperationException($"worker {worker}");
            }

            Thread.Sleep(5);
            Interlocked.Increment(ref done);
        }));

        Assert.Equal($"worker {thrower}", exception.Message);
        Assert.Equal(2, done);
        pool.Run(_ => Interlocked.Increment(ref done));
        Assert.Equal(5, done);
    }

    [Fact]
    public void Of_several_exceptions_the_first_workers_comes_out()
    {
        using var pool = new WorkerPool(3);

        for (int run = 0; run < 20; run++)
        {
            Assert.Equal("1", Assert.Throws<InvalidOperationException>(
                () => pool.Run(worker => { if (worker > 0) { throw new InvalidOperationException($"{worker}"); } })).Message);
        }
    }

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(3, 2, true)]
    [InlineData(7, 7, true)]
    [InlineData(3, 2, false)]
    public void A_phase_begins_when_all_workers_have_ended_the_one_before(int threads, int workers, bool hasThreads)
    {
        using var pool = new WorkerPool(threads, hasThreads);
        int[] ended = new int[4];
        int early = 0;
        Action<int> Phase(int number) => worker =>
        {
            if (number > 0 && Volatile.Read(ref ended[number - 1]) != workers)
            {
                Interlocked.Increment(ref early);
            }

            Thread.SpinWait(worker * 20);
            Interlocked.Increment(ref ended[number]);
        };
        Action<int>[] phases = [Phase(0), Phase(1), Phase(2), Phase(3)];
        for (int run = 0; run < 200; run++)
        {
            pool.Run(workers, phases);
            Assert.All(ended, count => Assert.Equal(workers, count));
            Array.Clear(ended);
            pool.Run(_ => { });
        }

        Assert.Equal(0, early);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_phase_follows_one_in_which_a_worker_has_failed(bool hasThreads)
    {
        using var pool = new WorkerPool(3, hasThreads);
        int[] calls = new int[3];
        Action<int> Phase(int number) => worker =>
        {
            Interlocked.Increment(ref calls[number]);
            if (number == 1 && worker > 0)
            {
                throw new InvalidOperationException($"{worker}");
            }
        };
        Action<int>[] phases = [Phase(0), Phase(1), Phase(2)];
        for (int run = 1; run <= 100; run++)
        {
            Assert.Equal("1", Assert.Throws<InvalidOperationException>(() => pool.Run(3, phases)).Message);
            Assert.Equal([3 * run, 3 * run, 0], calls);
            pool.Run(2, [_ => { }, _ => { }]);
        }
    }

    [Fact]
    public void Without_threads_the_workers_take_turns()
    {
        using var pool = new WorkerPool(3, hasThreads: false);
        List<(int Worker, int Thread)> calls = [];
        pool.Run(worker => calls.Add((worker, Environment.CurrentManagedThreadId)));
        Assert.Equal(Enumerable.Range(0, 3).Select(worker => (worker, Environment.CurrentManagedThreadId)), calls);
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        using var pool = new WorkerPool(2);
        long[] allocated = new long[2];
        Action<int> job = worker => allocated[worker] = GC.GetAllocatedBytesForCurrentThread();
        long[] before = new long[2];
        pool.Run(job);
        pool.Run(job);
        allocated.CopyTo(before, 0);

        for (int run = 0; run < 1000; run++)
        {
            pool.Run(job);
        }

        Assert.Equal(before, allocated);
    }

    [Fact]
    public void Disposing_ends_the_threads_and_may_be_repeated()
    {
        var pool = new WorkerPool(3);
        var threads = new Thread?[3];
        pool.Run(worker => threads[worker] = Thread.CurrentThread);

        pool.Dispose();
        pool.Dispose();

        Assert.False(threads[1]!.IsAlive);
        Assert.False(threads[2]!.IsAlive);
        Assert.Throws<ObjectDisposedException>(() => pool.Run(_ => { }));
    }

    [Fact]
    public void A_pool_needs_a_worker() => Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(0));

    [Theory]
    [InlineData(100, 7, 1)]
    [InlineData(3, 7, 1)]
    [InlineData(0, 2, 1)]
    [InlineData(1000, 3, 64)]
    [InlineData(int.MaxValue, 3, 64)]
    public void Shares_follow_one_another_and_leave_nothing_out(int items, int workers, int unit)
    {
        int next = 0;
        for (int worker = 0; worker < workers; worker++)
        {
            Share share = Share.Of(items, worker, workers, unit);
            Assert.Equal(next, share.Start);
            Assert.True(share.Start % unit == 0 || share.Count == 0);
            Assert.InRange(share.Count, 0, ((items / workers) + 1L) + unit);
            next += share.Count;
        }

        Assert.Equal(items, next);
        Assert.Equal(0, Share.Of(items, workers, workers, unit).Count);
    }

    [Fact]
    public void Shared_workers_serve_several_callers_at_once()
    {
        int sum = 0;

        Parallel.For(0, 50, i => SharedWorkers.Run(1 + (i % 3), worker => Interlocked.Increment(ref sum)));

        Assert.Equal(Enumerable.Range(0, 50).Sum(i => 1 + (i % 3)), sum);
    }
}
