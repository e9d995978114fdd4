using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unrolled.Benchmarks.GeneratorCost;

/// <summary>A user's project in memory: a file with a network and a file with something else.</summary>
internal static class Project
{
    private static readonly CSharpParseOptions s_parseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13);

    public static CSharpCompilation Create(string topology) => CSharpCompilation.Create(
        "UserProject",
        [Parse($"[Unrolled.Network({topology})] public sealed partial class UserNetwork;"), Unrelated(0)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));

    /// <summary>A driver with the generator that wrote the networks of this program.</summary>
    public static GeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new Generator.NetworkGenerator().AsSourceGenerator()],
        parseOptions: s_parseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The same project after some keys were pressed in the file without a network.</summary>
    public static CSharpCompilation Edit(CSharpCompilation compilation, int edit) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Unrelated(edit));

    private static SyntaxTree Unrelated(int edit) => Parse($"public static class Unrelated {{ public const int Edit = {edit}; }}");

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, s_parseOptions);
}
