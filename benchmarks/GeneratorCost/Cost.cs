using Microsoft.CodeAnalysis;
using Unrolled.Benchmarks.Roofline;

namespace Unrolled.Benchmarks.GeneratorCost;

/// <summary>Times on this thread, and what a driver had to do in them.</summary>
internal static class Cost
{
    public const int Runs = 25;

    public static double Median(Action<int> run, int runs = Runs) =>
        Measurement.Median([.. Enumerable.Range(0, runs).Select(i => Seconds(() => run(i)))]);

    public static double Seconds(Action run)
    {
        double start = ThreadClock.Seconds;
        run();
        return ThreadClock.Seconds - start;
    }

    /// <summary>How many of the last run's networks were generated rather than taken from the run before.</summary>
    public static int Made(GeneratorDriver driver) => driver.GetRunResult().Results.Single().TrackedOutputSteps
        .SelectMany(step => step.Value)
        .SelectMany(step => step.Outputs)
        .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
}
