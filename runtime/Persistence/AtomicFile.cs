using System.Text;

namespace Unrolled;

/// <summary>Writes a file whole or not at all: into a temporary file beside it, which takes its place when it is on the disk.</summary>
/// <remarks>
/// Until <see cref="Commit"/> the old file stays as it is, whatever happens: an exception, a full disk, the end of the process. Several
/// processes may do so at once; the last to commit wins. A symbolic link stays one: its target is replaced. What a killed process
/// leaves behind <see cref="RemoveLeftovers"/> finds by its name.
/// </remarks>
internal sealed class AtomicFile : IDisposable
{
    private const string Extension = ".tmp";

    // In bytes on Linux, in UTF-16 units elsewhere.
    private const int LongestName = 255;

    private readonly string _target;
    private readonly string _temporary;
    private readonly FileStream _stream;

    /// <exception cref="IOException">The path is a folder, its folder does not exist, or the disk has no room.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
    public AtomicFile(string path)
    {
        FileInfo file = new(path);
        _target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        Refuse(path, _target);
        _temporary = Path.Combine(Path.GetDirectoryName(_target)!, TemporaryName(Path.GetFileName(_target)));
        _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Writes a file without waiting for the disk. An exception or cancellation leaves the old one.</summary>
    public static async Task WriteAsync(string path, Func<Stream, ValueTask> content, CancellationToken cancellationToken)
    {
        using AtomicFile file = new(path);
        await content(file.Stream).ConfigureAwait(false);
        await Task.Run(file.Commit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the temporary files of killed processes, as far as it can: nothing depends on it.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="age">How long nobody must have written to one, where other processes may be at work.</param>
    public static void RemoveLeftovers(string folder, TimeSpan age)
    {
        DateTime limit = DateTime.UtcNow - age;
        Try(() =>
        {
            foreach (string path in Directory.EnumerateFiles(folder, $"*{Extension}"))
            {
                if (IsTemporary(path) && File.GetLastWriteTimeUtc(path) <= limit)
                {
                    Try(() => File.Delete(path));
                }
            }
        });
    }

    /// <summary>Where to write.</summary>
    public Stream Stream => _stream;

    /// <summary>Puts what was written in the file's place.</summary>
    public void Commit()
    {
        // The rename must not reach the disk before the data.
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        if (!OperatingSystem.IsWindows() && File.Exists(_target))
        {
            File.SetUnixFileMode(_temporary, File.GetUnixFileMode(_target));
        }

        File.Move(_temporary, _target, overwrite: true);
    }

    /// <summary>Removes the temporary file, unless it has become the file.</summary>
    public void Dispose()
    {
        // The exception under way, if any, says more than what fails here.
        Try(_stream.Dispose);
        Try(() => File.Delete(_temporary));
    }

    // The name of the file first, for whoever reads an error; the end of it is dropped where it is as long as names can be.
    private static string TemporaryName(string name)
    {
        string end = $".{Guid.NewGuid():N}{Extension}";
        while (Encoding.UTF8.GetByteCount(name) > LongestName - end.Length)
        {
            name = name[..^1];
        }

        return name + end;
    }

    private static bool IsTemporary(string path) =>
        Guid.TryParseExact(Path.GetExtension(Path.GetFileNameWithoutExtension(path)).TrimStart('.'), "N", out _);

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static void Refuse(string path, string target)
    {
        if (Directory.Exists(target))
        {
            throw new IOException($"{path} is a folder, not a file.");
        }

        // To rename a file over a device would remove it, which root can do.
        if (Path.GetDirectoryName(target) == "/dev")
        {
            throw new IOException($"{path} is a device, not a file.");
        }

        if (File.Exists(target) && new FileInfo(target).IsReadOnly)
        {
            throw new UnauthorizedAccessException($"{path} is read-only.");
        }
    }
}
