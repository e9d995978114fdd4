using System.Runtime.ExceptionServices;

namespace Unrolled.Threading;

/// <summary>
/// A few threads that do one job after another together with the caller, who is worker 0. Made for jobs of tens of microseconds: between
/// two of them the threads spin, so that the next one starts within a microsecond, and go to sleep only when none comes.
/// </summary>
/// <remarks>Worker numbers are fixed, so that a job that divides its work by number gives the same results every time.</remarks>
internal sealed class WorkerPool : IDisposable
{
    // About what it costs to put a thread to sleep and to wake it up again: spinning longer wastes more than it can save, above all
    // where other programs leave both threads a single processor, which the one then keeps from the other.
    private static readonly TimeSpan SpinTime = TimeSpan.FromMicroseconds(25);

    private readonly Thread[] _threads;
    private readonly Exception?[] _failures;
    private readonly SpinningCounter _runs;
    private readonly SpinningCounter _finished;
    private Action<int>? _job;
    private int _expected;
    private bool _disposed;

    /// <summary>Starts the threads, one fewer than there are workers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no worker.</exception>
    public WorkerPool(int workers)
    {
        Require.AtLeastOne(workers, nameof(workers));

        // With more workers than processors a spinning one would keep a working one from its processor.
        TimeSpan spin = workers <= Environment.ProcessorCount ? SpinTime : TimeSpan.Zero;
        _runs = new SpinningCounter(spin);
        _finished = new SpinningCounter(spin);
        _failures = new Exception?[workers];
        _threads = new Thread[workers - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i + 1;
            _threads[i] = new Thread(() => Work(worker)) { IsBackground = true, Name = $"Unrolled worker {worker}" };
            _threads[i].Start();
        }
    }

    /// <summary>The number of workers, the caller included.</summary>
    public int Workers => _failures.Length;

    /// <summary>
    /// Calls <paramref name="job"/> with every worker's number, each on its own thread, and returns when all are done. Allocates nothing.
    /// One caller at a time.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The pool has been disposed of.</exception>
    /// <exception cref="Exception">What the job threw; of several workers' exceptions that of the lowest number.</exception>
    public void Run(Action<int> job)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _job = job;
        _runs.Increment();
        Attempt(job, worker: 0);
        _expected += _threads.Length;
        _finished.WaitFor(_expected);
        ThrowFailure();
    }

    /// <summary>Ends the threads and waits until they have ended.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _job = null;
        _runs.Increment();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void Work(int worker)
    {
        for (int run = 1; ; run++)
        {
            _runs.WaitFor(run);
            if (_job is not { } job)
            {
                return;
            }

            Attempt(job, worker);
            _finished.Increment();
        }
    }

    private void Attempt(Action<int> job, int worker)
    {
        try
        {
            job(worker);
        }
        catch (Exception exception)
        {
            _failures[worker] = exception;
        }
    }

    private void ThrowFailure()
    {
        foreach (Exception? failure in _failures)
        {
            if (failure is not null)
            {
                Array.Clear(_failures);
                ExceptionDispatchInfo.Throw(failure);
            }
        }
    }
}
