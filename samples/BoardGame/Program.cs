using BoardGameSample.Games;
using BoardGameSample.Learning;
using BoardGameSample.Search;
using Samples;

namespace BoardGameSample;

/// <summary>Learns to play connect four, or plays with what has learnt it.</summary>
internal sealed class Program(Screen screen, CancellationToken cancellationToken) : IProgram
{
    /// <summary>The share of the points of a match that is needed to be the better player.</summary>
    internal const double Enough = 0.6;

    private const int TrialGames = 50;
    private const int MatchGames = 200;
    private const int SpeedPositions = 200;

    private static int Main(string[] args) => Interruption.Run(
        cancellationToken => Run(args, new Screen(Console.Out, Console.Error, Terminal.IsTerminal), cancellationToken));

    /// <summary>The program without its process.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run(string[] args, Screen screen, CancellationToken cancellationToken)
    {
        try
        {
            return CommandLine.Run(args, screen, new Program(screen, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            screen.Errors.WriteLine("stopped, nothing saved");
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            screen.Error(exception.Message);
            return ExitCode.Failed;
        }
    }

    public int Learn(LearningSettings learning, MatchSettings match, string save)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(save))!);
        screen.Start(learning);
        var learner = new Learner(learning, cancellationToken);
        BoardNetwork network = screen.Follow(
            learning, learner.Learn(), network => AgainstRows(network, TrialGames, match.Depth, match.Seed));
        network.Save(save);
        screen.Saved(save);
        return Play(save, match);
    }

    public int Play(string file, MatchSettings match)
    {
        BoardNetwork network = BoardNetwork.Load(file);
        MatchResult result = AgainstRows(network, MatchGames, match.Depth, int.MaxValue - match.Seed);
        screen.Result(match, result, Enough);
        screen.Speed(SpeedTest.Run(network, match.Depth + 2, SpeedPositions, match.Seed));
        return result.Score >= Enough ? 0 : ExitCode.Failed;
    }

    private static MatchResult AgainstRows(BoardNetwork network, int games, int depth, int seed) => Match.Play(
        new AlphaBeta<IncrementalEvaluator>(new IncrementalEvaluator(network), depth),
        new AlphaBeta<LineEvaluator>(new LineEvaluator(), depth),
        games,
        seed);
}
