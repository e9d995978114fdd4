using System.Text.RegularExpressions;
using Unrolled.Tests;

namespace Unrolled.Package.Tests;

/// <summary>The pages lead where they say.</summary>
public sealed partial class LinkTests
{
    private const int ReadmeLines = 180;

    public static TheoryData<string> Pages =>
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryLinkLeadsToAFileAndAHeading(string page) => Assert.Empty(Broken(page, Repository.Read(page)));

    [Fact]
    public void ABrokenLinkIsSeen()
    {
        Assert.Empty(Broken("docs/files.md", "[a](../README.md#run-it) [b](#replacing-a-network-in-use) [c](https://example.com/x) `[d](nowhere.md)`"));
        Assert.Equal(
            ["../README.md#nowhere", "#nowhere.md", "report.jpg"],
            Broken("docs/diagnostics/UNR001.md", "[a](README.md) [b](../README.md#nowhere) [c](#nowhere.md) ![d](report.jpg)"));
    }

    [Fact]
    public void TheIndexNamesEveryPage()
    {
        string[] pages = [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(p => Path.GetFileName(p)).Where(n => n != "README.md")];
        Assert.NotEmpty(pages);
        string index = Repository.Read("docs", "README.md");
        Assert.All(pages, page => Assert.Contains($"]({page})", index, StringComparison.Ordinal));
    }

    [Fact]
    public void TheReadmeIsShort() => Assert.InRange(Repository.Read("README.md").Split('\n').Length, 1, ReadmeLines);

    /// <summary>The links of a page that lead nowhere in the repository.</summary>
    private static IEnumerable<string> Broken(string page, string text) =>
        Links(text).Where(target => !Leads(page, target));

    /// <summary>The targets of all links and pictures of a page.</summary>
    internal static IEnumerable<string> Links(string text) => Link().Matches(Code().Replace(text, "")).Select(m => m.Groups[1].Value);

    private static bool Leads(string page, string target)
    {
        if (Uri.TryCreate(target, UriKind.Absolute, out _))
        {
            return true;
        }

        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0
            ? Path.Combine(Repository.Root, page)
            : Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, parts[0]));
        return Path.Exists(file) && (parts.Length == 1 || Anchors(File.ReadAllText(file)).Contains(parts[1]));
    }

    /// <summary>The names that GitHub gives the headings of a page.</summary>
    private static IEnumerable<string> Anchors(string text) =>
        Heading().Matches(Code().Replace(text.ReplaceLineEndings("\n"), m => m.Value.StartsWith("```", StringComparison.Ordinal) ? "" : m.Value))
            .Select(m => NotInAnchors().Replace(m.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
