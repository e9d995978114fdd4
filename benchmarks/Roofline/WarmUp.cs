using System.Runtime;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>Waits until the runtime is done with compiling what an operation calls.</summary>
/// <remarks>
/// It compiles hot methods again on a thread of its own, which on a busy or pinned processor may be late by seconds. So the operation
/// runs and pauses by turns until nothing new has been compiled for a few turns.
/// </remarks>
internal static class WarmUp
{
    private const double TurnSeconds = 0.03;
    private const int QuietTurns = 3;
    private const int MostTurns = 25;

    /// <summary>Longer than the 100 ms without new methods that the runtime waits for.</summary>
    private const int PauseMilliseconds = 130;

    public static void Settle(Operation operation)
    {
        int quiet = 0;
        for (int turn = 0; turn < MostTurns && quiet < QuietTurns; turn++)
        {
            long compiled = JitInfo.GetCompiledMethodCount();
            double start = ThreadClock.Seconds;
            do
            {
                operation.Run();
            }
            while (ThreadClock.Seconds - start < TurnSeconds);

            Thread.Sleep(PauseMilliseconds);
            quiet = JitInfo.GetCompiledMethodCount() == compiled ? quiet + 1 : 0;
        }
    }
}
