using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Benchmarks.Reporting;

namespace Unrolled.Benchmarks.GeneratorCost;

/// <summary>What the generator costs the compiler and the editor, and how much it writes.</summary>
internal static class GeneratorCommand
{
    /// <summary>Times the first run in a process, for which there is a process of its own.</summary>
    private const string Cold = "--cold";

    private static readonly string[] s_topologies =
    [
        "2, 3, 1",
        "784, 30, 10",
        "784, 512, 256, 10",
        string.Join(", ", Enumerable.Repeat(32, 101)),
        string.Join(", ", Enumerable.Range(2, 65)),
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
            output.WriteLine(Cost.Seconds(() => Project.CreateDriver().RunGenerators(compilation)).ToString("R", Format.Culture));
            return 0;
        }

        var editor = new Table(
            "networks in the project", "all of them", "edit elsewhere", "edit in a network's class", "another topology", "analyzers, one file");
        foreach (int networks in (int[])[1, 10, 100])
        {
            EditorCost.Measure(networks, editor);
        }

        editor.Write(output);
        var compiler = new Table("network", "first run in the compiler", "warm", "bytes", "lines", "compile them");
        var methods = new Table("largest method", "IL bytes", "of the JIT's 60,000");
        Compile(Project.Create(s_topologies[0]));
        foreach (string network in s_topologies)
        {
            Measure(network, compiler, methods);
        }

        compiler.Write(output);
        methods.Write(output);
        return 0;
    }

    private static void Measure(string topology, Table compiler, Table methods)
    {
        string name = topology.Length < 60 ? topology : $"{topology[..12]}... ({topology.Split(',').Length} layers)";
        CSharpCompilation compilation = Project.Create(topology);
        double warm = Cost.Median(_ => Project.CreateDriver().RunGenerators(compilation));
        (string[] files, LargestMethod largest, double compiling) = Compile(compilation);
        compiler.Add(
            name,
            Format.Time(ColdSeconds(topology)),
            Format.Time(warm),
            Format.Text($"{files.Sum(Encoding.UTF8.GetByteCount):N0}"),
            Format.Text($"{files.Sum(file => file.Count(c => c == '\n')):N0}"),
            Format.Time(compiling));
        methods.Add($"[Network({name})] {largest.Name}", Format.Text($"{largest.Bytes:N0}"), Format.Percent(largest.Bytes / 60_000.0));
    }

    private static (string[] Files, LargestMethod Largest, double Seconds) Compile(CSharpCompilation compilation)
    {
        GeneratorDriver driver = Project.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        long started = Stopwatch.GetTimestamp();
        LargestMethod largest = LargestMethod.Of(updated);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return ([.. driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString())], largest, seconds);
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
