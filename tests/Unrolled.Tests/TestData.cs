namespace Unrolled.Tests;

/// <summary>Data that is not part of the project and that tests use where it is to be had.</summary>
internal static class TestData
{
    public const string NoMnist = "The real MNIST is not here: set MNIST_DIR to a folder with its four files.";

    /// <summary>The folder of the real MNIST, or null: the one that MNIST_DIR names, else shared/mnist beside the repository.</summary>
    public static string? MnistFolder { get; } = FindMnist();

    private static string? FindMnist()
    {
        if (Environment.GetEnvironmentVariable("MNIST_DIR") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        string? folder = Repository.Folder is null ? null : Path.GetFullPath(Path.Combine(Repository.Folder, "..", "shared", "mnist"));
        return Directory.Exists(folder) ? folder : null;
    }
}
