namespace Unrolled.Tests.Data;

/// <summary>The cache folder when others use it too, or when the disk does not do as it should.</summary>
public sealed class MnistCacheTests : IDisposable
{
    private const string First = "train-images-idx3-ubyte";
    private const string Leftover = $"{First}.0123456789abcdef0123456789abcdef.tmp";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeMnist _mnist = new();

    private string Cache => CacheTarget.Cache(_folder.Path);

    public void Dispose()
    {
        _folder.Dispose();
        _mnist.Dispose();
    }

    [Fact]
    public async Task Two_processes_may_fill_it_at_once()
    {
        using ChildProcess one = new(nameof(CacheTarget), _folder.Path);
        using ChildProcess two = new(nameof(CacheTarget), _folder.Path);
        await UntilReceiving(2);
        Assert.Equal(2, Temporaries().Length);
        CacheTarget.GoOn(_folder.Path);
        Assert.Equal(("7", true), await one.EndAsync(Patience));
        Assert.Equal(("7", true), await two.EndAsync(Patience));
        AssertIsWhole(Cache);
    }

    [Fact]
    public async Task A_killed_download_leaves_what_the_next_does_not_mistake_for_a_file_and_one_an_hour_later_removes()
    {
        using ChildProcess process = new(nameof(CacheTarget), _folder.Path);
        await UntilReceiving(1);
        Assert.Equal(("", false), await process.EndAsync(TimeSpan.Zero));

        string leftover = Assert.Single(Temporaries());
        Assert.Equal(7, Load(Cache).Test.Label(0));
        Assert.Equal([leftover], Temporaries());

        File.Delete(Path.Combine(Cache, First));
        File.SetLastWriteTimeUtc(leftover, DateTime.UtcNow.AddHours(-1));
        Load(Cache);
        AssertIsWhole(Cache);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_may_be_a_link(bool exists)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need a privilege there.");
        string target = Path.Combine(_folder.Path, "elsewhere");
        Directory.CreateSymbolicLink(Cache, target);
        if (!exists)
        {
            string message = Assert.ThrowsAny<IOException>(() => Load(Cache)).Message;
            Assert.Contains(Cache, message, StringComparison.Ordinal);
            return;
        }

        Directory.CreateDirectory(target);
        Load(Cache);
        AssertIsWhole(target);
        Assert.Equal(7, Load(Cache).Test.Label(0));
        Assert.Equal(4, _mnist.Requests.Count);
    }

