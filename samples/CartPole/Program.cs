using System.Diagnostics;
using System.Text;
using Samples;
using Unrolled;
using static System.FormattableString;

namespace CartPoleSample;

/// <summary>Learns to balance a pole on a cart, or plays with what has learnt it.</summary>
internal sealed class Program(Screen screen, CancellationToken cancellationToken) : IProgram
{
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
            screen.Errors.WriteLine("stopped after the last whole episode");
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            screen.Error(exception.Message);
            return ExitCode.Failed;
        }
    }

    public int Train(TrainingSettings settings)
    {
        // Before the training, so that it does not turn out afterwards that there is no place for its results.
        using AtomicFile policyFile = Create(settings.Save);
        using AtomicFile picture = Create(settings.Svg);
        screen.Start(settings);
        var episodes = new EpisodeLog(cancellationToken);
        Policy policy = screen.WithProgress(
            trials => settings.Algorithm.Train(settings.Seed, settings.Episodes, episodes, trials));
        policy.Save(policyFile.Stream, Policy.IsOnnx(settings.Save));
        policyFile.Commit();
        picture.Stream.Write(Encoding.UTF8.GetBytes(ReturnChart.Draw(episodes.Returns)));
        picture.Commit();
        screen.Finish(settings);
        screen.Return(policy.FinalReturn(settings.Seed));
        return 0;
    }

    public int Replay(string file, int seed)
    {
        screen.Return(Policy.Load(file).FinalReturn(seed));
        return 0;
    }

    public int Solve(int seeds)
    {
        int solved = 0;
        screen.Line("algorithm  seed  episodes      steps  seconds  mean return");
        foreach (Algorithm algorithm in Algorithm.All)
        {
            for (int seed = 0; seed < seeds; seed++)
            {
                long started = Stopwatch.GetTimestamp();
                var episodes = new EpisodeLog(cancellationToken);
                Policy policy = algorithm.Train(seed, algorithm.MostEpisodes, episodes);
                double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                double meanReturn = policy.FinalReturn(seed);
                solved += meanReturn >= Trial.Solved ? 1 : 0;
                screen.Line(Invariant($"{algorithm.Name,-11}{seed,4}{episodes.Returns.Count,10:N0}{episodes.Steps,11:N0}{seconds,9:F2}")
                    + Invariant($"{meanReturn,13:F1}"));
            }
        }

        int runs = seeds * Algorithm.All.Count;
        screen.Line($"{solved} of {runs} solved it, which is a mean return of {Trial.Solved} or more over {Trial.Length} episodes");
        return solved == runs ? 0 : ExitCode.Failed;
    }

    private static AtomicFile Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new AtomicFile(path);
    }
}
