using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Unrolled.Generator.Analysis;
using Unrolled.Generator.Parsing;
using Unrolled.Tests;

namespace Unrolled.Generator.Tests;

/// <summary>What is written about the diagnostics elsewhere agrees with the diagnostics.</summary>
public sealed partial class DescriptorTests
{
    private static readonly DiagnosticDescriptor[] OfTheGenerator = In(typeof(Descriptors));

    private static readonly DiagnosticDescriptor[] OfTheAnalyzers = In(typeof(AnalysisDescriptors));

    private static readonly DiagnosticDescriptor[] Descriptors = [.. OfTheGenerator, .. OfTheAnalyzers];

    private static DiagnosticDescriptor[] In(Type table) =>
    [
        .. table.GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(f => f.FieldType == typeof(DiagnosticDescriptor)).Select(f => (DiagnosticDescriptor)f.GetValue(null)!).OrderBy(d => d.Id),
    ];

    [Fact]
    public void IdsRunWithoutAGap()
    {
        Assert.Equal(Enumerable.Range(1, OfTheGenerator.Length).Select(i => $"UNR{i:000}"), OfTheGenerator.Select(d => d.Id));
        Assert.Equal(Enumerable.Range(101, OfTheAnalyzers.Length).Select(i => $"UNR{i:000}"), OfTheAnalyzers.Select(d => d.Id));
    }

    [Fact]
    public void TheReleaseFilesListExactlyTheDescriptors()
    {
        string rules = Repository.Read("generator", "AnalyzerReleases.Shipped.md") + Repository.Read("generator", "AnalyzerReleases.Unshipped.md");
        Assert.Equal(
            Descriptors.Select(d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {d.Title}"),
            rules.Split('\n').Where(line => line.StartsWith("UNR", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// The index lists each with its page, and says which of them do not stop a build. Those from UNR201 on are the build program's.
    /// </summary>
    [Fact]
    public void TheIndexListsEveryDiagnostic() => Assert.Equal(
        Descriptors.Select(d => $"| [{d.Id}]({d.Id}.md) | {Severity(d)}"),
        Row().Matches(Repository.Read("docs", "diagnostics", "README.md")).Select(m => m.Value));

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.DefaultSeverity switch
    {
        DiagnosticSeverity.Error => "",
        DiagnosticSeverity.Info => "suggestion: ",
        _ => "warning: ",
    };

    /// <summary>A page has the title as its heading.</summary>
    [Fact]
    public void EveryDiagnosticHasItsPage()
    {
        Assert.Equal(Descriptors.Select(d => d.Id), PageTests.Ids);
        Assert.All(Descriptors, d =>
        {
            string page = Repository.Read("docs", "diagnostics", $"{d.Id}.md");
            Assert.StartsWith($"# {d.Id}: {d.Title}\n", page, StringComparison.Ordinal);
            HelpPage help = HelpPage.Of(d.Id);
            Assert.Equal(help.Link ?? "", d.HelpLinkUri);
            Assert.Equal(help.Description, d.Description.ToString(null));
        });
    }

    /// <summary>The address of the page, where it has one; its place in the package in any case.</summary>
    [Theory]
    [InlineData(null, null)]
    [InlineData("https://example.com/owner/name", "https://example.com/owner/name/blob/main/docs/diagnostics/UNR001.md")]
    public void HelpLeadsToThePage(string? repositoryUrl, string? link)
    {
        HelpPage page = HelpPage.Of("UNR001", repositoryUrl);
        Assert.Equal(link, page.Link);
        Assert.Contains("docs/diagnostics/UNR001.md in the package", page.Description, StringComparison.Ordinal);
    }

    /// <summary>A message tells what to write in place of what is wrong.</summary>
    [Fact]
    public void EveryMessageGivesAdvice() => Assert.All(Descriptors, d =>
    {
        string message = d.MessageFormat.ToString(null);
        Assert.True(message.Contains(':') || message.Contains(';'), $"{d.Id} gives no advice: {message}");
        Assert.False(message.EndsWith('.'), $"{d.Id} ends with a full stop.");
    });

    /// <summary>
    /// Each id stands in a mark of some test, so that none is reported without a test that says where; those of models' descriptions, which
    /// are no sources, beside one.
    /// </summary>
    [Fact]
    public void EveryDiagnosticIsTested()
    {
        string tests = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Unrolled.Generator.Tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(Descriptors, d => Assert.Contains(d.Id is "UNR023" or "UNR024" ? $"InlineData(\"{d.Id}\"" : $"{{|{d.Id}:", tests, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| \[UNR[01].*? \| (?:\w+: )?", RegexOptions.Multiline)]
    private static partial Regex Row();
}
