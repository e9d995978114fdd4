using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Benchmarks.Reporting;
using Unrolled.Benchmarks.Roofline;

namespace Unrolled.Benchmarks.GeneratorCost;

/// <summary>What the generator costs the compiler and the editor, and how much it writes.</summary>
internal static class GeneratorCommand
{
    /// <summary>Times the first run in a process, for which there is a process of its own.</summary>
    private const string Cold = "--cold";

    private const int Runs = 25;

    private static readonly string[] s_topologies =
    [
        "784, 30, 10",
        "784, 512, 256, 10",
        "784, 30, 10, Unroll = Unrolled.Unroll.Full",
        "784, 512, 256, 10, Unroll = Unrolled.Unroll.Full",
    ];

    /// <summary>Runs the command "generator".</summary>
    public static int Run(string[] args, TextWriter output)
    {
        if (args is [Cold, string topology])
        {
            // The references are loaded and the compiler has been at work; its generator has not.
            CSharpCompilation compilation = Project.Create(topology);
            compilation.GetDiagnostics();
            output.WriteLine(Seconds(() => Project.CreateDriver().RunGenerators(compilation)).ToString("R", Format.Culture));
            return 0;
        }

        var times = new Table("network", "first run in the compiler", "warm", "unrelated edit", "files generated again for it");
        var sizes = new Table("file", "bytes");
        var methods = new Table("largest method", "IL bytes", "of the JIT's 60,000");
        foreach (string network in s_topologies)
        {
            Measure(network, times, sizes, methods);
        }

        times.Write(output);
        sizes.Write(output);
        methods.Write(output);
        return 0;
    }

    private static void Measure(string topology, Table times, Table sizes, Table methods)
    {
        CSharpCompilation compilation = Project.Create(topology);
        double warm = Median(_ => Project.CreateDriver().RunGenerators(compilation));

        GeneratorDriver driver = Project.CreateDriver().RunGenerators(compilation);
        int regenerated = 0;
        double edit = Median(run =>
        {
            driver = driver.RunGenerators(Project.Edit(compilation, run + 1));
            regenerated += Regenerated(driver);
        });

        times.Add(topology, Format.Time(ColdSeconds(topology)), Format.Time(warm), Format.Time(edit), Format.Text($"{regenerated}"));
        foreach (GeneratedSourceResult file in driver.GetRunResult().Results.Single().GeneratedSources)
        {
            sizes.Add($"[Network({topology})] {file.HintName}", Format.Text($"{Encoding.UTF8.GetByteCount(file.SourceText.ToString()):N0}"));
        }

        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        LargestMethod largest = LargestMethod.Of(updated);
        methods.Add($"[Network({topology})] {largest.Name}", Format.Text($"{largest.Bytes:N0}"), Format.Percent(largest.Bytes / 60_000.0));
    }

    /// <summary>How many of the last run's outputs were made rather than taken from the run before.</summary>
    private static int Regenerated(GeneratorDriver driver) => driver.GetRunResult().Results.Single().TrackedOutputSteps
        .SelectMany(step => step.Value)
        .SelectMany(step => step.Outputs)
        .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));

    private static double Median(Action<int> run) =>
        Measurement.Median([.. Enumerable.Range(0, Runs).Select(i => Seconds(() => run(i)))]);

    private static double Seconds(Action run)
    {
        double start = ThreadClock.Seconds;
        run();
        return ThreadClock.Seconds - start;
    }

    private static double ColdSeconds(string topology)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["generator", Cold, topology]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text, Format.Culture);
    }
}
