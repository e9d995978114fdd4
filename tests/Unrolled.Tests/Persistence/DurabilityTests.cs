namespace Unrolled.Tests.Persistence;

/// <summary>When the power fails the disk has the old file or the new one, which hangs on what is flushed before what.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string FilePath => Path.Combine(_folder.Path, "net.safetensors");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_data_are_flushed_to_the_disk_before_the_rename_and_the_folder_after_it(bool exists)
    {
        byte[] old = exists ? new Tiny(1).Saved() : [];
        if (exists)
        {
            File.WriteAllBytes(FilePath, old);
        }

        byte[] content = new Tiny(2).Saved();
        List<string> steps = [];
        using (AtomicFile file = new(FilePath, new WatchedDisk(steps.Add)))
        {
            file.Stream.Write(content);
            Assert.Empty(steps);
            file.Commit();
        }

        Assert.Equal([$"data of {content.Length} bytes", "rename", $"folder {_folder.Path}"], steps);
        Assert.Equal(content, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void The_folder_is_that_of_a_link_s_target()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need a privilege there.");
        string real = Directory.CreateDirectory(Path.Combine(_folder.Path, "sub")).FullName;
        File.CreateSymbolicLink(FilePath, Path.Combine("sub", "real"));
        List<string> steps = [];
        using AtomicFile file = new(FilePath, new WatchedDisk(steps.Add));
        file.Commit();
        Assert.Equal($"folder {real}", steps[^1]);
    }

    [Fact]
    public void Where_the_data_cannot_be_flushed_the_old_file_stays()
    {
        new Tiny(1).Save(FilePath);
        byte[] old = File.ReadAllBytes(FilePath);
        using (AtomicFile file = new(FilePath, new WatchedDisk(_ => throw new IOException("The disk fails."))))
        {
            new Tiny(2).Save(file.Stream);
            Assert.Throws<IOException>(file.Commit);
        }

        Assert.Equal(old, File.ReadAllBytes(FilePath));
        Assert.Equal(["net.safetensors"], _folder.Names);
    }

    [Fact]
    public void The_system_is_called_in_this_order()
    {
        string log = Path.Combine(_folder.Path, "log");
        string sub = Directory.CreateDirectory(Path.Combine(_folder.Path, "sub")).FullName;
        (int exitCode, _, string errors) = Tool.Run(
            "sh",
            "-c",
            $"strace -f -y -e trace=fsync,rename,renameat,renameat2 -o '{log}' {ChildProcess.Command(nameof(SaveTarget), sub)}");
        Assert.SkipUnless(exitCode == 0, $"There is no strace that may trace here: {errors}");
        string[] calls = [.. File.ReadAllLines(log).Where(line => line.Contains(sub, StringComparison.Ordinal))];
        Assert.Collection(
            calls,
            call => Assert.Matches($@"fsync\(\d+<.*/{SaveTarget.Name}\.[0-9a-f]+\.tmp>\) += 0", call),
            call => Assert.Matches($@"rename.*\.tmp"".*/{SaveTarget.Name}""\) += 0", call),
            call => Assert.Matches($@"fsync\(\d+<{sub}>\) += 0", call));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_not_flushed_silently()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Folders need not be flushed there.");
        string missing = Path.Combine(_folder.Path, "missing");
        IOException exception = Assert.Throws<IOException>(() => UnixFile.FlushFolder(missing));
        Assert.StartsWith($"{missing} cannot be flushed to the disk: ", exception.Message, StringComparison.Ordinal);
        UnixFile.FlushFolder(_folder.Path);
    }

    /// <summary>The real disk, and somebody who is told what is done to it.</summary>
    private sealed class WatchedDisk(Action<string> tell) : Disk
    {
        public override void Move(string from, string to)
        {
            tell("rename");
            base.Move(from, to);
        }

        public override void FlushFolder(string path)
        {
            tell($"folder {path}");
            base.FlushFolder(path);
        }

        protected override FileStream Open(string path, FileStreamOptions options) => new WatchedStream(path, options, tell);
    }

    private sealed class WatchedStream(string path, FileStreamOptions options, Action<string> tell) : FileStream(path, options)
    {
        public override void Flush(bool flushToDisk)
        {
            base.Flush(flushToDisk);
            if (flushToDisk)
            {
                tell($"data of {new FileInfo(Name).Length} bytes");
            }
        }
    }
}
