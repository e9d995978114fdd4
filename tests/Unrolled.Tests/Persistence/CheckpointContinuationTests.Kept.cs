using System.Text.Json.Nodes;
using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Persistence;

public sealed partial class CheckpointContinuationTests
{
    [Fact]
    public void Beyond_the_six_digits_of_a_name_the_newest_is_known_and_kept()
    {
        TrainingOptions options = new() { Epochs = 999_998 };
        Relabel(options, 999_998);

        TrainingResult result = new CheckpointFolder(_folder.Path) { Keep = 2 }.Train(
            new SoftmaxNet(2), s_data, options with { Epochs = 1_000_003 });

        Assert.Equal([.. Enumerable.Range(999_999, 5)], result.Reports.Select(report => report.Epoch));
        Assert.Equal(
            ["best.safetensors", "checkpoint-1000002-000000000.safetensors", "checkpoint-1000003-000000000.safetensors", "lock"],
            _folder.Names);
        Assert.Empty(new CheckpointFolder(_folder.Path).Train(new SoftmaxNet(3), s_data, options with { Epochs = 1_000_003 }).Reports);
    }

    [Fact]
    public void Numbers_order_the_checkpoints_and_other_names_are_none()
    {
        string[] checkpoints =
        [
            "checkpoint-2147483647-000000000.safetensors",
            "checkpoint-1000000-1000000000.safetensors",
            "checkpoint-1000000-999999999.safetensors",
            "checkpoint-999999-000000000.safetensors",
            "checkpoint-000010-000000002.safetensors",
            "checkpoint-000010-000000000.safetensors",
            "checkpoint-000009-000000003.safetensors",
        ];
        string[] others =
        [
            "checkpoint-0000011-000000000.safetensors",
            "checkpoint-00011-000000000.safetensors",
            "checkpoint-99999999999999999999-000000000.safetensors",
            "checkpoint--00001-000000000.safetensors",
            "checkpoint-000011-000000000-1.safetensors",
            "checkpoint-000011.safetensors",
            "checkpoint-\u0661\u0661\u0661\u0661\u0661\u0661-000000000.safetensors",
            "checkpoint-.safetensors",
            "my-checkpoint-000011-000000000.safetensors",
            "checkpoint-000011-000000000.safetensors.bak",
        ];
        foreach (string name in checkpoints.Concat(others).Reverse())
        {
            _folder.Write(name, [1]);
        }

        CheckpointFiles files = new(_folder.Path, keep: 2);
        Assert.Equal(checkpoints, files.NewestFirst().Select(Path.GetFileName));

        files.RemoveOld();
        Assert.Equal(checkpoints.Take(2), files.NewestFirst().Select(Path.GetFileName));
        Assert.All(others, name => Assert.Contains(name, _folder.Names));
    }

    [Fact]
    public void The_newest_of_a_whole_epoch_stays_besides()
    {
        new CheckpointFolder(_folder.Path) { Keep = 2, Interval = TimeSpan.Zero }.Train(
            new SoftmaxNet(1),
            s_data,
            new TrainingOptions { Epochs = 2 },
            progress: new Told<EpochReport>(report =>
            {
                if (report.Epoch == 2)
                {
                    Assert.Equal(
                        [
                            "checkpoint-000001-000000000.safetensors",
                            "checkpoint-000001-000000004.safetensors",
                            "checkpoint-000001-000000005.safetensors",
                        ],
                        _folder.Names.Where(name => name.StartsWith("checkpoint", StringComparison.Ordinal)));
                }
            }));
    }

    [Fact]
    public void What_a_killed_process_had_no_time_to_remove_goes_although_nothing_is_left_to_train()
    {
        Train(s_options);
        string[] names = _folder.Names;
        foreach (string old in (string[])["checkpoint-000009-000000000.safetensors", "checkpoint-000009-000000004.safetensors"])
        {
            File.Copy(At("checkpoint-000012-000000000.safetensors"), At(old));
        }

        Assert.Empty(Train(s_options).Reports);

        Assert.Equal(names, _folder.Names);
    }

    [Theory]
    [InlineData(null, "a checkpoint of version 1")]
    [InlineData(1, "a checkpoint of version 1")]
    [InlineData(3, "a checkpoint of version 3")]
    public void A_checkpoint_of_another_version_is_refused_and_left(int? version, string found)
    {
        Train(s_options with { Epochs = 1 });
        Edit(At("checkpoint-000001-000000000.safetensors"), state =>
        {
            // What the version before wrote: no metric beside the best value.
            state["State"]!["EarlyStopping"] = JsonNode.Parse("""{"Best":1.5,"EpochsWithout":0}""");
            state.Remove("Version");
            if (version is { } number)
            {
                state["Version"] = number;
            }
        });
        string[] names = _folder.Names;
        SoftmaxNet network = new(7);
        float[] before = network.Parameters();

        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => Train(s_options, network: network));

        Assert.Equal(found, exception.Found);
        Assert.StartsWith("one of version 2: ", exception.Needed, StringComparison.Ordinal);
        Assert.Equal(names, _folder.Names);
        Assert.Equal(before, network.Parameters());
    }
}
