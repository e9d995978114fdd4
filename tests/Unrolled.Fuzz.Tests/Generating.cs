using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unrolled.Fuzz.Tests;

/// <summary>The generator on sources in memory.</summary>
internal static class Generating
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "Unrolled.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Runs the generator, which must not throw and must report nothing but its own diagnostics.</summary>
    public static (CSharpCompilation Input, Compilation Output, ImmutableArray<Diagnostic> Reported) Run(string source)
    {
        var input = CSharpCompilation.Create(
            "Fuzz",
            [CSharpSyntaxTree.ParseText(source, s_options, "Program.cs")],
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new Generator.NetworkGenerator().AsSourceGenerator()], parseOptions: s_options)
            .RunGeneratorsAndUpdateCompilation(input, out Compilation output, out ImmutableArray<Diagnostic> reported);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.True(result.Exception is null, $"The generator threw on:\n{source}\n{result.Exception}");
        Assert.All(reported, d => Assert.True(d.Id.StartsWith("UNR", StringComparison.Ordinal), $"{d}\n{source}"));
        return (input, output, reported);
    }

    /// <summary>Where neither the generator nor the user's own code has an error, the result compiles, without a warning in what is generated.</summary>
    /// <returns>Whether it was compiled.</returns>
    public static bool AssertCompiles(string source)
    {
        (CSharpCompilation input, Compilation output, ImmutableArray<Diagnostic> reported) = Run(source);
        if (reported.Any(IsError) || input.GetDiagnostics().Any(IsError))
        {
            return false;
        }

        Diagnostic[] complaints = [.. output.GetDiagnostics().Where(d => IsError(d)
            || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree is { } tree && !input.SyntaxTrees.Contains(tree)))];
        Assert.True(complaints.Length == 0, $"{string.Join("\n", complaints.Take(5).Select(c => c.ToString()))}\n{source}");
        return true;
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}
