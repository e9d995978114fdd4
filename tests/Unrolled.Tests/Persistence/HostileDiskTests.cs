using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Persistence;

/// <summary>Real disks that have no room, names at their limit, and places where nobody may write.</summary>
public sealed class HostileDiskTests : IDisposable
{
    private const int LongestName = 255;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void On_a_full_disk_the_old_network_stays()
    {
        using SmallDisk disk = new(kilobytes: 64);
        string path = Path.Combine(disk.Path, "net.safetensors");
        SoftmaxNet old = new(seed: 1);
        old.Save(path);
        string filler = disk.FillBut(0);
        SoftmaxNet network = new(seed: 2);
        IOException exception = Assert.ThrowsAny<IOException>(() => network.Save(path));
        Assert.Contains("No space left on device", exception.Message, StringComparison.Ordinal);
        Assert.Equal(old.Saved(), File.ReadAllBytes(path));
        Assert.Equal(new[] { filler, path }.Order(StringComparer.Ordinal), Directory.GetFiles(disk.Path).Order(StringComparer.Ordinal));

        File.Delete(filler);
        network.Save(path);
        Assert.Equal(network.Saved(), File.ReadAllBytes(path));
    }

    [Fact]
    public void A_training_that_filled_the_disk_goes_on_to_the_same_bits_when_there_is_room()
    {
        TrainingOptions options = Runs.Options("adam", 6);
        SoftmaxNet whole = Runs.Network();
        Trainer.Train(whole, Runs.Data, options, Runs.Validation);

        using SmallDisk disk = new(kilobytes: 256);
        CheckpointFolder checkpoints = new(disk.Path) { Keep = 100, Interval = TimeSpan.Zero };
        string filler = disk.FillBut(64 * 1024);
        IOException exception = Assert.ThrowsAny<IOException>(
            () => checkpoints.Train(Runs.Network(), Runs.Data, options, Runs.Validation));
        Assert.Contains("No space left on device", exception.Message, StringComparison.Ordinal);
        string[] saved = Directory.GetFiles(disk.Path, "*.safetensors");
        Assert.NotEmpty(saved);
        Assert.All(saved, path => Safetensors.Read(File.ReadAllBytes(path)));
        Assert.Empty(Directory.GetFiles(disk.Path, "*.tmp"));

        File.Delete(filler);
        List<string> messages = [];
        SoftmaxNet network = Runs.Network();
        new CheckpointFolder(disk.Path) { Messages = new Told<string>(messages.Add) }.Train(network, Runs.Data, options, Runs.Validation);
        Assert.StartsWith("resumed after ", Assert.Single(messages), StringComparison.Ordinal);
        Assert.Equal(whole.Parameters(), network.Parameters());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_not_said_to_be_used_by_another_training()
    {
        using SmallDisk disk = new(kilobytes: 64);
        disk.MakeReadOnly();
        CheckpointFolder checkpoints = new(disk.Path);
        SoftmaxNet network = Runs.Network();
        float[] before = network.Parameters();
        IOException exception = Assert.ThrowsAny<IOException>(
            () => checkpoints.Train(network, Runs.Data, Runs.Options("sgd", 1), Runs.Validation));
        Assert.StartsWith("Read-only file system", exception.Message, StringComparison.Ordinal);
        Assert.Contains(disk.Path, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters());
    }

    [Theory]
    [InlineData("n")]
    [InlineData("ü")]
    public void A_name_may_be_as_long_as_names_can_be(string letter)
    {
        // Linux counts bytes, others count characters.
        int length = OperatingSystem.IsLinux() ? LongestName / System.Text.Encoding.UTF8.GetByteCount(letter) : LongestName;
        string path = Path.Combine(_folder.Path, string.Concat(Enumerable.Repeat(letter, length)));
        Tiny network = new(1);
        network.Save(path);
        network.Save(path);
        Assert.Equal(network.Saved(), File.ReadAllBytes(path));
        Assert.Single(_folder.Names);
    }

    [Fact]
    public void A_name_longer_than_names_can_be_is_refused_and_nothing_is_left()
    {
        string path = Path.Combine(_folder.Path, new string('n', LongestName + 1));
        Assert.ThrowsAny<IOException>(() => new Tiny(1).Save(path));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void A_path_may_be_longer_than_260_characters()
    {
        string deep = _folder.DeepPath();
        CheckpointFolder checkpoints = new(deep);
        SoftmaxNet network = Runs.Network();
        checkpoints.Train(network, Runs.Data, Runs.Options("sgd", 1), Runs.Validation);
        SoftmaxNet best = new(seed: 9);
        best.Load(Path.Combine(deep, "best.safetensors"));
        Assert.Equal(network.Parameters(), best.Parameters());
    }
}
