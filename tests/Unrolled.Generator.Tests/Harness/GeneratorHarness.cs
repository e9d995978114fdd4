using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unrolled.Generator.Tests.Harness;

/// <summary>
/// Runs the generator as the compiler does and checks what holds for every run: no exception, a second run that does nothing, no
/// diagnostic that the test does not expect, generated code that compiles without a warning.
/// </summary>
internal static class GeneratorHarness
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    public static readonly ImmutableArray<MetadataReference> References = FindReferences();

    /// <summary>Runs on sources with <see cref="Markup"/>; every diagnostic must be marked, and every mark reported.</summary>
    public static GeneratorRun Run(params string[] marked) => Run(ParseOptions, marked);

    public static GeneratorRun Run(CSharpParseOptions options, params string[] marked)
    {
        Markup[] sources = [.. marked.Select(Markup.Parse)];
        GeneratorRun run = RunUnchecked(options, [.. sources.Select(s => s.Text)]);
        run.AssertDiagnostics(sources);
        run.AssertCompiles();
        return run;
    }

    /// <summary>Runs without a look at diagnostics, for nonsense: only exceptions and caching are checked.</summary>
    public static GeneratorRun RunUnchecked(params string[] sources) => RunUnchecked(ParseOptions, sources);

    public static GeneratorRun RunUnchecked(IReadOnlyList<ModelText> models, params string[] sources) => RunUnchecked(ParseOptions, sources, models);

    /// <summary>Runs on sources with <see cref="Markup"/> and on descriptions of models.</summary>
    public static GeneratorRun RunWithModels(IReadOnlyList<ModelText> models, params string[] marked)
    {
        Markup[] sources = [.. marked.Select(Markup.Parse)];
        GeneratorRun run = RunUnchecked(ParseOptions, [.. sources.Select(s => s.Text)], models);
        run.AssertDiagnostics(sources);
        run.AssertCompiles();
        return run;
    }

    private static GeneratorRun RunUnchecked(CSharpParseOptions options, string[] sources, IReadOnlyList<ModelText>? models = null)
    {
        CSharpCompilation compilation = Compile(options, sources);
        GeneratorDriver driver = Driver(options).AddAdditionalTexts([.. models ?? []]).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        var run = new GeneratorRun(compilation, output, driver.GetRunResult(), diagnostics);
        run.AssertNoException();

        // A clone makes the driver look at everything again, and find nothing changed.
        GeneratorDriver second = driver.RunGenerators(compilation.Clone());
        AssertCached(second.GetRunResult().Results[0]);
        return run;
    }

    public static GeneratorDriver Driver(CSharpParseOptions options) => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation Compile(CSharpParseOptions options, params string[] sources) => CSharpCompilation.Create(
        "Tests",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, options, $"Source{i}.cs", Encoding.UTF8)),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Fails when the stages after parsing did anything; the parse itself must have come to equal results.</summary>
    public static void AssertCached(GeneratorRunResult result)
    {
        foreach ((string name, ImmutableArray<IncrementalGeneratorRunStep> steps) in result.TrackedOutputSteps)
        {
            AssertReasons(name, steps, IncrementalStepRunReason.Cached);
        }

        foreach (string stage in new[] { TrackingNames.Spec, TrackingNames.Diagnostics })
        {
            if (result.TrackedSteps.TryGetValue(stage, out ImmutableArray<IncrementalGeneratorRunStep> steps))
            {
                AssertReasons(stage, steps, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged);
            }
        }
    }

    private static void AssertReasons(string stage, ImmutableArray<IncrementalGeneratorRunStep> steps, params IncrementalStepRunReason[] allowed)
    {
        foreach (IncrementalStepRunReason reason in steps.SelectMany(s => s.Outputs).Select(o => o.Reason))
        {
            Assert.True(allowed.Contains(reason), $"Stage {stage} was {reason} in a run without a change, not {string.Join(" or ", allowed)}.");
        }
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        IEnumerable<string> platform = trusted.Where(path => Path.GetDirectoryName(path) == framework);
        return [.. platform.Append(typeof(NetworkAttribute).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path))];
    }
}
