using System.Globalization;

namespace Unrolled;

/// <summary>What a path leads to: a file, which may not be there yet and can be replaced, or a pipe or device to write to.</summary>
/// <param name="Path">Where it is, when all symbolic links have been followed.</param>
/// <param name="IsStream">Whether it is no file.</param>
internal readonly record struct WriteTarget(string Path, bool IsStream)
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <exception cref="IOException">It is a folder, a disk or a socket, or its links lead nowhere.</exception>
    public static WriteTarget Of(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        string target = OperatingSystem.IsWindows() ? FollowLastLink(full) : FollowLinks(full);
        if (Directory.Exists(target))
        {
            throw new IOException($"{path} is a folder, not a file.");
        }

        return UnixFile.KindOf(target) switch
        {
            _ when IsDescriptor(target) => new WriteTarget(target, IsStream: true),
            UnixFileKind.Pipe or UnixFileKind.CharacterDevice => new WriteTarget(target, IsStream: true),
            UnixFileKind.BlockDevice => throw new IOException($"{path} is a disk, not a file."),
            UnixFileKind.Socket => throw new IOException($"{path} is a socket, not a file."),
            _ => new WriteTarget(target, IsStream: false),
        };
    }

    /// <summary>Opens what is no file. A named pipe is open when somebody reads it.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to.</exception>
    public Stream OpenStream() => (IsDescriptor(Path) ? System.IO.Path.GetFileName(Path) : "") switch
    {
        // Opened anew, it would be written from its start where it is a file.
        "1" => Console.OpenStandardOutput(),
        "2" => Console.OpenStandardError(),
        _ => new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite),
    };

    /// <summary>Whether a path means something that this process has open: /dev/stdout, /dev/fd/63.</summary>
    private static bool IsDescriptor(string path) => System.IO.Path.GetDirectoryName(path) is { } folder
        && (folder == "/dev/fd" || folder == string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd"));

    private static string FollowLastLink(string path) =>
        new FileInfo(path) is { LinkTarget: not null } file ? file.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    /// <summary>
    /// Follows the links of folders too: "../a" in a link means the folder above the one in which the link really lies.
    /// </summary>
    private static string FollowLinks(string path)
    {
        Stack<string> rest = new();
        Push(path);
        string reached = "/";
        int links = 0;
        while (rest.TryPop(out string? name))
        {
            string next = name == ".." ? System.IO.Path.GetDirectoryName(reached) ?? reached : System.IO.Path.Join(reached, name);
            if (IsDescriptor(next) || new FileInfo(next).LinkTarget is not { } link)
            {
                reached = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"{path} leads through more than {MostLinks} symbolic links.");
            }

            reached = System.IO.Path.IsPathRooted(link) ? "/" : reached;
            Push(link);
        }

        return reached;

        void Push(string names)
        {
            foreach (string name in Enumerable.Reverse(names.Split('/')).Where(name => name is not ("" or ".")))
            {
                rest.Push(name);
            }
        }
    }
}
