using System.Diagnostics;

namespace Unrolled.Mpi.Tests;

/// <summary>Kills one process of a training at random moments, and lets it go on in another number of processes.</summary>
public sealed class KillTests
{
    private const int Kills = 20;
    private const int KillsPerTraining = 5;

    [Fact]
    [Trait("Category", "Slow")]
    public void A_training_killed_at_any_moment_ends_with_the_bits_of_one_that_was_not()
    {
        Launcher launcher = Launcher.Any();
        string[] options = ["epochs=5", "validate=1"];
        string expected = FaultTests.LastLine(Launcher.Alone(["alone", .. options]));
        using TemporaryFolder whole = new();
        long started = Stopwatch.GetTimestamp();
        Assert.Equal(expected, Train(launcher, whole, ranks: 2, options, killAfter: Launcher.Patience, rank: 0));
        TimeSpan length = Stopwatch.GetElapsedTime(started);

        Random random = new(18);
        int kills = 0;
        int resumptions = 0;
        while (kills < Kills)
        {
            using TemporaryFolder folder = new();
            string? last;
            int before = 0;
            int ranks;
            do
            {
                ranks = random.Next(2, 5);
                resumptions += Directory.GetFiles(folder.Path, "*.safetensors").Length > 0 ? 1 : 0;
                TimeSpan killAfter = before < KillsPerTraining ? length * (0.3 + (0.7 * random.NextDouble())) : Launcher.Patience;
                last = Train(launcher, folder, ranks, options, killAfter, rank: random.Next(ranks));
                kills += last is null ? 1 : 0;
                before++;
            }
            while (last is null);
            Assert.Equal(expected, last);
        }

        Assert.InRange(kills, Kills, int.MaxValue);
        Assert.InRange(resumptions, Kills / 4, int.MaxValue);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void A_search_killed_at_any_moment_goes_on_with_what_is_missing()
    {
        Launcher launcher = Launcher.Any();
        string[] options = ["candidates=24", "epochs=1500"];
        string expected = Launcher.Alone(["searchalone", .. options]);
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "results.jsonl");
        Random random = new(18);
        int found = 0;
        for (int kill = 0; kill < 4; kill++)
        {
            int ranks = random.Next(2, 5);
            Launched launched = new(launcher.Start(ranks, ["search", $"file={file}", "progress=1", .. options]));
            DateTime limit = DateTime.UtcNow + Launcher.Patience;
            while (launched.Output.Split('\n').Length < 4)
            {
                Assert.True(DateTime.UtcNow < limit, "Nothing was found.");
                Thread.Sleep(5);
            }

            launched.Signal("KILL", launched.Workers[random.Next(ranks)]);
            launched.End(Launcher.Patience);
            int lines = File.ReadAllLines(file).Length;
            Assert.InRange(lines, found, int.MaxValue);
            found = lines;
        }

        (int exitCode, string output, string errors) = launcher.Run(3, ["search", $"file={file}", .. options]);
        Assert.True(exitCode == 0, errors);
        Assert.Equal(expected, output);
    }

    /// <summary>Trains, or goes on, and kills a process after a while.</summary>
    /// <returns>The last line, or null where it was killed.</returns>
    private static string? Train(Launcher launcher, TemporaryFolder folder, int ranks, string[] options, TimeSpan killAfter, int rank)
    {
        Launched launched = new(launcher.Start(ranks, ["train", $"folder={folder.Path}", .. options]));
        if (!launched.HasEndedAfter(killAfter) && launched.Workers is { Length: > 0 } workers)
        {
            launched.Signal("KILL", workers[Math.Min(rank, workers.Length - 1)]);
        }

        (int exitCode, string output, _) = launched.End(Launcher.Patience);
        return exitCode == 0 ? FaultTests.LastLine(output) : null;
    }
}
