namespace Unrolled.Tests;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("unrolled-tests-").FullName;

    public string[] Names => [.. Directory.GetFiles(Path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public string Write(string name, byte[] content)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>A folder below that is not there yet, by a path of more than 1,000 characters.</summary>
    public string DeepPath()
    {
        string deep = Path;
        while (deep.Length < 1000)
        {
            deep = System.IO.Path.Combine(deep, new string('d', 100));
        }

        return deep;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
