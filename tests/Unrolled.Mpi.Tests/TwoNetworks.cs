namespace Unrolled.Mpi.Tests;

/// <summary>Two network namespaces with a cable between them: as two machines, but for their disk. It takes the right to make them.</summary>
internal sealed class TwoNetworks : IDisposable
{
    private const string FirstAddress = "10.77.0.1";
    private const string SecondAddress = "10.77.0.2";

    private readonly string _first = $"unrolled{Environment.ProcessId}a";
    private readonly string _second = $"unrolled{Environment.ProcessId}b";
    private readonly TemporaryFolder _folder = new();

    /// <summary>Skips the test where there can be none.</summary>
    public TwoNetworks()
    {
        string[] commands =
        [
            $"netns add {_first}",
            $"netns add {_second}",
            $"link add cable0 netns {_first} type veth peer name cable0 netns {_second}",
            $"-n {_first} addr add {FirstAddress}/24 dev cable0",
            $"-n {_second} addr add {SecondAddress}/24 dev cable0",
            $"-n {_first} link set lo up",
            $"-n {_second} link set lo up",
            $"-n {_first} link set cable0 up",
            $"-n {_second} link set cable0 up",
        ];
        if (!commands.All(Ip))
        {
            Dispose();
            Assert.Skip("Network namespaces can only be made on Linux, by ip, with the right to.");
        }

        // As ssh: the machine, then the command.
        Agent = _folder.Write("agent", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\nshift\nexec ip netns exec {_second} sh -c \"$*\"\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Agent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A program by which Open MPI reaches the second namespace.</summary>
    public string Agent { get; } = "";

    /// <summary>What to write before a command that is to run in the first namespace.</summary>
    public string[] InFirst => ["netns", "exec", _first];

    /// <summary>What tells Open MPI of the two.</summary>
    public string[] Options =>
    [
        "--mca", "plm_rsh_agent", Agent, "--mca", "btl", "tcp,self", "--mca", "btl_tcp_if_include", "10.77.0.0/24",
        "--mca", "oob_tcp_if_include", "10.77.0.0/24", "--host", $"{FirstAddress}:2,{SecondAddress}:2",
    ];

    /// <summary>Takes the cable out, or puts it in.</summary>
    public void SetCable(bool isIn) => Assert.True(Ip($"-n {_second} link set cable0 {(isIn ? "up" : "down")}"));

    public void Dispose()
    {
        Ip($"netns del {_first}");
        Ip($"netns del {_second}");
        _folder.Dispose();
    }

    private static bool Ip(string command) => Tool.Run("ip", command.Split(' ')).ExitCode == 0;
}
