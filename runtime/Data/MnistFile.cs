namespace Unrolled;

/// <summary>One of the four files of MNIST.</summary>
/// <param name="Name">Its name when unpacked.</param>
/// <param name="Length">Its length when unpacked.</param>
/// <param name="Sha256">Its SHA-256 when unpacked, in lower-case hexadecimal.</param>
internal sealed record MnistFile(string Name, long Length, string Sha256)
{
    /// <summary>The file in a folder, under any of the names that are in use, or null.</summary>
    public string? Find(string folder)
    {
        string dotted = Name.Replace("-idx", ".idx", StringComparison.Ordinal);
        string[] names = [Name, $"{Name}.gz", dotted, $"{dotted}.gz"];
        return names.Select(name => Path.Combine(folder, name)).FirstOrDefault(IsThere);
    }

    // A link that leads nowhere exists, too.
    private static bool IsThere(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is null or { Exists: true };
}
