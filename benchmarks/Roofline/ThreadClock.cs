using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>
/// Time that this thread was on a processor, where the system tells (Linux): while another program has it, the clock stands still.
/// Elsewhere the time of day.
/// </summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    private static readonly bool s_known = OperatingSystem.IsLinux();

    public static double Seconds =>
        s_known && GetTime(ThreadCpuTime, out TimeSpec time) == 0
            ? time.Seconds + (1e-9 * time.Nanoseconds)
            : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
