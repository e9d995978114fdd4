using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unrolled.Generator.Parsing;

/// <summary>What a model's class must know of the project, where there is no declaration of a user's to ask.</summary>
/// <param name="AsksForCompliance">Whether the assembly is marked as compliant with the common language specification.</param>
/// <param name="OldLanguage">The version of C#, if it is too old for generated code; else null.</param>
internal sealed record ModelSurroundings(bool AsksForCompliance, string? OldLanguage)
{
    public static ModelSurroundings Of(Compilation compilation) => new(
        ClsCompliance.IsAskedBy(compilation.Assembly),
        compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp11 and var version } ? version.ToDisplayString() : null);
}
