using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Unrolled.Threading;

/// <summary>
/// A counter that one thread advances and others wait on: they look again and again, soon let other threads have the processor meanwhile,
/// then sleep until they are woken.
/// </summary>
/// <param name="spin">How long to look before sleeping.</param>
internal sealed class SpinningCounter(TimeSpan spin)
{
    // The clock takes as long to read as a pause.
    private const int LooksPerTime = 16;

    // Longer than threads with equal shares wait for one another. One that has not come by then may have lost its processor, perhaps to
    // this very loop.
    private static readonly long s_ticksBeforeYielding = Ticks(TimeSpan.FromMicroseconds(8));

    private readonly object _gate = new();
    private readonly long _spinTicks = Ticks(spin);
    private Lines _lines;

    /// <summary>Counts one further. Whatever this thread wrote before can be read by the thread that waited for the new number.</summary>
    public void Increment() => RaiseTo(_lines.Value + 1);

    /// <summary>Counts up to a number that is not below that of before.</summary>
    /// <param name="value">The number.</param>
    public void RaiseTo(long value)
    {
        // The full fence keeps the two sides from missing each other: here the number is written before the sleepers are read, in
        // Sleep a sleeper is written before the number is read.
        Interlocked.Exchange(ref _lines.Value, value);
        if (Volatile.Read(ref _lines.Sleepers) != 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Returns when the counter has come to <paramref name="value"/>, or beyond.</summary>
    public void WaitFor(long value)
    {
        if (Volatile.Read(ref _lines.Value) < value && !Spin(value))
        {
            Sleep(value);
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private bool Spin(long value)
    {
        long start = Stopwatch.GetTimestamp();
        long waited = 0;
        for (int look = 1; waited < _spinTicks; look++)
        {
            if (waited < s_ticksBeforeYielding)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }

            if (Volatile.Read(ref _lines.Value) >= value)
            {
                return true;
            }

            if (look % LooksPerTime == 0 || waited >= s_ticksBeforeYielding)
            {
                waited = Stopwatch.GetTimestamp() - start;
            }
        }

        return false;
    }

    private void Sleep(long value)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _lines.Sleepers);
            while (Volatile.Read(ref _lines.Value) < value)
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _lines.Sleepers);
        }
    }

    // Each on a cache line of its own: the number goes from core to core, and nothing else shall go with it.
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Lines
    {
        [FieldOffset(64)]
        public long Value;

        [FieldOffset(128)]
        public int Sleepers;
    }
}
