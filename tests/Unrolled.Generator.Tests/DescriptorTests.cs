using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Unrolled.Generator.Parsing;

namespace Unrolled.Generator.Tests;

/// <summary>What is written about the diagnostics elsewhere agrees with the diagnostics.</summary>
public sealed partial class DescriptorTests
{
    private static readonly DiagnosticDescriptor[] Descriptors =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(f => f.FieldType == typeof(DiagnosticDescriptor)).Select(f => (DiagnosticDescriptor)f.GetValue(null)!).OrderBy(d => d.Id),
    ];

    [Fact]
    public void IdsRunWithoutAGap() =>
        Assert.Equal(Enumerable.Range(1, Descriptors.Length).Select(i => $"UNR{i:000}"), Descriptors.Select(d => d.Id));

    [Fact]
    public void TheReleaseFilesListExactlyTheDescriptors()
    {
        string rules = Read("generator", "AnalyzerReleases.Shipped.md") + Read("generator", "AnalyzerReleases.Unshipped.md");
        Assert.Equal(
            Descriptors.Select(d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {d.Title}"),
            rules.Split('\n').Where(line => line.StartsWith("UNR", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheReadmeListsEveryDiagnostic()
    {
        string readme = Read("README.md");
        string[] listed = [.. Row().Matches(readme).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];
        Assert.SkipWhen(listed.Length == 0, "The README has no table of diagnostics yet.");
        Assert.Equal(Descriptors.Select(d => d.Id), listed);
    }

    /// <summary>A message tells what to write in place of what is wrong; a help link leads to the row of its own id.</summary>
    [Fact]
    public void EveryMessageGivesAdvice() => Assert.All(Descriptors, d =>
    {
        Assert.Contains(d.Id.ToLowerInvariant(), d.HelpLinkUri, StringComparison.Ordinal);
        string message = d.MessageFormat.ToString(null);
        Assert.True(message.Contains(':') || message.Contains(';'), $"{d.Id} gives no advice: {message}");
        Assert.False(message.EndsWith('.'), $"{d.Id} ends with a full stop.");
    });

    /// <summary>Each id stands in a mark of some test, so that none is reported without a test that says where.</summary>
    [Fact]
    public void EveryDiagnosticIsTested()
    {
        string tests = Read("tests", "Unrolled.Generator.Tests", "TopologyDiagnosticTests.cs") + Read("tests", "Unrolled.Generator.Tests", "TypeDiagnosticTests.cs");
        Assert.All(Descriptors, d => Assert.Contains($"{{|{d.Id}:", tests, StringComparison.Ordinal));
    }

    private static string Read(params string[] path)
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Directory.Packages.props")))
        {
            root = Path.GetDirectoryName(root);
        }

        return File.ReadAllText(Path.Combine([root ?? throw new DirectoryNotFoundException("The tests do not run from below the solution."), .. path])).ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^\|[^|\n]*\b(UNR\d{3})\b", RegexOptions.Multiline)]
    private static partial Regex Row();
}
