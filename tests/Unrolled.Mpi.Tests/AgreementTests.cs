using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Unrolled.Mpi.Tests;

/// <summary>Processes that would not do the same are refused at the start.</summary>
public sealed class AgreementTests
{
    [Theory]
    [InlineData("otherseed=1", "Rank 1 differs from rank 0: the seed is 7, but 3 there.")]
    [InlineData("otherseed=0", "Rank 1 differs from rank 0: the seed is 3, but 7 there.")]
    [InlineData("otherbatch=2", "Rank 2 differs from rank 0: the batch size is 51, but 50 there.")]
    [InlineData("othernetwork=1", "Rank 1 differs from rank 0: the checksum of its parameters is ")]
    [InlineData("otherdata=2", "Rank 2 differs from rank 0: the training data is 1003 samples ")]
    [InlineData("shards=2", "Shards is 2, but each of 3 processes needs a shard.")]
    public void What_differs_is_named(string difference, string message)
    {
        (int exitCode, string output, string errors) = Launcher.Any().Run(ranks: 3, "train", difference);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.Equal("", output);
    }

    [Fact]
    public void A_search_of_other_data_is_named()
    {
        (int exitCode, _, string errors) = Launcher.Any().Run(ranks: 2, "search", "otherdata=1");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Rank 1 differs from rank 0: fold 1 is ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_program_is_named()
    {
        Launcher launcher = Launcher.Of("Open MPI");
        using TemporaryFolder folder = new();
        string other = OtherBuild(folder.Path);
        (int exitCode, _, string errors) = new Launched(launcher.Start(
            ["-n", "1", "dotnet", "exec", Launcher.Worker, "train", ":", "-n", "1", "dotnet", "exec", other, "train"])).End(Launcher.Patience);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Rank 1 runs another program than rank 0: its build is ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_of_another_launcher_is_refused()
    {
        Launcher.Of("MPICH");
        System.Diagnostics.ProcessStartInfo start = Launcher.Of("Open MPI").Start(ranks: 2, "train");
        start.Environment["UNROLLED_MPI_LIBRARY"] = "libmpich.so.12";
        (int exitCode, _, string errors) = new Launched(start).End(Launcher.Patience);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("The launcher has started 2 processes, but MPICH ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_library_the_message_says_so()
    {
        System.Diagnostics.ProcessStartInfo start = Launcher.Any().Start(ranks: 1, "train");
        start.Environment["UNROLLED_MPI_LIBRARY"] = "libnothing.so";
        (int exitCode, _, string errors) = new Launched(start).End(Launcher.Patience);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("UNROLLED_MPI_LIBRARY names libnothing.so, which cannot be loaded", errors, StringComparison.Ordinal);
    }

    /// <summary>The same program, but for the identifier of its build.</summary>
    private static string OtherBuild(string folder)
    {
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(Launcher.Worker)!))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        string path = Path.Combine(folder, Path.GetFileName(Launcher.Worker));
        byte[] bytes = File.ReadAllBytes(path);
        using PEReader reader = new(new MemoryStream(bytes));
        MetadataReader metadata = reader.GetMetadataReader();
        byte[] build = metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToByteArray();
        bytes[bytes.AsSpan().IndexOf(build)] ^= 1;
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
