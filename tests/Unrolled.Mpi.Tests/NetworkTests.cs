using System.Diagnostics;

namespace Unrolled.Mpi.Tests;

/// <summary>Processes that talk over a network, not over the memory of one machine.</summary>
public sealed class NetworkTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Two_machines_give_the_bits_of_one(int ranks)
    {
        Launcher launcher = Launcher.Of("Open MPI");
        using TwoNetworks networks = new();
        (int exitCode, string output, string errors) = Start(launcher, networks, ranks, "train", "validate=1").End(Launcher.Patience);
        Assert.True(exitCode == 0, errors);
        Assert.Equal(Launcher.Alone("alone", "validate=1"), output);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Ranks_wait_for_a_cable_that_is_out_for_a_while()
    {
        Launcher launcher = Launcher.Of("Open MPI");
        using TwoNetworks networks = new();
        Launched launched = Start(launcher, networks, ranks: 2, "train", "epochs=200");
        DateTime limit = DateTime.UtcNow + Launcher.Patience;
        while (launched.Output.Length == 0)
        {
            Assert.True(DateTime.UtcNow < limit, "The training has not begun.");
            Thread.Sleep(5);
        }

        networks.SetCable(isIn: false);
        Thread.Sleep(TimeSpan.FromSeconds(2));
        string before = launched.Output;
        Assert.False(launched.HasEndedAfter(TimeSpan.FromSeconds(2)));
        Assert.Equal(before, launched.Output);
        networks.SetCable(isIn: true);
        (int exitCode, string output, string errors) = launched.End(Launcher.Patience);
        Assert.True(exitCode == 0, errors);
        Assert.Equal(Launcher.Alone("alone", "epochs=200"), output);
    }

    private static Launched Start(Launcher launcher, TwoNetworks networks, int ranks, params string[] arguments)
    {
        // 1 and 2 ranks of 3, 1 and 1 of 2.
        ProcessStartInfo start = launcher.Start([.. networks.Options, "--map-by", "node", "-n", $"{ranks}", "dotnet", "exec", Launcher.Worker, .. arguments]);
        string[] command = [start.FileName, .. start.ArgumentList];
        start.FileName = "ip";
        start.ArgumentList.Clear();
        foreach (string argument in (string[])[.. networks.InFirst, .. command])
        {
            start.ArgumentList.Add(argument);
        }

        return new Launched(start);
    }
}
