using System.Diagnostics;
using Unrolled.Benchmarks.Roofline;

namespace Unrolled.Benchmarks.Scaling;

/// <summary>Two ways to do the same work, timed by turns, so that a machine that slows down does so for both.</summary>
/// <param name="Seconds">The median time of the first.</param>
/// <param name="Gain">The median of how many times faster the second is.</param>
internal sealed record Paired(double Seconds, double Gain)
{
    /// <param name="first">The first way.</param>
    /// <param name="second">The second one.</param>
    /// <param name="rounds">How many turns each has.</param>
    /// <param name="turnSeconds">How long a turn is at least.</param>
    public static Paired Of(Action first, Action second, int rounds, double turnSeconds = 2e-3)
    {
        int repeats = Repeats(first, second, turnSeconds);
        double[] seconds = new double[rounds];
        double[] gains = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            seconds[round] = Time(first, repeats);
            gains[round] = seconds[round] / Time(second, repeats);
        }

        return new Paired(Measurement.Median(seconds), Measurement.Median(gains));
    }

    private static int Repeats(Action first, Action second, double turnSeconds)
    {
        WarmUp.Settle(new Operation("", Unit.Flop, 1, first));
        WarmUp.Settle(new Operation("", Unit.Flop, 1, second));
        return (int)Math.Clamp(turnSeconds / Time(first, 1), 1, 10_000);
    }

    // Time of day: with several threads the time of one of them tells little.
    private static double Time(Action action, int repeats)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
    }
}
