using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Unrolled.Mpi.Worker;

/// <summary>What messages between the processes cost. Not a test: that takes a machine of its own.</summary>
internal static class Measuring
{
    private const int Repetitions = 200;
    private const int Rounds = 7;

    public static void Run(MpiGroup group)
    {
        foreach (int floats in (int[])[2, 250, 2_500, 25_000, 250_000, 535_818, 1_000_000])
        {
            float[] block = new float[floats * group.Size];
            int[] counts = [.. Enumerable.Repeat(floats * sizeof(float), group.Size)];
            float[] received = new float[floats * group.Size];
            double gather = Best(() => group.AllGather(MemoryMarshal.AsBytes(block.AsSpan()), counts));
            double exchange = Best(() => group.AllToAll(
                MemoryMarshal.AsBytes(block.AsSpan()), counts, MemoryMarshal.AsBytes(received.AsSpan()), counts));
            if (group.IsFirst)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{group.Size} ranks, {floats * sizeof(float):N0} bytes each: all-gather {gather * 1e6:F1} us, all-to-all {exchange * 1e6:F1} us"));
            }
        }
    }

    private static double Best(Action action)
    {
        double best = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            long started = Stopwatch.GetTimestamp();
            for (int i = 0; i < Repetitions; i++)
            {
                action();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds / Repetitions);
        }

        return best;
    }
}
