namespace MnistSample.Report;

/// <summary>A text file that is written whole or not at all: beside its place first, then moved there.</summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;

    /// <summary>Finds out whether one may write there; an old file stays until <see cref="Write"/> has succeeded.</summary>
    /// <exception cref="IOException">There is no such folder, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file is read-only.</exception>
    public WholeFile(string path)
    {
        _path = Path.GetFullPath(path);
        _temporary = $"{_path}.{Guid.NewGuid():N}.tmp";
        if (File.Exists(_path))
        {
            File.OpenWrite(_path).Dispose();
        }

        File.Create(_temporary).Dispose();
    }

    public void Write(string text)
    {
        File.WriteAllText(_temporary, text);
        File.Move(_temporary, _path, overwrite: true);
    }

    /// <summary>Removes what is not whole.</summary>
    public void Dispose() => File.Delete(_temporary);
}
