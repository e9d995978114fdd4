using System.Diagnostics;

namespace Unrolled.Tests.Persistence;

/// <summary>Kills a real training at random moments, often in the middle of writing, and lets it go on.</summary>
public sealed class KillTests
{
    private const int Kills = 50;
    private const int KillsPerTraining = 8;
    private const int AtOnce = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_training_killed_at_any_moment_ends_with_the_bits_of_one_that_was_not()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGKILL there.");
        using TemporaryFolder whole = new();
        long started = Stopwatch.GetTimestamp();
        string[] lines = await RunAsync(whole.Path, killAfter: Patience) ?? throw new TimeoutException();
        TimeSpan length = Stopwatch.GetElapsedTime(started);
        Assert.Equal(KillTarget.Epochs, lines.Length);

        int kills = 0;
        int resumptions = 0;
        int unfinished = 0;
        await Task.WhenAll(Enumerable.Range(1, AtOnce).Select(seed => Task.Run(async () =>
        {
            Random random = new(seed);
            while (Volatile.Read(ref kills) < Kills)
            {
                using TemporaryFolder folder = new();
                List<string> told = [];
                string[]? rest;
                int before = 0;
                while ((rest = await RunAsync(
                    folder.Path, before < KillsPerTraining ? length * random.NextDouble() : Patience, told)) is null)
                {
                    before++;
                    Interlocked.Increment(ref kills);
                    string[] checkpoints = Directory.GetFiles(folder.Path, "*.safetensors");
                    Assert.All(checkpoints, path => Safetensors.Read(File.ReadAllBytes(path)));
                    Interlocked.Add(ref resumptions, checkpoints.Length > 0 ? 1 : 0);
                    Interlocked.Add(ref unfinished, Directory.GetFiles(folder.Path, "*.tmp").Length);
                }

                // A line may be told twice, when the process was killed before the checkpoint was saved, but never in two ways.
                Assert.Equal(lines, told.Distinct());
                AssertSameFiles(whole, folder);
            }
        })));

        Assert.InRange(kills, Kills, int.MaxValue);
        Assert.InRange(resumptions, Kills / 5, int.MaxValue);
        Assert.InRange(unfinished, 1, int.MaxValue);
    }

    // The final parameters; the best; and the last checkpoints, with the optimizer's state.
    private static void AssertSameFiles(TemporaryFolder expected, TemporaryFolder found)
    {
        Assert.Equal(expected.Names, found.Names);
        string last = expected.Names.Last(name => name.StartsWith("checkpoint", StringComparison.Ordinal));
        foreach (string name in (string[])["final", "best.safetensors", last])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected.Path, name)), File.ReadAllBytes(Path.Combine(found.Path, name)));
        }
    }

    /// <summary>Runs the training in a process of its own. Returns its lines, or null if it was killed before the end.</summary>
    private static async Task<string[]?> RunAsync(string folder, TimeSpan killAfter, List<string>? told = null)
    {
        using ChildProcess process = new(nameof(KillTarget), folder);
        (string output, bool isDone) = await process.EndAsync(killAfter);

        // What comes after the last line feed was cut off.
        string[] lines = output.Split('\n')[..^1];
        told?.AddRange(lines);
        return isDone ? lines : null;
    }
}
