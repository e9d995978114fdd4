using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Unrolled.CodeFixes;
using Unrolled.Generator.Analysis;

namespace Unrolled.Generator.Tests.Harness;

/// <summary>
/// Runs the generator and all analyzers on a program with statements at its top, and code fixes on what they find. Diagnostics are
/// marked as <c>{|UNR101:text|}</c>, those of the generator and of the analyzers alike.
/// </summary>
internal static class FixHarness
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Unrolled;

        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(NetworkAnalyzer).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    private static readonly CodeFixProvider[] s_fixes =
    [
        .. typeof(MakePartialFix).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract)
            .Select(t => (CodeFixProvider)Activator.CreateInstance(t)!),
    ];

    /// <summary>Finds what is marked and nothing else, and returns the messages.</summary>
    public static async Task<string[]> Finds(string marked)
    {
        (_, ImmutableArray<Diagnostic> found) = await FindMarked(marked);
        return [.. found.Select(d => d.GetMessage(null))];
    }

    /// <summary>Finds what is marked, and says of it, in some message, each of the given parts.</summary>
    public static async Task Tells(string marked, string[] told)
    {
        string[] messages = await Finds(marked);
        Assert.All(told, part => Assert.Contains(messages, m => m.Contains(part, StringComparison.Ordinal)));
    }

    /// <summary>
    /// Finds what is marked in many bodies at once, each of which is a method in a namespace of its own; compiled together they take no
    /// longer than one.
    /// </summary>
    /// <param name="setup">What stands at the beginning of each body.</param>
    /// <param name="types">Types that all of them use.</param>
    /// <param name="bodies">The statements under test, with marks.</param>
    /// <returns>The messages of each body.</returns>
    public static async Task<string[][]> FindsAll(string setup, string types, params string[] bodies)
    {
        Markup[] sources =
        [
            .. bodies.Select((body, i) => Markup.Parse(
                $"{Usings}namespace Case{i};\n\nstatic class Program {{ static async Task Main(string[] args) {{\n{setup}\n{body}\n}} }}")),
            Markup.Parse(Usings + types),
        ];
        // Users write C# 13, of which the oldest compiler has a preview.
        CSharpParseOptions options = GeneratorHarness.ParseOptions.WithLanguageVersion(LanguageVersion.Preview);
        CSharpCompilation compilation = GeneratorHarness.Compile(options, [.. sources.Select(s => s.Text)]);
        GeneratorRun run = await Run(compilation, options);
        run.AssertCompiles();
        run.AssertDiagnostics(sources);
        ILookup<SyntaxTree?, string> messages = run.Visible.ToLookup(d => d.Location.SourceTree, d => d.GetMessage(null));
        return [.. compilation.SyntaxTrees.Take(bodies.Length).Select(tree => messages[tree].ToArray())];
    }

    /// <summary>The same where each body also has a part of what some message says of it.</summary>
    public static async Task TellsAll(string setup, string types, params (string Body, string Told)[] cases)
    {
        string[][] messages = await FindsAll(setup, types, [.. cases.Select(c => c.Body)]);
        Assert.All(cases.Zip(messages), c => Assert.Contains(c.Second, m => m.Contains(c.First.Told, StringComparison.Ordinal)));
    }

    /// <summary>Finds what is marked, and writes that in its place: one after the other, and all at once.</summary>
    /// <param name="fix">The code fix.</param>
    /// <param name="marked">The program.</param>
    /// <param name="right">The program without the mistakes.</param>
    /// <param name="choice">Which of several remedies to take: the start of the code action's title.</param>
    public static async Task Fixes(CodeFixProvider fix, string marked, string right, string choice = "")
    {
        (Document document, ImmutableArray<Diagnostic> found) = await FindMarked(marked);
        CodeAction first = await Offer(fix, document, found, choice) ?? throw new InvalidOperationException("No fix is offered.");
        Assert.Equal(right, await Text(await FixAll(fix, document, found, first.EquivalenceKey!)));

        for (CodeAction? action = first; action is not null; action = await Offer(fix, document, found, choice))
        {
            document = await Apply(action, document);
            found = (await Run(document)).Found;
        }

        Assert.Equal(right, await Text(document));
        Assert.Empty(found);
    }

    /// <summary>The titles of what is offered for the first thing that is found.</summary>
    public static async Task<string[]> Offers(CodeFixProvider fix, string marked)
    {
        (Document document, ImmutableArray<Diagnostic> found) = await FindMarked(marked);
        return [.. (await Offers(fix, document, found[0])).Select(a => a.Title)];
    }

    /// <summary>What the generator and the analyzers say of a source, which must compile if they have no error to report.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Diagnose(string source, CSharpParseOptions options, params ModelText[] models)
    {
        (GeneratorRun run, ImmutableArray<Diagnostic> found) = await Run(Open(source, options), models);
        run.AssertCompiles();
        return found;
    }

    /// <summary>All that is written about a source: the generated files, the messages, and what the code fixes offer and make of it.</summary>
    public static async Task<string[]> Everything(string source)
    {
        Document document = Open(source, GeneratorHarness.ParseOptions);
        (GeneratorRun run, ImmutableArray<Diagnostic> found) = await Run(document);
        List<string> written = [.. run.Files.Values, .. found.Select(d => $"{d.Id} at {d.Location.SourceSpan}: {d.GetMessage(null)}")];
        foreach (Diagnostic diagnostic in found)
        {
            foreach (CodeFixProvider fix in s_fixes.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                foreach (CodeAction action in await Offers(fix, document, diagnostic))
                {
                    written.Add($"{action.Title}\n{await Text(await Apply(action, document))}");
                }
            }
        }

        return [.. written.Order(StringComparer.Ordinal)];
    }

    /// <summary>Runs on a program that need not compile: neither the generator nor an analyzer may throw.</summary>
    public static Task Survives(string program) => Run(Open(program));

    private static Document Open(string source) => Open(source, GeneratorHarness.ParseOptions);

    private static Document Open(string source, CSharpParseOptions options) => new AdhocWorkspace().CurrentSolution
        .AddProject("Tests", "Tests", LanguageNames.CSharp)
        .WithCompilationOptions(GeneratorHarness.Compile(GeneratorHarness.ParseOptions).Options.WithOutputKind(KindOf(source, options)))
        .WithParseOptions(options)
        .WithMetadataReferences(GeneratorHarness.References)
        .AddDocument("Program.cs", source);

    private static OutputKind KindOf(string source, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(source, options).GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any()
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary;

    private static async Task<(Document Document, ImmutableArray<Diagnostic> Found)> FindMarked(string marked)
    {
        var markup = Markup.Parse(marked);
        Document document = Open(markup.Text);
        (GeneratorRun run, ImmutableArray<Diagnostic> found) = await Run(document);
        run.AssertDiagnostics([markup]);
        run.AssertCompiles();
        return (document, found);
    }

    private static async Task<(GeneratorRun Run, ImmutableArray<Diagnostic> Found)> Run(Document document, params ModelText[] models)
    {
        GeneratorRun run = await Run((await document.Project.GetCompilationAsync())!, (CSharpParseOptions)document.Project.ParseOptions!, models);
        return (run, [.. run.Visible]);
    }

    private static async Task<GeneratorRun> Run(Compilation compilation, CSharpParseOptions options, params ModelText[] models)
    {
        GeneratorDriver driver = GeneratorHarness.Driver(options).AddAdditionalTexts([.. models]).RunGeneratorsAndUpdateCompilation(
            compilation, out Compilation output, out ImmutableArray<Diagnostic> generated);
        ImmutableArray<Diagnostic> analyzed = await output.WithAnalyzers(s_analyzers).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(analyzed, d => d.Id == "AD0001");
        var run = new GeneratorRun(compilation, output, driver.GetRunResult(), generated.AddRange(analyzed));
        run.AssertNoException();
        return run;
    }

    private static async Task<CodeAction?> Offer(CodeFixProvider fix, Document document, ImmutableArray<Diagnostic> found, string choice)
    {
        Diagnostic? fixable = found.FirstOrDefault(d => fix.FixableDiagnosticIds.Contains(d.Id));
        return fixable is null ? null : (await Offers(fix, document, fixable)).First(a => a.Title.StartsWith(choice, StringComparison.Ordinal));
    }

    private static async Task<List<CodeAction>> Offers(CodeFixProvider fix, Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private static async Task<Document> FixAll(CodeFixProvider fix, Document document, ImmutableArray<Diagnostic> found, string key)
    {
        string[] ids = [.. found.Select(d => d.Id).Where(fix.FixableDiagnosticIds.Contains).Distinct()];
        var context = new FixAllContext(document, fix, FixAllScope.Document, key, ids, new Known(found), CancellationToken.None);
        CodeAction? action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return await Apply(action!, document);
    }

    private static async Task<Document> Apply(CodeAction action, Document document)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
    }

    private static async Task<string> Text(Document document) => (await document.GetTextAsync()).ToString();

    private sealed class Known(ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
