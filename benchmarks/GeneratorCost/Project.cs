using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unrolled.Benchmarks.GeneratorCost;

/// <summary>A user's project in memory: a file with something else, and one for each network.</summary>
internal static class Project
{
    private const string Filler = "        sum += step;\n";

    private static readonly CSharpParseOptions s_parseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13);

    public static CSharpCompilation Create(params IEnumerable<string> topologies) => CSharpCompilation.Create(
        "UserProject",
        [Parse(Other(0)), .. topologies.Select((topology, index) => Parse(Network(topology, index + 1, 0)))],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));

    /// <summary>A driver with the generator that wrote the networks of this program.</summary>
    /// <param name="tracks">Whether it can say what was made again, which takes longer than all the rest; no editor asks for it.</param>
    public static GeneratorDriver CreateDriver(bool tracks = false) => CSharpGeneratorDriver.Create(
        [new Generator.NetworkGenerator().AsSourceGenerator()],
        parseOptions: s_parseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: tracks));

    /// <summary>After some keys were pressed in a method of the file without a network.</summary>
    public static CSharpCompilation EditOther(CSharpCompilation compilation, int edit) => Replace(compilation, 0, Other(edit));

    /// <summary>After some keys were pressed in a method of the file with a network, or in its topology.</summary>
    public static CSharpCompilation EditNetwork(CSharpCompilation compilation, int network, string topology, int edit) =>
        Replace(compilation, network, Network(topology, network, edit));

    private static string Other(int edit) =>
        $"public static class Other {{\n    public static int Sum(int step) {{\n        int sum = {edit};\n{string.Concat(Enumerable.Repeat(Filler, 200))}        return sum;\n    }}\n}}\n";

    private static string Network(string topology, int number, int edit) =>
        $"[Unrolled.Network({topology})]\npublic sealed partial class Network{number} {{\n    public int Edit() => {edit};\n}}\n";

    private static CSharpCompilation Replace(CSharpCompilation compilation, int index, string text) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[index], Parse(text));

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, s_parseOptions);
}
