namespace Unrolled.Benchmarks.Roofline;

/// <summary>Times an operation in samples that are long enough for the clock and short enough to fit between two interruptions.</summary>
internal sealed class Sampler
{
    private const double SampleSeconds = 0.5e-3;

    private readonly Operation _operation;
    private readonly int _repeats = 1;

    public Sampler(Operation operation)
    {
        _operation = operation;
        WarmUp.Settle(operation);
        while (Time(_repeats) < SampleSeconds)
        {
            _repeats *= 2;
        }
    }

    /// <summary>Seconds for one run, from one sample.</summary>
    public double Sample() => Time(_repeats) / _repeats;

    private double Time(int repeats)
    {
        double start = ThreadClock.Seconds;
        for (int i = 0; i < repeats; i++)
        {
            _operation.Run();
        }

        return ThreadClock.Seconds - start;
    }
}
