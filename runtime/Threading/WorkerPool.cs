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

    private readonly Helper[] _helpers;
    private bool _disposed;

    /// <summary>Starts the threads, one fewer than there are workers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no worker.</exception>
    public WorkerPool(int workers)
    {
        Require.AtLeastOne(workers, nameof(workers));

        // With more workers than processors a spinning one would keep a working one from its processor.
        TimeSpan spin = workers <= Environment.ProcessorCount ? s_spinTime : TimeSpan.Zero;
        _helpers = new Helper[workers - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Helper(worker: i + 1, spin);
        }
    }

    /// <summary>The number of workers, the caller included.</summary>
    public int Workers => _helpers.Length + 1;

    /// <summary>
    /// Calls <paramref name="job"/> with the number of every worker, each on its own thread, and returns when all are done. Allocates
    /// nothing. One caller at a time.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The pool has been disposed of.</exception>
    /// <exception cref="Exception">What the job threw; of several workers' exceptions that of the lowest number.</exception>
    public void Run(Action<int> job) => Run(Workers, job);

    /// <summary>The same with the first few workers alone; the others are not disturbed.</summary>
    public void Run(int workers, Action<int> job)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Span<Helper> helpers = _helpers.AsSpan(0, workers - 1);
        foreach (Helper helper in helpers)
        {
            helper.Begin(job);
        }

        Exception? failure = Attempt(job, worker: 0);
        foreach (Helper helper in helpers)
        {
            Exception? failureOfHelper = helper.End();
            failure ??= failureOfHelper;
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
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
        foreach (Helper helper in _helpers)
        {
            helper.Dispose();
        }
    }

    private static Exception? Attempt(Action<int> job, int worker)
    {
        try
        {
            job(worker);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>A worker with a thread of its own, which is told of each job and tells of its end by a counter.</summary>
    private sealed class Helper : IDisposable
    {
        private readonly int _worker;
        private readonly Thread _thread;
        private readonly SpinningCounter _begun;
        private readonly SpinningCounter _ended;
        private Action<int>? _job;
        private Exception? _failure;
        private int _jobs;

        public Helper(int worker, TimeSpan spin)
        {
            _worker = worker;
            _begun = new SpinningCounter(spin);
            _ended = new SpinningCounter(spin);
            _thread = new Thread(Work) { IsBackground = true, Name = $"Unrolled worker {worker}" };
            _thread.Start();
        }

        public void Begin(Action<int> job)
        {
            _job = job;
            _jobs++;
            _begun.Increment();
        }

        public Exception? End()
        {
            _ended.WaitFor(_jobs);
            Exception? failure = _failure;
            if (failure is not null)
            {
                _failure = null;
            }

            return failure;
        }

        public void Dispose()
        {
            _job = null;
            _begun.Increment();
            _thread.Join();
        }

        private void Work()
        {
            for (int number = 1; ; number++)
            {
                _begun.WaitFor(number);
                if (_job is not { } job)
                {
                    return;
                }

                if (Attempt(job, _worker) is { } failure)
                {
                    _failure = failure;
                }

                _ended.Increment();
            }
        }
    }
}
