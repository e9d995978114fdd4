using System.Runtime.InteropServices.JavaScript;

namespace Unrolled.Benchmarks.Browser;

/// <summary>The time on the processor, so that other programs stop the clock.</summary>
internal static partial class Clock
{
    private const int Rounds = 9;
    private const double RoundMilliseconds = 100;

    /// <summary>Seconds of one call: those of the fastest of some rounds, after what is needed to warm up.</summary>
    public static double Fastest(Action operation)
    {
        int calls = 1;
        while (Round(operation, calls) < RoundMilliseconds)
        {
            calls *= 2;
        }

        return Enumerable.Range(0, Rounds).Min(_ => Round(operation, calls)) / calls / 1000;
    }

    private static double Round(Action operation, int calls)
    {
        double start = ProcessorMilliseconds();
        for (int i = 0; i < calls; i++)
        {
            operation();
        }

        return ProcessorMilliseconds() - start;
    }

    [JSImport("processorMilliseconds", "main.mjs")]
    private static partial double ProcessorMilliseconds();
}
