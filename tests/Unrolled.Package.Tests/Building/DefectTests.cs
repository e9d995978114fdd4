using System.Text.RegularExpressions;
using Unrolled.Build;
using Unrolled.Tests;

namespace Unrolled.Package.Tests.Building;

/// <summary>What is written about the build program's errors elsewhere agrees with them.</summary>
public sealed partial class DefectTests
{
    [Fact]
    public void IdsRunWithoutAGap() => Assert.Equal(Enumerable.Range(201, Defects.All.Count).Select(i => $"UNR{i}"), Defects.All.Select(d => d.Id));

    [Fact]
    public void TheIndexListsEveryError() => Assert.Equal(
        Defects.All.Select(d => $"| [{d.Id}]({d.Id}.md) | "),
        Row().Matches(Repository.Read("docs", "diagnostics", "README.md")).Select(m => m.Value));

    [Fact]
    public void EveryErrorHasItsPage()
    {
        string folder = Path.Combine(Repository.Root, "docs", "diagnostics");
        Assert.Equal(
            Defects.All.Select(d => d.Id),
            Directory.GetFiles(folder, "UNR2*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));
        Assert.All(Defects.All, d => Assert.StartsWith($"# {d.Id}: {d.Title}\n\nError.\n", Repository.Read("docs", "diagnostics", $"{d.Id}.md"), StringComparison.Ordinal));
    }

    /// <summary>Each has a test that is named after it.</summary>
    [Fact]
    public void EveryErrorIsTested() => Assert.All(
        Defects.All, d => Assert.Contains(typeof(ModelCompilerTests).GetMethods(), test => test.Name.StartsWith($"{d.Id}_", StringComparison.Ordinal)));

    [GeneratedRegex(@"^\| \[UNR2.*? \| ", RegexOptions.Multiline)]
    private static partial Regex Row();
}
