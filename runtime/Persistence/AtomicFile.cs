using System.Text;

namespace Unrolled;

/// <summary>Writes a file whole or not at all: into a temporary file beside it, which takes its place when it is on the disk.</summary>
/// <remarks>
/// <para>
/// Networks and checkpoints are saved in this way; whatever else belongs to them, such as a report, can be. Until <see cref="Commit"/>
/// the old file stays as it is, whatever happens: an exception, a full disk, the end of the process or of the power. Several processes
/// may do so at once; the last to commit wins. A symbolic link stays one: its target is replaced. Other hard links keep the old content.
/// What a killed process leaves behind has a name that ends in <c>.tmp</c>.
/// </para>
/// <para>
/// On Unix the new file has the permissions of the old one, on Linux its owner and group too as far as this process may give it away,
/// and at no time may more people read it. On Windows it has those that its folder gives to new files. A pipe or a device, which cannot
/// be replaced, is written to as the bytes come.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// using AtomicFile file = new("report.html");
/// file.Stream.Write(Encoding.UTF8.GetBytes(report));
/// file.Commit();
/// </code>
/// </example>
public sealed class AtomicFile : IDisposable
{
    private const string Extension = ".tmp";

    // In bytes on Linux, in UTF-16 units elsewhere.
    private const int LongestName = 255;

    private readonly Disk _disk;
    private readonly string _target;
    private readonly string? _temporary;

    /// <summary>Begins to write; finds out whether one may, and changes nothing.</summary>
    /// <param name="path">The file, which may exist.</param>
    /// <exception cref="IOException">The path is a folder or a disk, its folder does not exist, or the disk has no room.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
    public AtomicFile(string path)
        : this(path, Disk.Real)
    {
    }

    /// <param name="path">The file.</param>
    /// <param name="disk">Where it lies: a test may want to look on.</param>
    internal AtomicFile(string path, Disk disk)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _disk = disk;
        WriteTarget target = WriteTarget.Of(path);
        _target = target.Path;
        if (target.IsStream)
        {
            Stream = target.OpenStream();
            return;
        }

        bool replaces = File.Exists(_target);
        if (replaces && new FileInfo(_target).IsReadOnly)
        {
            throw new UnauthorizedAccessException($"{path} is read-only.");
        }

        _temporary = Path.Combine(Path.GetDirectoryName(_target)!, TemporaryName(Path.GetFileName(_target)));
        Stream = _disk.Create(_temporary, isPrivate: replaces);
    }

    /// <summary>Writes a file without waiting for the disk. An exception or cancellation leaves the old one.</summary>
    internal static async Task WriteAsync(string path, Func<Stream, ValueTask> content, CancellationToken cancellationToken)
    {
        // Elsewhere, since to open a named pipe takes until somebody reads it.
        using AtomicFile file = await Task.Run(() => new AtomicFile(path), cancellationToken).ConfigureAwait(false);
        await content(file.Stream).ConfigureAwait(false);
        await Task.Run(file.Commit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the temporary files of killed processes, as far as it can: nothing depends on it.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="age">How long nobody must have written to one, where other processes may be at work.</param>
    internal static void RemoveLeftovers(string folder, TimeSpan age)
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
    public Stream Stream { get; }

    /// <summary>Puts what was written in the file's place.</summary>
    /// <exception cref="IOException">
    /// The disk is full or fails. The old file stays; where only its folder could not be flushed, the new one is in its place.
    /// </exception>
    public void Commit()
    {
        if (_temporary is null)
        {
            Stream.Flush();
            Stream.Dispose();
            return;
        }

        FileStream stream = (FileStream)Stream;
        if (!OperatingSystem.IsWindows() && File.Exists(_target))
        {
            UnixFile.CopyAccess(_target, stream.SafeFileHandle);
        }

        // The rename must not reach the disk before the data, and is not there itself before the folder is.
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        _disk.Move(_temporary, _target);
        _disk.FlushFolder(Path.GetDirectoryName(_target)!);
    }

    /// <summary>Removes the temporary file, unless it has become the file.</summary>
    public void Dispose()
    {
        // The exception under way, if any, says more than what fails here.
        Try(Stream.Dispose);
        if (_temporary is not null)
        {
            Try(() => File.Delete(_temporary));
        }
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
}
