namespace Unrolled.Mpi.Tests;

/// <summary>Whatever goes wrong with one process, all end soon, and what was saved is whole.</summary>
public sealed class FaultTests
{
    // A launcher that notices the end of a process waits a while before it kills the others.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Implementations => [.. Launcher.Names];

    [Theory]
    [MemberData(nameof(Implementations))]
    public void A_rank_that_throws_ends_all_and_is_named(string name)
    {
        (int exitCode, _, string errors) = new Launched(Launcher.Of(name).Start(ranks: 3, "train", "throw=1", "epochs=100000")).End(s_soon);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            "Rank 1 of 3 ends all processes: System.IO.InvalidDataException: The augmentation has had enough.", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Numbers_that_are_not_finite_stop_all_and_the_rank_is_named(int rank)
    {
        (int exitCode, _, string errors) = Launcher.Any().Run(ranks: 3, "train", $"nan={rank}", "epochs=100000");
        Assert.NotEqual(0, exitCode);
        Assert.Contains($"TrainingDivergedException: Training diverged in epoch 2: the loss of rank {rank} is no longer finite.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_rank_cancels_ends_for_all()
    {
        (int exitCode, string output, string errors) = Launcher.Any().Run(ranks: 3, "train", "cancel=1", "epochs=100000");
        Assert.Equal("", output);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("OperationCanceledException", errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void A_rank_that_is_killed_takes_all_with_it(string name)
    {
        Launched launched = Begin(Launcher.Of(name));
        int[] workers = launched.Workers;
        Assert.Equal(3, workers.Length);
        launched.Signal("KILL", workers[^1]);
        Assert.NotEqual(0, launched.End(s_soon).ExitCode);
        AssertGone(workers);
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void An_interrupted_launcher_takes_all_with_it(string name)
    {
        Launched launched = Begin(Launcher.Of(name));
        int[] workers = launched.Workers;
        launched.Signal("INT");
        Assert.NotEqual(0, launched.End(s_soon).ExitCode);
        AssertGone(workers);
    }

    [Fact]
    public void A_full_disk_ends_all_and_the_last_checkpoint_is_whole()
    {
        Launcher launcher = Launcher.Any();
        using SmallDisk disk = new(kilobytes: 256);
        string filler = disk.FillBut(96 * 1024);
        string[] options = [$"folder={disk.Path}", "epochs=4", "validate=1"];
        (int exitCode, _, string errors) = new Launched(launcher.Start(ranks: 3, ["train", .. options])).End(s_soon);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Rank 0 of 3 ends all processes: System.IO.IOException: No space left on device", errors, StringComparison.Ordinal);

        File.Delete(filler);
        (exitCode, string output, errors) = launcher.Run(ranks: 2, ["train", .. options]);
        Assert.True(exitCode == 0, errors);
        Assert.Equal(LastLine(Launcher.Alone("alone", "epochs=4", "validate=1")), LastLine(output));
    }

    public static string LastLine(string output) => output.TrimEnd('\n').Split('\n')[^1];

    private static Launched Begin(Launcher launcher)
    {
        Launched launched = new(launcher.Start(ranks: 3, "train", "epochs=1000000"));
        DateTime limit = DateTime.UtcNow + Launcher.Patience;
        while (launched.Output.Length == 0)
        {
            Assert.True(DateTime.UtcNow < limit, "The training has not begun.");
            Thread.Sleep(20);
        }

        return launched;
    }

    private static void AssertGone(int[] processes)
    {
        DateTime limit = DateTime.UtcNow + s_soon;
        while (processes.Any(IsThere))
        {
            Assert.True(DateTime.UtcNow < limit, "A process is still there.");
            Thread.Sleep(20);
        }

        static bool IsThere(int process)
        {
            try
            {
                return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
