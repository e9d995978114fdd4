using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Tests.Harness;
using Unrolled.Tests;

namespace Unrolled.Generator.Tests;

/// <summary>The pages of docs/diagnostics, but those of the build program: the first example of each is refused for what the page is about, the second is not.</summary>
public sealed partial class PageTests
{
    public static TheoryData<string> Pages => [.. Ids];

    internal static string[] Ids =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "UNR*.md")
            .Select(page => Path.GetFileNameWithoutExtension(page)).Where(id => !id.StartsWith("UNR2", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task TheExamplesAreAsTheySay(string id)
    {
        string[] examples = Examples(id);
        Assert.Equal(2, examples.Length);

        // What it takes for this one is not in the source.
        LanguageVersion version = id == "UNR014" ? LanguageVersion.CSharp10 : LanguageVersion.Latest;
        Assert.Equal([id], (await Found(examples[0], version, Models(id, isRight: false))).Distinct());
        Assert.Empty(await Found(examples[1], LanguageVersion.Latest, Models(id, isRight: true)));
    }

    /// <summary>What the build has read where a page speaks of models: digits.safetensors and policy.onnx.</summary>
    private static ModelText[] Models(string id, bool isRight) => id switch
    {
        "UNR021" or "UNR022" => [ModelText.Weights("digits.safetensors", "784 30 10", "weight-tensor layers.0.weight", "weight-tensor layers.1.weight")],
        "UNR023" => [Policy],
        "UNR024" => [isRight ? Policy : new ModelText("obj/Policy.unrolled", "unrolled 0")],
        _ => [],
    };

    private static ModelText Policy => ModelText.Class("Policy", "4 8 2", "Tanh Identity");

    /// <summary>The examples of a page, each as a source file.</summary>
    internal static string[] Examples(string id) =>
    [
        .. Example().Matches(Repository.Read("docs", "diagnostics", $"{id}.md"))
            .Select(m => "using System; using System.Threading.Tasks; using Unrolled;\n" + m.Groups[1].Value),
    ];

    private static async Task<IEnumerable<string>> Found(string example, LanguageVersion version, ModelText[] models) =>
        (await FixHarness.Diagnose(example, GeneratorHarness.ParseOptions.WithLanguageVersion(version), models)).Select(d => d.Id);

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
