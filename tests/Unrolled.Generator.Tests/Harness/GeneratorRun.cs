using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unrolled.Generator.Tests.Harness;

/// <summary>What one run of the generator came to.</summary>
/// <param name="Input">The compilation without generated files.</param>
/// <param name="Output">The compilation with them.</param>
/// <param name="Result">The driver's account.</param>
/// <param name="Reported">The generator's diagnostics as the compiler would show them.</param>
internal sealed record GeneratorRun(
    Compilation Input, Compilation Output, GeneratorDriverRunResult Result, ImmutableArray<Diagnostic> Reported)
{
    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; } =
        Result.Results.SelectMany(r => r.GeneratedSources.IsDefault ? [] : r.GeneratedSources).ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>The diagnostics that no #pragma suppresses.</summary>
    public Diagnostic[] Visible { get; } = [.. Reported.Where(d => !d.IsSuppressed)];

    /// <summary>The only visible diagnostic with this id.</summary>
    public Diagnostic Single(string id) => Assert.Single(Visible, d => d.Id == id);

    public void AssertNoException()
    {
        foreach (GeneratorRunResult result in Result.Results)
        {
            Assert.True(result.Exception is null, $"The generator threw: {result.Exception}");
        }

        Assert.DoesNotContain(Reported, d => d.Id is "CS8784" or "CS8785");
    }

    /// <summary>Compares what is marked in the sources with what was reported, both ways, down to the character.</summary>
    public void AssertDiagnostics(IReadOnlyList<Markup> sources)
    {
        SyntaxTree[] trees = [.. Input.SyntaxTrees];
        ILookup<SyntaxTree?, Diagnostic> found = Visible.ToLookup(d => d.Location.SourceTree);
        string[] wrong = [.. sources.Zip(trees, (source, tree) => Difference(source, [.. found[tree]])).OfType<string>()];
        Assert.True(wrong.Length == 0, string.Join("\n\n", wrong));

        Diagnostic? elsewhere = Visible.FirstOrDefault(d => !trees.Contains(d.Location.SourceTree));
        Assert.True(elsewhere is null, $"A diagnostic has no place in the sources: {elsewhere}");
    }

    private static string? Difference(Markup source, Diagnostic[] found)
    {
        Mark[] reported = [.. found.Select(d => new Mark(d.Id, d.Location.SourceSpan))];
        string messages = string.Join("\n", found.Select(d => $"    {d.Id}: {d.GetMessage(null)}"));
        return reported.OrderBy(m => m.ToString()).SequenceEqual(source.Marks.OrderBy(m => m.ToString()))
            ? null
            : $"The test expects\n{Markup.Write(source.Text, source.Marks)}\nbut what was reported is\n"
                + $"{Markup.Write(source.Text, reported)}\n{messages}\nIf that is right, paste it into the test.";
    }

    /// <summary>
    /// No warning in generated code, no error anywhere, malformed documentation included. After an error of the generator the rest of
    /// the program may lack the members that were not generated, so only generated files are looked at.
    /// </summary>
    public void AssertCompiles()
    {
        bool failed = Visible.Any(d => d.Severity == DiagnosticSeverity.Error);
        Diagnostic[] complaints = [.. Output.GetDiagnostics().Where(d => !d.IsSuppressed && (IsGenerated(d)
            ? d.Severity >= DiagnosticSeverity.Warning
            : d.Severity == DiagnosticSeverity.Error && !failed))];
        Assert.True(complaints.Length == 0, "The result does not compile:\n" + string.Join("\n", complaints.Take(10).Select(Describe)));
    }

    private bool IsGenerated(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree && !Input.SyntaxTrees.Contains(tree);

    private static string Describe(Diagnostic diagnostic)
    {
        int line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        return $"{diagnostic}\n    {diagnostic.Location.SourceTree?.GetText().Lines[line]}";
    }
}
