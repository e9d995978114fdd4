namespace Unrolled;

/// <summary>The steps on which it depends whether a file survives the end of the power. Tests put themselves in between.</summary>
internal class Disk
{
    public static Disk Real { get; } = new();

    /// <summary>Makes a file that is not there yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isPrivate">Whether nobody else may read it, instead of whom the process lets read its files.</param>
    public FileStream Create(string path, bool isPrivate)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return Open(path, options);
    }

    public virtual void Move(string from, string to) => File.Move(from, to, overwrite: true);

    public virtual void FlushFolder(string path) => UnixFile.FlushFolder(path);

    protected virtual FileStream Open(string path, FileStreamOptions options) => new(path, options);
}
