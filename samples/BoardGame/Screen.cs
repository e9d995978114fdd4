using System.Diagnostics;
using BoardGameSample.Games;
using BoardGameSample.Learning;
using Samples;
using Unrolled;
using static System.FormattableString;

namespace BoardGameSample;

/// <summary>Everything that the user sees.</summary>
internal sealed class Screen(TextWriter output, TextWriter errors, bool live) : Terminal(output, errors, live)
{
    /// <summary>Says what is going to learn and how.</summary>
    public void Start(LearningSettings settings)
    {
        AccumulatorShape shape = BoardNetwork.Shape;
        Line("game      connect four, 7 columns and 6 rows");
        Line(Invariant($"network   {shape.Features} features, {shape.Units} units for each side, 1 output; ")
            + Invariant($"{shape.ParameterCount:N0} parameters"));
        Line(Invariant($"learning  {settings.Generations:N0} generations of {settings.Games:N0} games against itself, ")
            + Invariant($"{settings.Depth} moves ahead, seed {settings.Seed}"));
        Line("");
        Line("generation  positions     loss  trial of 50  seconds");
    }

    /// <summary>Lets generations come and go, with a line for each and on a terminal a progress bar.</summary>
    /// <returns>The last network.</returns>
    public BoardNetwork Follow(LearningSettings settings, IEnumerable<Generation> generations, Func<BoardNetwork, MatchResult> trial) =>
        WithProgress(settings.Generations, (write, advance) =>
        {
            long started = Stopwatch.GetTimestamp();
            BoardNetwork? network = null;
            foreach (Generation generation in generations)
            {
                network = generation.Network;
                double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                write(Invariant($"{generation.Number,10:N0}{generation.Positions,11:N0}{generation.Loss,9:F5}")
                    + Invariant($"{100 * trial(network).Score,11:F1} %{seconds,9:F1}"));
                advance(generation.Number);
            }

            return network!;
        });

    /// <summary>Says where the network is.</summary>
    public void Saved(string file)
    {
        Line("");
        Line(Invariant($"saved to {file}, {new FileInfo(file).Length:N0} bytes; 'match {file}' plays with it again"));
    }

    /// <summary>Says how the match went.</summary>
    public void Result(MatchSettings settings, MatchResult result, double enough)
    {
        Line(Invariant($"match     {result.Games} games against rows of four, both {settings.Depth} moves ahead: ")
            + Invariant($"{result.Wins} won, {result.Draws} drawn, {result.Losses} lost"));
        Line(Invariant($"score     {100 * result.Score:F1} % of the points, {(result.Score >= enough ? "enough" : "not enough")}: ")
            + Invariant($"{100 * enough:F0} % are needed"));
    }

    /// <summary>Says how fast it was.</summary>
    public void Speed(SpeedTest test)
    {
        Line(Invariant($"search    {test.Nodes:N0} nodes from {test.Positions} positions"));
        Line(Invariant($"speed     {test.Incremental / 1e6:F2} million nodes a second with increments, {test.Refreshing / 1e6:F2} without: ")
            + Invariant($"{test.Incremental / test.Refreshing:F1} times as many"));
    }
}
