using System.Runtime.ExceptionServices;

namespace Unrolled.Threading;

/// <summary>
/// A few threads that do one job after another together with the caller, who is worker 0. Made for jobs of tens of microseconds: between
/// two of them the threads spin, so that the next one starts within a microsecond, and go to sleep only when none comes.
/// </summary>
/// <remarks>Worker numbers are fixed, so that a job that divides its work by number gives the same results every time.</remarks>
internal sealed class WorkerPool : IDisposable
{
    // About what it costs to put a thread to sleep and to wake it up again: spinning longer wastes more than it can save.
    private static readonly TimeSpan s_spinTime = TimeSpan.FromMicroseconds(50);

    private readonly bool _hasThreads;
    private readonly Helper[] _helpers;

    // How many phases each worker has behind it, of all jobs so far.
    private readonly SpinningCounter[] _ended;
    private readonly Exception?[] _failures;
    private readonly Action<int>[] _single = new Action<int>[1];

    // The job under way, and the phases before it.
    private Action<int>[] _phases = [];
    private int _workers;
    private long _before;

    // The phase in which a worker has failed, as one of all jobs.
    private long _failed;
    private bool _disposed;

    /// <summary>Starts the threads, one fewer than there are workers. In a browser there are none, and the workers take turns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no worker.</exception>
    public WorkerPool(int workers)
        : this(workers, hasThreads: !OperatingSystem.IsBrowser())
    {
    }

    internal WorkerPool(int workers, bool hasThreads)
    {
        Require.AtLeastOne(workers, nameof(workers));
        _hasThreads = hasThreads;

        // With more workers than processors a spinning one would keep a working one from its processor.
        TimeSpan spin = workers <= Environment.ProcessorCount ? s_spinTime : TimeSpan.Zero;
        _failures = new Exception?[workers];
        _ended = [.. Enumerable.Range(0, workers).Select(_ => new SpinningCounter(spin))];
        _helpers = hasThreads ? [.. Enumerable.Range(1, workers - 1).Select(worker => new Helper(this, worker, spin))] : [];
    }

    /// <summary>The number of workers, the caller included.</summary>
    public int Workers => _ended.Length;

    /// <summary>
    /// Calls <paramref name="job"/> with the number of every worker, each on its own thread, and returns when all are done. Allocates
    /// nothing. One caller at a time.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The pool has been disposed of.</exception>
    /// <exception cref="Exception">What the job threw; of several workers' exceptions that of the lowest number.</exception>
    public void Run(Action<int> job)
    {
        _single[0] = job;
        Run(Workers, _single);
    }

    /// <summary>
    /// The same with the first few workers alone, and with a job in phases: each begins when all workers have ended the one before, and none
    /// after one in which a worker has failed.
    /// </summary>
    public void Run(int workers, Action<int>[] phases)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_hasThreads)
        {
            WorkTogether(workers, phases);
        }
        else
        {
            TakeTurns(workers, phases);
        }

        bool hasFailed = _failed > _before;
        _before += phases.Length;
        if (hasFailed)
        {
            ThrowFirst();
        }
    }

    /// <summary>Ends the threads and waits until they have ended.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _phases = [];
        foreach (Helper helper in _helpers)
        {
            helper.Dispose();
        }
    }

    private void WorkTogether(int workers, Action<int>[] phases)
    {
        _workers = workers;
        _phases = phases;
        Span<Helper> helpers = _helpers.AsSpan(0, workers - 1);
        foreach (Helper helper in helpers)
        {
            helper.Begin();
        }

        Work(worker: 0);
        WaitForOthers(worker: 0, workers, _before + phases.Length);
    }

    private void TakeTurns(int workers, Action<int>[] phases)
    {
        long number = _before;
        foreach (Action<int> phase in phases)
        {
            number++;
            for (int worker = 0; worker < workers; worker++)
            {
                Attempt(phase, worker, number);
            }

            if (_failed == number)
            {
                break;
            }
        }
    }

    private void Work(int worker)
    {
        Action<int>[] phases = _phases;
        int workers = _workers;
        long number = _before;
        long end = number + phases.Length;
        foreach (Action<int> phase in phases)
        {
            Attempt(phase, worker, ++number);
            if (number == end)
            {
                break;
            }

            _ended[worker].RaiseTo(number);
            WaitForOthers(worker, workers, number);
            if (Volatile.Read(ref _failed) == number)
            {
                break;
            }
        }

        _ended[worker].RaiseTo(end);
    }

    private void WaitForOthers(int worker, int workers, long number)
    {
        for (int other = 0; other < workers; other++)
        {
            if (other != worker)
            {
                _ended[other].WaitFor(number);
            }
        }
    }

    private void Attempt(Action<int> phase, int worker, long number)
    {
        try
        {
            phase(worker);
        }
        catch (Exception exception)
        {
            _failures[worker] = exception;
            Volatile.Write(ref _failed, number);
        }
    }

    private void ThrowFirst()
    {
        Exception first = _failures.First(failure => failure is not null)!;
        Array.Clear(_failures);
        ExceptionDispatchInfo.Throw(first);
    }

    /// <summary>A worker with a thread of its own, which is told of each job by a counter.</summary>
    private sealed class Helper : IDisposable
    {
        private readonly WorkerPool _pool;
        private readonly int _worker;
        private readonly Thread _thread;
        private readonly SpinningCounter _begun;

        public Helper(WorkerPool pool, int worker, TimeSpan spin)
        {
            _pool = pool;
            _worker = worker;
            _begun = new SpinningCounter(spin);
            _thread = new Thread(Work) { IsBackground = true, Name = $"Unrolled worker {worker}" };
            _thread.Start();
        }

        public void Begin() => _begun.Increment();

        public void Dispose()
        {
            _begun.Increment();
            _thread.Join();
        }

        private void Work()
        {
            for (long number = 1; ; number++)
            {
                _begun.WaitFor(number);
                if (_pool._disposed)
                {
                    return;
                }

                _pool.Work(_worker);
            }
        }
    }
}
