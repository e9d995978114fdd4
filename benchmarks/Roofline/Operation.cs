using Unrolled.Benchmarks.Reporting;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>What an operation's work is counted in.</summary>
internal enum Unit
{
    /// <summary>Additions and multiplications of the network's own numbers; padding does not count.</summary>
    Flop,

    /// <summary>Bytes read.</summary>
    Byte,
}

/// <summary>Something to time.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Unit">What its work is counted in.</param>
/// <param name="Work">How much of that one run does.</param>
/// <param name="Run">Does it once.</param>
internal sealed record Operation(string Name, Unit Unit, double Work, Action Run)
{
    /// <summary>Work with the columns that only fill up a vector; the same as <see cref="Work"/> if nothing is known about them.</summary>
    public double PaddedWork { get; init; } = Work;

    /// <summary>How many calls one run makes: the table has the time of one.</summary>
    public int Calls { get; init; } = 1;

    /// <summary>The rate of a run that takes so long, as text.</summary>
    public string Rate(double seconds) => Format.Billions(Work / seconds, Unit == Unit.Flop ? "GFLOP/s" : "GB/s");
}
