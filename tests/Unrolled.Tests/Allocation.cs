namespace Unrolled.Tests;

/// <summary>What an action allocates once it has run before.</summary>
internal static class Allocation
{
    private const int Rounds = 5;

    /// <summary>
    /// The least of several rounds in bytes on this thread. What the code allocates, it allocates in every round; now and then a round
    /// has a kilobyte more, for the runtime replaces the code of methods meanwhile.
    /// </summary>
    public static long Of(Action action)
    {
        action();
        return Enumerable.Range(0, Rounds).Min(_ => Once(action));
    }

    private static long Once(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
