using System.Text.RegularExpressions;

namespace Unrolled.Packaging;

/// <summary>
/// README, changelog and the pages of docs/ as they lie in the package. A gallery shows the README alone, so its links lead into the
/// published repository, or else name the file in the package. Pages lead to each other as they do in the sources.
/// </summary>
internal static partial class PackagePages
{
    private const string Readme = "README.md";

    public static void Write(string sources, string output, string? repositoryUrl)
    {
        string[] files = List(sources);
        foreach (string file in files)
        {
            string target = Path.Combine(output, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (IsPage(file))
            {
                string text = File.ReadAllText(Path.Combine(sources, file)).ReplaceLineEndings("\n");
                File.WriteAllText(target, Rewrite(file, text, files, repositoryUrl));
            }
            else
            {
                File.Copy(Path.Combine(sources, file), target, overwrite: true);
            }
        }
    }

    /// <summary>The text of a page with links that hold in the package.</summary>
    /// <param name="page">Its path in the sources and in the package.</param>
    /// <param name="text">What it says.</param>
    /// <param name="packaged">The paths of all files that lie in the package.</param>
    /// <param name="repositoryUrl">Where the sources are published, or null.</param>
    public static string Rewrite(string page, string text, IReadOnlyCollection<string> packaged, string? repositoryUrl) =>
        LinkOrCode().Replace(text, match =>
        {
            string target = match.Groups["target"].Value;
            if (target.Length == 0 || Uri.TryCreate(target, UriKind.Absolute, out _))
            {
                return match.Value;
            }

            string[] parts = target.Split('#', 2);
            string file = parts[0].Length == 0 ? page : Resolve(page, parts[0]);
            bool isPackaged = packaged.Contains(file);
            if (isPackaged && page != Readme)
            {
                return match.Value;
            }

            string label = match.Groups["label"].Value;
            if (repositoryUrl is not null)
            {
                string anchor = parts.Length == 2 ? $"#{parts[1]}" : "";
                return $"{match.Groups["image"].Value}[{label}]({repositoryUrl}/{(IsPage(file) ? "blob" : "raw")}/main/{file}{anchor})";
            }

            string place = $"`{file}` in the {(isPackaged ? "package" : "sources")}";
            return label == file ? place : $"{label} ({place})";
        });

    /// <summary>What the package takes from the sources, as paths with slashes. The icon has a place of its own.</summary>
    private static string[] List(string sources) =>
    [
        Readme, "CHANGELOG.md",
        .. Directory.GetFiles(Path.Combine(sources, "docs"), "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith("icon.", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(sources, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    private static bool IsPage(string file) => file.EndsWith(".md", StringComparison.Ordinal);

    private static string Resolve(string page, string target) => new Uri(new Uri($"file:///{page}"), target).AbsolutePath[1..];

    [GeneratedRegex(@"^```.*?^```|`[^`\n]+`|(?<image>!?)\[(?<label>[^\]]*)\]\((?<target>[^)\s]+)\)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex LinkOrCode();
}
