namespace Unrolled.Tests.Persistence;

/// <summary>What becomes of the old file when a new one is written, or cannot be.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string FilePath => Path.Combine(_folder.Path, "net.safetensors");

    [Fact]
    public void A_new_file_replaces_an_old_one_and_nothing_is_left_over()
    {
        new Tiny(1).Save(FilePath);
        Tiny network = new(2);
        network.Save(FilePath);
        Assert.Equal(network.Saved(), File.ReadAllBytes(FilePath));
        Assert.Equal(["net.safetensors"], _folder.Names);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(300)]
    [InlineData(470)]
    public async Task On_a_full_disk_the_old_file_stays(int room)
    {
        new Tiny(1).Save(FilePath);
        byte[] old = File.ReadAllBytes(FilePath);
        Assert.InRange(room, 0, old.Length - 1);
        Tiny network = new(2);

        IOException exception = Assert.Throws<IOException>(() =>
        {
            using AtomicFile file = new(FilePath);
            network.Save(new FullDisk(file.Stream, room));
            file.Commit();
        });
        Assert.Equal("No room.", exception.Message);
        await Assert.ThrowsAsync<IOException>(() => AtomicFile.WriteAsync(
            FilePath, async stream => await network.SaveAsync(new FullDisk(stream, room)), CancellationToken.None));

        Assert.Equal(old, File.ReadAllBytes(FilePath));
        Assert.Equal(["net.safetensors"], _folder.Names);
    }

    [Fact]
    public void Nothing_is_seen_before_the_file_is_whole()
    {
        new Tiny(1).Save(FilePath);
        byte[] old = File.ReadAllBytes(FilePath);
        Tiny network = new(2);
        using (AtomicFile file = new(FilePath))
        {
            network.Save(file.Stream);
            Assert.Equal(old, File.ReadAllBytes(FilePath));
            Assert.Equal(2, _folder.Names.Length);
            file.Commit();
        }

        Assert.Equal(network.Saved(), File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void A_path_that_is_a_folder_is_refused()
    {
        Tiny network = new(1);
        float[] before = network.Parameters();
        string message = $"{_folder.Path} is a folder, not a file.";
        Assert.Equal(message, Assert.Throws<IOException>(() => network.Save(_folder.Path)).Message);
        Assert.Equal(message, Assert.Throws<IOException>(() => network.Load(_folder.Path)).Message);
        Assert.Empty(_folder.Names);
        Assert.Equal(before, network.Parameters());
    }

    [Fact]
    public void A_folder_or_file_that_is_not_there_is_refused()
    {
        string missing = Path.Combine(_folder.Path, "missing", "net.safetensors");
        DirectoryNotFoundException exception = Assert.Throws<DirectoryNotFoundException>(() => new Tiny().Save(missing));
        Assert.Contains(missing, exception.Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => new Tiny().Load(missing));
        Assert.Contains(FilePath, Assert.Throws<FileNotFoundException>(() => new Tiny().Load(FilePath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_folder_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only where folders have permissions and there is a /sys.");
        new Tiny(1).Save(FilePath);
        byte[] old = File.ReadAllBytes(FilePath);

        // Permissions do not hold root back; nobody makes files in /sys.
        bool isRoot = Environment.IsPrivilegedProcess;
        string target = isRoot ? "/sys/kernel/net.safetensors" : FilePath;
        if (!isRoot)
        {
            Permit(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        try
        {
            Exception exception = Assert.Throws<UnauthorizedAccessException>(() => new Tiny(2).Save(target));
            Assert.Contains(target, exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            Permit(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        Assert.Equal(old, File.ReadAllBytes(FilePath));
        Assert.Equal(["net.safetensors"], _folder.Names);
    }

    [Fact]
    public void A_read_only_file_is_refused()
    {
        new Tiny(1).Save(FilePath);
        byte[] old = File.ReadAllBytes(FilePath);
        File.SetAttributes(FilePath, FileAttributes.ReadOnly);
        Assert.Equal($"{FilePath} is read-only.", Assert.Throws<UnauthorizedAccessException>(() => new Tiny(2).Save(FilePath)).Message);
        Assert.Equal(old, File.ReadAllBytes(FilePath));
        File.SetAttributes(FilePath, FileAttributes.Normal);
        Assert.Equal(["net.safetensors"], _folder.Names);
    }

    [Fact]
    public void The_system_s_own_full_disk_is_an_IOException()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Assert.Throws<IOException>(() => new Tiny().Save(full));
    }

    [Fact]
    public async Task Of_many_writers_at_once_readers_see_one_whole_file()
    {
        Tiny[] networks = [.. Enumerable.Range(0, 4).Select(seed => new Tiny(seed))];
        HashSet<string> wanted = [.. networks.Select(network => Convert.ToHexString(network.Saved()))];
        networks[0].Save(FilePath);
        using CancellationTokenSource done = new();
        Task[] writers = [.. networks.Select(network => Task.Run(() =>
        {
            for (int i = 0; i < 25; i++)
            {
                network.Save(FilePath);
            }
        }))];
        Task<int> reader = Task.Run(() =>
        {
            Tiny copy = new();
            int reads = 0;
            do
            {
                copy.Load(FilePath);
                Assert.Contains(Convert.ToHexString(copy.Saved()), wanted);
                reads++;
            }
            while (!done.IsCancellationRequested);
            return reads;
        });
        await Task.WhenAll(writers);
        await done.CancelAsync();
        Assert.InRange(await reader, 1, int.MaxValue);
        Assert.Equal(["net.safetensors"], _folder.Names);
    }

    private static void Permit(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    /// <summary>Takes some bytes and then has no room.</summary>
    private sealed class FullDisk(Stream stream, int room) : Stream
    {
        private int _room = room;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => stream.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            int fits = Math.Min(count, _room);
            stream.Write(buffer, offset, fits);
            _room -= fits;
            if (fits < count)
            {
                throw new IOException("No room.");
            }
        }
    }
}
