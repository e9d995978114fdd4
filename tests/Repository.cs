namespace Unrolled.Tests;

/// <summary>The project's sources, which the tests run below.</summary>
internal static class Repository
{
    /// <summary>Their folder, or null where the tests run without them.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Their folder, which must be there.</summary>
    public static string Root => Folder ?? throw new DirectoryNotFoundException("The tests do not run from below the solution.");

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path])).ReplaceLineEndings("\n");

    private static string? Find()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Generated.sln")))
        {
            root = root.Parent;
        }

        return root?.FullName;
    }
}
