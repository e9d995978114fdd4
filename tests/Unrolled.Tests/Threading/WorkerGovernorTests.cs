using Unrolled.Threading;

namespace Unrolled.Tests.Threading;

/// <summary>The governor among neighbours that are made up: how long a job takes is a function of the time at which it starts.</summary>
public class WorkerGovernorTests
{
    private const long Second = 1_000_000_000;
    private const long Millisecond = Second / 1000;

    // A job alone, and what sharing makes of it on a quiet machine.
    private const int Rows = 100;
    private const long Alone = 100_000;
    private const double Gain = 0.6;

    [Fact]
    public void It_shares_on_a_quiet_machine() => Assert.InRange(Run(10 * Second, _ => Gain).Relative, Gain, Gain + 0.01);

    [Theory]
    [InlineData(1.01)]
    [InlineData(1.5)]
    [InlineData(3)]
    [InlineData(40)]
    public void It_works_alone_beside_a_busy_neighbour(double slowness) => Assert.InRange(Run(10 * Second, _ => slowness).Relative, 1, 1.05);

    /// <summary>A thread that waits for its turn, now one with the processor to itself and now none for some milliseconds.</summary>
    [Theory]
    [InlineData(3, 3)]
    [InlineData(1, 4)]
    [InlineData(4, 8)]
    public void It_works_alone_where_threads_take_turns(int good, int bad)
    {
        double Cost(long time) => time / Millisecond % (good + bad) < good ? Gain : 1 + (double)(bad * Millisecond) / Alone;

        Assert.InRange(Run(10 * Second, Cost).Relative, 0.5, 1.1);
    }

    [Fact]
    public void It_finds_out_that_a_neighbour_has_come_or_gone()
    {
        // Ten seconds by turns.
        double relative = Run(60 * Second, time => time / (10 * Second) % 2 == 0 ? Gain : 3).Relative;

        Assert.InRange(relative, (1 + Gain) / 2 - 0.05, (1 + Gain) / 2 + 0.05);
    }

    [Fact]
    public void It_shares_again_within_a_second_after_a_short_disturbance()
    {
        var governor = new WorkerGovernor(Second);
        Run(governor, start: 0, 5 * Second, _ => Gain);
        Run(governor, start: 0, 20 * Millisecond, _ => 10);
        (double relative, _) = Run(governor, start: 0, 2 * Second, _ => Gain);

        Assert.InRange(relative, Gain, Gain + 0.25);
        Assert.True(governor.IsShared);
    }

    /// <summary>Long jobs, of which each is a trial and a loss by itself.</summary>
    [Fact]
    public void Long_jobs_are_tried_seldom()
    {
        (double relative, int shared) = Run(new WorkerGovernor(Second), start: 0, 1000 * Second, _ => 2, alone: Second / 5, rows: 10_000);

        Assert.InRange(relative, 1, 1.05);
        Assert.InRange(shared, 2, 200);
    }

    [Fact]
    public void What_the_first_jobs_compile_decides_nothing()
    {
        var governor = new WorkerGovernor(Second);
        governor.Report(Rows, Second);
        Run(governor, start: 0, 20 * Millisecond, _ => Gain);
        Assert.True(governor.IsShared);
    }

    private static (double Relative, int Shared) Run(long end, Func<long, double> slowness) => Run(new WorkerGovernor(Second), 0, end, slowness);

    /// <summary>The time of all jobs as a multiple of that of one worker.</summary>
    private static (double Relative, int Shared) Run(
        WorkerGovernor governor, long start, long end, Func<long, double> slowness, long alone = Alone, int rows = Rows)
    {
        long time = start;
        long jobs = 0;
        int shared = 0;
        for (; time < end; jobs++)
        {
            shared += governor.IsShared ? 1 : 0;
            long ticks = governor.IsShared ? (long)(alone * slowness(time)) : alone;
            governor.Report(rows, ticks);
            time += ticks;
        }

        return ((double)(time - start) / (jobs * alone), shared);
    }
}
