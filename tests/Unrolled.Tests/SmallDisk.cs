namespace Unrolled.Tests;

/// <summary>A folder on a disk of its own with little room, which Linux makes of memory; it takes the right to mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _mountPoint = new();

    /// <summary>Skips the test where there can be none.</summary>
    public SmallDisk(int kilobytes)
    {
        if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", Path))
        {
            _mountPoint.Dispose();
            Assert.Skip("A small disk can only be mounted on Linux, with the right to.");
        }
    }

    public string Path => _mountPoint.Path;

    public long Room => new DriveInfo(Path).AvailableFreeSpace;

    /// <summary>Writes a file that leaves so much room, to the page of 4 kB.</summary>
    /// <returns>The file, to be deleted for more room.</returns>
    public string FillBut(long bytes)
    {
        string filler = System.IO.Path.Combine(Path, "filler");
        File.WriteAllBytes(filler, new byte[Room - bytes]);
        return filler;
    }

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Path));

    public void Dispose()
    {
        Run("umount", Path);
        _mountPoint.Dispose();
    }

    private static bool Run(string program, params string[] arguments) => Tool.Run(program, arguments).ExitCode == 0;
}
