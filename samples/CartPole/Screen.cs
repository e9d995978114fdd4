using System.Diagnostics;
using Samples;
using static System.FormattableString;

namespace CartPoleSample;

/// <summary>Everything that the user sees.</summary>
internal sealed class Screen(TextWriter output, TextWriter errors, bool live) : Terminal(output, errors, live)
{
    /// <summary>Says what is going to be trained and how.</summary>
    public void Start(TrainingSettings settings)
    {
        Algorithm algorithm = settings.Algorithm;
        Line($"algorithm  {algorithm.Name}: {algorithm.Description}");
        Line($"network    {algorithm.Topology}");
        Line(Invariant($"training   until {Trial.Length} episodes return {Trial.Enough} on average, ")
            + Invariant($"at most {settings.Episodes:N0} episodes, seed {settings.Seed}"));
        Line("");
        Line("episodes      steps  last 100  trial of 100  seconds");
    }

    /// <summary>Does what reports trials, with a line for each and on a terminal a progress bar, which shows the best.</summary>
    public T WithProgress<T>(Func<IProgress<Trial>, T> work) =>
        WithProgress(Trial.Enough, (write, advance) => work(new TrialLines(write, advance)));

    /// <summary>Says where everything is.</summary>
    public void Finish(TrainingSettings settings)
    {
        Line("");
        Line($"policy saved to {settings.Save}; 'replay {settings.Save}' plays with it again");
        Line($"returns drawn in {settings.Svg}");
        Line("");
    }

    /// <summary>Writes the last line of a training and of a replay.</summary>
    public void Return(double meanReturn) => Line(Invariant($"mean return over {Trial.Length} episodes: {meanReturn:F1}"));

    private sealed class TrialLines(Action<string> write, Action<double> advance) : IProgress<Trial>
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private double _best;

        public void Report(Trial value)
        {
            double seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
            write(Invariant($"{value.Episodes,8:N0}{value.Steps,11:N0}{value.RecentReturn,10:F1}{value.MeanReturn,14:F1}{seconds,9:F2}"));
            _best = Math.Max(_best, value.MeanReturn);
            advance(_best);
        }
    }
}
