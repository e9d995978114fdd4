using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Unrolled;

/// <summary>What a file is on Unix, where not everything that has a path is one.</summary>
internal enum UnixFileKind
{
    /// <summary>A file, or nothing that this process can see.</summary>
    File,
    Pipe,
    CharacterDevice,
    BlockDevice,
    Socket,
}

/// <summary>What .NET does not know of files on Unix: their kinds, their owners, and how to flush a folder.</summary>
internal static partial class UnixFile
{
    private const string Library = "libc";
    private const int PermissionDenied = 13;
    private const uint Unchanged = uint.MaxValue;
    private const UnixFileMode OfGroup = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    // From bits of others to the same bits of the group.
    private const int ToGroup = 3;

    public static UnixFileKind KindOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileKind.File : Describe(path)?.Kind ?? KindByPlace(path);

    /// <summary>The kind as far as it can be told elsewhere than on Linux: devices are in /dev, and a pipe is what cannot seek.</summary>
    internal static UnixFileKind KindByPlace(string path)
    {
        bool isFile = !File.Exists(path) || (path != "/dev/null" && CanSeek(path));
        return (isFile, Path.GetDirectoryName(path) == "/dev") switch
        {
            (false, true) => UnixFileKind.CharacterDevice,
            (true, true) => UnixFileKind.BlockDevice,
            (false, false) => UnixFileKind.Pipe,
            (true, false) => UnixFileKind.File,
        };
    }

    /// <summary>Waits until the names in a folder are on the disk. On Windows there is no need to.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void FlushFolder(string path)
    {
        if (!HasOpen)
        {
            return;
        }

        int descriptor = Open(path, flags: 0);
        int error = Marshal.GetLastPInvokeError();
        using SafeFileHandle folder = new(descriptor, ownsHandle: true);
        if (!folder.IsInvalid)
        {
            RandomAccess.FlushToDisk(folder);
        }
        else if (error != PermissionDenied)
        {
            throw new IOException($"{path} cannot be flushed to the disk: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <summary>Gives an open file the permissions, and where it can the owner and the group, of another one.</summary>
    [UnsupportedOSPlatform("windows")]
    public static void CopyAccess(string source, SafeFileHandle destination)
    {
        UnixFileMode mode = File.GetUnixFileMode(source);
        if (Describe(source) is { } description
            && ChangeOwner(destination, description.Owner, description.Group) != 0
            && ChangeOwner(destination, Unchanged, description.Group) != 0)
        {
            mode = ForAnotherGroup(mode);
        }

        // After the owner, whose change takes away some of them.
        File.SetUnixFileMode(destination, mode);
    }

    /// <summary>Permissions for a file whose group is not the one that they were meant for: it may do what all others may.</summary>
    internal static UnixFileMode ForAnotherGroup(UnixFileMode mode) =>
        (mode & ~OfGroup) | (mode & (UnixFileMode)((int)mode << ToGroup) & OfGroup);

    private static bool HasOpen { get; } = Has("open");

    // Not in every library of old.
    private static bool HasStatus { get; } = OperatingSystem.IsLinux() && Has("statx");

    private static bool Has(string function) =>
        !OperatingSystem.IsWindows() && !OperatingSystem.IsBrowser() && !OperatingSystem.IsWasi()
        && NativeLibrary.TryLoad(Library, typeof(UnixFile).Assembly, searchPath: null, out nint library)
        && NativeLibrary.TryGetExport(library, function, out _);

    private static (UnixFileKind Kind, uint Owner, uint Group)? Describe(string path)
    {
        const int workingFolder = -100;
        const uint typeOwnerAndGroup = 0x19;
        if (!HasStatus || GetStatus(workingFolder, path, flags: 0, typeOwnerAndGroup, out Status status) != 0)
        {
            return null;
        }

        UnixFileKind kind = (status.Mode & 0xF000) switch
        {
            0x1000 => UnixFileKind.Pipe,
            0x2000 => UnixFileKind.CharacterDevice,
            0x6000 => UnixFileKind.BlockDevice,
            0xC000 => UnixFileKind.Socket,
            _ => UnixFileKind.File,
        };
        return (kind, status.Owner, status.Group);
    }

    private static bool CanSeek(string path)
    {
        try
        {
            // Read and write: otherwise it would take until somebody is at the other end.
            using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return stream.CanSeek;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "fchown")]
    private static partial int ChangeOwner(SafeFileHandle file, uint owner, uint group);

    [LibraryImport(Library, EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetStatus(int folder, string path, int flags, uint mask, out Status status);

    /// <summary>struct statx, which is the same on all kinds of processor: linux/stat.h.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
