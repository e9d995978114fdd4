using System.Diagnostics;

namespace Unrolled.Threading;

/// <summary>A counter that threads wait on: they look again and again for a while, then sleep until they are woken.</summary>
/// <param name="spin">How long to look before sleeping.</param>
internal sealed class SpinningCounter(TimeSpan spin)
{
    // A pause of about 0.3 us: short beside the work waited for, and long enough to leave the cache line to the one who counts.
    private const int PausesBetweenLooks = 8;

    private readonly object _gate = new();
    private readonly long _spinTicks = (long)(spin.TotalSeconds * Stopwatch.Frequency);
    private int _value;
    private int _sleepers;

    /// <summary>Counts one further. Whatever this thread wrote before can be read by the threads that waited for the new number.</summary>
    public void Increment()
    {
        // The full fence keeps the two sides from missing each other: here the number is written before the sleepers are read, in
        // Sleep a sleeper is written before the number is read.
        Interlocked.Increment(ref _value);
        if (Volatile.Read(ref _sleepers) != 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Returns when the counter is at <paramref name="value"/>, where it must stay until the caller has seen it.</summary>
    public void WaitFor(int value)
    {
        if (!Spin(value))
        {
            Sleep(value);
        }
    }

    private bool Spin(int value)
    {
        long end = Stopwatch.GetTimestamp() + _spinTicks;
        while (Volatile.Read(ref _value) != value)
        {
            if (Stopwatch.GetTimestamp() >= end)
            {
                return false;
            }

            Thread.SpinWait(PausesBetweenLooks);
        }

        return true;
    }

    private void Sleep(int value)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _sleepers);
            while (Volatile.Read(ref _value) != value)
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _sleepers);
        }
    }
}
