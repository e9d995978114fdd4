namespace Unrolled.Mpi.Tests;

/// <summary>Searches and cross-validations in many processes against one.</summary>
public sealed class SearchTests
{
    public static TheoryData<string, int> Launches
    {
        get
        {
            TheoryData<string, int> launches = [];
            foreach (string name in Launcher.Names)
            {
                foreach (int ranks in (int[])[1, 2, 3, 4])
                {
                    launches.Add(name, ranks);
                }
            }

            return launches;
        }
    }

    [Theory]
    [MemberData(nameof(Launches))]
    public void Any_number_of_ranks_gives_the_same_ranking_on_every_rank(string name, int ranks)
    {
        (int exitCode, string output, string errors) = Launcher.Of(name).Run(ranks, "search", $"tell={ranks - 1}");
        Assert.True(exitCode == 0, errors);
        Assert.Equal(Launcher.Alone("searchalone"), output);
    }

    [Fact]
    public void Cross_validation_gives_the_same_scores()
    {
        (_, string output, _) = Launcher.Any().Run(ranks: 3, "search", "cross=1", "threads=2");
        Assert.Equal(Launcher.Alone("searchalone", "cross=1"), output);
    }

    [Fact]
    public void The_first_rank_tells_of_every_network()
    {
        (_, string output, _) = Launcher.Any().Run(ranks: 3, "search", "progress=1");
        string[] lines = output.Split('\n');
        for (int done = 1; done <= 12; done++)
        {
            Assert.StartsWith($"{done} of 12: Small, batch ", lines[done - 1], StringComparison.Ordinal);
        }
    }
}
