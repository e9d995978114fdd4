using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Unrolled.Benchmarks.Reporting;

namespace Unrolled.Benchmarks.GeneratorCost;

/// <summary>What an editor waits for: generator and analyzers after each pause in typing, in projects of several sizes.</summary>
internal static class EditorCost
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(Generator.NetworkGenerator).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Adds a row for a project with so many networks of shapes of their own.</summary>
    public static void Measure(int networks, Table table)
    {
        string[] topologies = [.. Enumerable.Range(1, networks).Select(number => Format.Text($"{100 + number}, 30, 10"))];
        CSharpCompilation compilation = Project.Create(topologies);
        int edited = (networks + 1) / 2;
        string topology = topologies[edited - 1];
        GeneratorDriver driver = Project.CreateDriver().RunGenerators(compilation);
        double full = Cost.Median(_ => Project.CreateDriver().RunGenerators(compilation), runs: networks < 100 ? Cost.Runs : 5);
        table.Add(
            Format.Text($"{networks}"),
            Format.Time(full),
            Edit(edit => Project.EditOther(compilation, edit)),
            Edit(edit => Project.EditNetwork(compilation, edited, topology, edit)),
            Edit(edit => Project.EditNetwork(compilation, edited, Format.Text($"{1000 + edit}, 30, 10"), edit)),
            Format.Time(Analyzers(compilation, driver)));

        string Edit(Func<int, CSharpCompilation> edit)
        {
            void Run(int run) => driver = driver.RunGenerators(edit(run + 1));

            // The first edits of all are slower, until the compiler's own code has been compiled again.
            Cost.Median(Run);
            double seconds = Cost.Median(Run);
            int made = Cost.Made(Project.CreateDriver(tracks: true).RunGenerators(compilation).RunGenerators(edit(0)));
            return Format.Text($"{Format.Time(seconds)}, {made}");
        }
    }

    /// <summary>All analyzers on the file without a network, which calls nothing of a network's: nearly every file is such a one.</summary>
    private static double Analyzers(CSharpCompilation compilation, GeneratorDriver driver)
    {
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        SemanticModel model = updated.GetSemanticModel(updated.SyntaxTrees.First());
        model.GetDiagnostics();
        return Cost.Median(_ => new CompilationWithAnalyzers(updated, s_analyzers, new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None).GetAwaiter().GetResult());
    }
}
