using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Tests.Harness;
using Unrolled.Tests;

namespace Unrolled.Generator.Tests;

/// <summary>The pages of docs/diagnostics: the first example of each is refused for what the page is about, the second is not.</summary>
public sealed partial class PageTests
{
    public static TheoryData<string> Pages => [.. Ids];

    internal static string[] Ids =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "UNR*.md")
            .Select(page => Path.GetFileNameWithoutExtension(page)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task TheExamplesAreAsTheySay(string id)
    {
        string[] examples = Examples(id);
        Assert.Equal(2, examples.Length);

        // What it takes for this one is not in the source.
        LanguageVersion version = id == "UNR014" ? LanguageVersion.CSharp10 : LanguageVersion.Latest;
        Assert.Equal([id], (await Found(examples[0], version)).Distinct());
        Assert.Empty(await Found(examples[1], LanguageVersion.Latest));
    }

    /// <summary>The examples of a page, each as a source file.</summary>
    internal static string[] Examples(string id) =>
    [
        .. Example().Matches(Repository.Read("docs", "diagnostics", $"{id}.md"))
            .Select(m => "using System; using System.Threading.Tasks; using Unrolled;\n" + m.Groups[1].Value),
    ];

    private static async Task<IEnumerable<string>> Found(string example, LanguageVersion version) =>
        (await FixHarness.Diagnose(example, GeneratorHarness.ParseOptions.WithLanguageVersion(version))).Select(d => d.Id);

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
