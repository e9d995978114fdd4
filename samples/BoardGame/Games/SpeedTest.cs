using System.Diagnostics;
using BoardGameSample.Game;
using BoardGameSample.Search;

namespace BoardGameSample.Games;

/// <summary>How fast a search is with the network's sums kept along the moves, and with sums made anew for every evaluation.</summary>
/// <param name="Positions">The positions that were searched.</param>
/// <param name="Nodes">What one search of all of them looks at.</param>
/// <param name="Incremental">Nodes per second with increments.</param>
/// <param name="Refreshing">Nodes per second without.</param>
internal sealed record SpeedTest(int Positions, long Nodes, double Incremental, double Refreshing)
{
    private const int OpeningPlies = 8;
    private const int Rounds = 5;

    /// <summary>Searches by turns, and takes the median of several rounds of each.</summary>
    /// <exception cref="InvalidOperationException">The two searches differ.</exception>
    public static SpeedTest Run(BoardNetwork network, int depth, int positions, int seed)
    {
        var random = new Random(seed);
        Position[] openings = [.. Enumerable.Range(0, positions).Select(_ => Opening.Draw(random, OpeningPlies))];
        var with = new AlphaBeta<IncrementalEvaluator>(new IncrementalEvaluator(network), depth);
        var without = new AlphaBeta<RefreshingEvaluator>(new RefreshingEvaluator(network), depth);
        double[] incremental = new double[Rounds], refreshing = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            incremental[round] = Seconds(with, openings, out List<ScoredMove> moves);
            refreshing[round] = Seconds(without, openings, out List<ScoredMove> others);
            if (!moves.SequenceEqual(others) || with.Nodes != without.Nodes)
            {
                throw new InvalidOperationException("A search with increments and one without came to different moves.");
            }
        }

        long nodes = with.Nodes / Rounds;
        return new SpeedTest(positions, nodes, nodes / Median(incremental), nodes / Median(refreshing));
    }

    private static double Seconds(IPlayer player, Position[] positions, out List<ScoredMove> moves)
    {
        long started = Stopwatch.GetTimestamp();
        moves = [.. positions.Select(player.Choose)];
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
