using Microsoft.CodeAnalysis;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Fuzz.Tests;

/// <summary>What must hold of the generator whatever the source.</summary>
internal static class Generating
{
    /// <summary>Runs the generator, which must not throw and must report nothing but its own diagnostics.</summary>
    public static GeneratorRun Run(string source)
    {
        GeneratorRun run = GeneratorHarness.RunUnchecked(source);
        Assert.All(run.Reported, d => Assert.StartsWith("UNR", d.Id, StringComparison.Ordinal));
        return run;
    }

    /// <summary>Where neither the generator nor the user's own code has an error, the result compiles, without a warning in what is generated.</summary>
    /// <returns>Whether it was compiled.</returns>
    public static bool AssertCompiles(string source)
    {
        GeneratorRun run = Run(source);
        if (run.Reported.Any(IsError) || run.Input.GetDiagnostics().Any(IsError))
        {
            return false;
        }

        run.AssertCompiles();
        return true;
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}