    [Fact]
    public void A_file_in_it_may_be_a_link_even_one_to_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need a privilege there.");
        Directory.CreateDirectory(Cache);
        string target = Path.Combine(_folder.Path, "images");
        File.CreateSymbolicLink(Path.Combine(Cache, First), target);
        Load(Cache);
        Assert.Equal(_mnist[First], File.ReadAllBytes(target));
        AssertIsWhole(Cache);
    }

    [Fact]
    public void A_damaged_file_is_named_and_kept_and_what_to_do_is_said()
    {
        Directory.CreateDirectory(Cache);
        _mnist.WriteTo(Cache, name => name, packed: false);
        string path = Path.Combine(Cache, First);
        byte[] half = _mnist[First][..1000];
        File.WriteAllBytes(path, half);
        string message = Assert.Throws<InvalidFileException>(() => Load(Cache)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.EndsWith("What is deleted from this cache is downloaded again.", message, StringComparison.Ordinal);
        Assert.Equal(half, File.ReadAllBytes(path));

        File.Delete(path);
        Load(Cache);
        AssertIsWhole(Cache);
    }

    [Theory]
    [InlineData("", false, 16)]
    [InlineData("", false, 2367)]
    [InlineData(".gz", true, 1000)]
    public void A_file_that_is_sound_but_not_the_original_is_refused_also_offline(string extension, bool packed, int changed)
    {
        Directory.CreateDirectory(Cache);
        _mnist.WriteTo(Cache, name => name + extension, packed);
        Assert.Equal(7, Load(Cache).Test.Label(0));
        byte[] other = [.. _mnist[First]];
        other[changed] ^= 1;
        string path = Path.Combine(Cache, First + extension);
        byte[] stored = packed ? IdxBytes.Zip(other) : other;
        File.WriteAllBytes(path, stored);
        _mnist.Misbehave = _ => throw new HttpRequestException("offline");

        string message = Assert.Throws<InvalidFileException>(() => Load(Cache)).Message;

        Assert.Equal(
            $"{path}: byte 0 of the IDX data: found {FakeMnist.Entry(First, other).Sha256}, "
            + $"needed data with the SHA-256 {FakeMnist.Entry(First, _mnist[First]).Sha256}. What is deleted from this cache is downloaded again.",
            message);
        Assert.Equal(stored, File.ReadAllBytes(path));
        Assert.Empty(_mnist.Requests);
    }

    [Fact]
    public async Task It_is_filled_and_read_without_waiting()
    {
        Assert.Equal(7, (await Mnist.LoadAsync(_mnist.Source(Cache), null, null, CancellationToken.None)).Test.Label(0));
        AssertIsWhole(Cache);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Mnist.LoadAsync(_mnist.Source(Cache), null, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void On_a_full_disk_whole_files_stay_and_half_ones_do_not()
    {
        using SmallDisk disk = new(kilobytes: 64);
        string filler = disk.FillBut(4096);
        byte[] longer = IdxBytes.Images(30);
        Assert.InRange(longer.Length, 8192, int.MaxValue);
        MnistSource source = _mnist.Source(disk.Path);
        MnistSource larger = source with { TestLabels = FakeMnist.Entry(source.TestLabels.Name, longer) };
        _mnist.Misbehave = uri => uri.AbsolutePath.Contains(source.TestLabels.Name, StringComparison.Ordinal)
            ? FakeMnist.Content(IdxBytes.Zip(longer))
            : null;
        IOException exception = Assert.ThrowsAny<IOException>(() => Mnist.Load(larger, null, null, CancellationToken.None));
        Assert.IsNotType<HttpRequestException>(exception, exactMatch: false);
        string[] kept = Directory.GetFiles(disk.Path);
        Assert.DoesNotContain(kept, path => path.EndsWith(".tmp", StringComparison.Ordinal));
        Assert.All(kept.Except([filler]), path => Assert.Equal(_mnist[Path.GetFileName(path)], File.ReadAllBytes(path)));

        File.Delete(filler);
        _mnist.Misbehave = _ => null;
        Load(disk.Path);
        AssertIsWhole(disk.Path);
    }

    [Fact]
    public void A_read_only_place_is_the_caller_s_to_know()
    {
        Assert.SkipUnless(Directory.Exists("/sys/kernel"), "There is no /sys here, where not even root makes folders.");
        Exception exception = Assert.ThrowsAny<Exception>(() => Load("/sys/kernel/unrolled/mnist"));
        Assert.True(exception is UnauthorizedAccessException or IOException, exception.ToString());
        Assert.Contains("/sys/kernel/unrolled", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_mnist.Requests);
    }

    [Fact]
    public void Its_path_may_be_long()
    {
        string deep = _folder.DeepPath();
        Load(deep);
        AssertIsWhole(deep);
    }

    [Fact]
    public void A_young_leftover_may_be_another_download_s_and_other_files_are_none_of_ours()
    {
        Directory.CreateDirectory(Cache);
        string[] kept = [Leftover, "notes.tmp", "notes.0123.tmp"];
        foreach (string name in kept)
        {
            File.WriteAllBytes(Path.Combine(Cache, name), [1]);
        }

        foreach (string name in kept[1..])
        {
            File.SetLastWriteTimeUtc(Path.Combine(Cache, name), DateTime.UtcNow.AddDays(-9));
        }

        Load(Cache);
        Assert.All(kept, name => Assert.True(File.Exists(Path.Combine(Cache, name)), name));
    }

    private MnistData Load(string cache) => Mnist.Load(_mnist.Source(cache), null, null, CancellationToken.None);

    private async Task UntilReceiving(int processes)
    {
        using CancellationTokenSource timeout = new(Patience);
        while (CacheTarget.Receiving(_folder.Path) < processes)
        {
            await Task.Delay(10, timeout.Token);
        }
    }

    private string[] Temporaries() => Directory.GetFiles(Cache, "*.tmp");

    private void AssertIsWhole(string cache)
    {
        Assert.Equal(_mnist.Names, Directory.GetFiles(cache).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(_mnist.Names, name => Assert.Equal(_mnist[name], File.ReadAllBytes(Path.Combine(cache, name))));
    }
}
