namespace Unrolled.Mpi.Tests;

/// <summary>Trainings in many processes against one process with the same shards.</summary>
public sealed class DataParallelTests
{
    public static TheoryData<string, int> Launches
    {
        get
        {
            TheoryData<string, int> launches = [];
            foreach (string name in Launcher.Names)
            {
                foreach (int ranks in (int[])[1, 2, 3, 4, 8])
                {
                    launches.Add(name, ranks);
                }
            }

            return launches;
        }
    }

    [Theory]
    [MemberData(nameof(Launches))]
    public void Any_number_of_ranks_gives_the_bits_of_one_process(string name, int ranks)
    {
        Assert.Equal(Launcher.Alone("alone", "validate=1"), Output(Launcher.Of(name), ranks, "train", "validate=1"));
    }

    [Theory]
    [MemberData(nameof(Launches))]
    public void Parts_arrive_where_they_belong(string name, int ranks)
    {
        Assert.StartsWith($"{ranks} ranks talked over {name}", Output(Launcher.Of(name), ranks, "talk"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, 13)]
    [InlineData(3, 4)]
    [InlineData(4, 7)]
    public void Shards_need_not_be_a_multiple_of_the_ranks(int ranks, int shards)
    {
        string[] options = [$"shards={shards}", "optimizer=sgd", "batch=33"];
        Assert.Equal(Launcher.Alone(["alone", .. options]), Output(Launcher.Any(), ranks, ["train", .. options]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_rank_does_with_the_rows_that_it_computes(int ranks)
    {
        Assert.Equal(Launcher.Alone("alone"), Output(Launcher.Any(), ranks, "train", "part=1"));
    }

    [Fact]
    public void A_large_batch_in_chunks_and_with_threads_gives_the_same_bits()
    {
        string[] options = ["batch=800", "shards=4", "epochs=5"];
        Assert.Equal(Launcher.Alone(["alone", .. options]), Output(Launcher.Any(), ranks: 2, ["train", "threads=2", .. options]));
    }

    [Fact]
    public void All_ranks_end_with_the_same_parameters()
    {
        string[] lines = Output(Launcher.Any(), ranks: 3, "train", "tell=1").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] hashes = [.. lines.Where(line => line.StartsWith("best", StringComparison.Ordinal)
            || line.StartsWith("rank", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1])];
        Assert.Equal(3, hashes.Length);
        Assert.Single(hashes.Distinct());
    }

    private static string Output(Launcher launcher, int ranks, params string[] arguments)
    {
        (int exitCode, string output, string errors) = launcher.Run(ranks, arguments);
        Assert.True(exitCode == 0, output + errors);
        return output;
    }
}
