using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Unrolled.Benchmarks.Reporting;
using Unrolled.Benchmarks.Roofline;

namespace Unrolled.Benchmarks.Sources;

/// <summary>
/// What it costs to learn samples from a file instead of from memory: 20 million of 16 floats, in files that are made here and removed.
/// </summary>
/// <remarks>Linux alone tells the memory of a process in this way.</remarks>
internal sealed class SourcesCommand(TextWriter output, int rounds, string folder) : IDisposable
{
    private const int Samples = 20_000_000;
    private const int Epochs = 4;

    private readonly string _inputs = Path.Combine(folder, "inputs.f32");
    private readonly string _targets = Path.Combine(folder, "targets.f32");

    /// <summary>Runs the command "sources [rounds]".</summary>
    public static int Run(string[] args, TextWriter output)
    {
        if (args is ["train", .. string[] rest])
        {
            SourceTraining.Run(rest, output);
            return 0;
        }

        using SourcesCommand command = new(output, args.Length == 0 ? 3 : Measurement.Rounds(args), Directory.CreateTempSubdirectory("unrolled-").FullName);
        command.Run();
        return 0;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Run()
    {
        output.WriteLine(Machine.Description);
        output.WriteLine(Format.Text($"16-32-1 on {Samples / 1_000_000} million samples of 16 floats, one thread beside the one that reads. Medians of {rounds} rounds."));
        output.WriteLine();
        WriteSamples();
        var table = new Table("samples from", "order", "batch", "samples/s", "of the speed in memory", "processor time", "most resident", "at the end, files apart");
        foreach ((int batch, bool shuffle) in new[] { (100, true), (100, false), (10, true) })
        {
            Add(table, batch, shuffle);
        }

        table.Write(output);
    }

    private void Add(Table table, int batch, bool shuffle)
    {
        double[][][] runs = [.. SourceTraining.Origins.Select(_ => new double[rounds][])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < runs.Length; i++)
            {
                runs[i][round] = Train(SourceTraining.Origins[i], batch, shuffle);
            }
        }

        for (int i = 0; i < runs.Length; i++)
        {
            table.Add(
                SourceTraining.Origins[i],
                shuffle ? "shuffled" : "as it is",
                Format.Text($"{batch}"),
                Format.Text($"{Median(runs[i], 0):#,0}"),
                Format.Percent(Measurement.Median([.. runs[i].Zip(runs[0], (run, memory) => run[0] / memory[0])])),
                Format.Text($"{Median(runs[i], 1):0} ns/sample"),
                Format.Bytes(Median(runs[i], 2)),
                Format.Bytes(Median(runs[i], 3)));
        }
    }

    private static double Median(double[][] runs, int column) => Measurement.Median([.. runs.Select(run => run[column])]);

    private double[] Train(string origin, int batch, bool shuffle)
    {
        string[] arguments =
        [
            "exec", typeof(SourcesCommand).Assembly.Location, "sources", "train", origin, _inputs, _targets, $"{Samples}", $"{batch}", $"{Epochs}", $"{shuffle}",
        ];
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"The training from {origin} failed.");
    }

    private void WriteSamples()
    {
        const int together = 1 << 20;
        using FileStream inputs = File.Create(_inputs);
        using FileStream targets = File.Create(_targets);
        for (int start = 0; start < Samples; start += together)
        {
            int count = Math.Min(together, Samples - start);
            float[] rows = Data.Samples.Floats(count * SourceTraining.InputSize, seed: start);
            inputs.Write(MemoryMarshal.AsBytes(rows.AsSpan()));
            targets.Write(MemoryMarshal.AsBytes(Enumerable.Range(0, count).Select(row => rows[row * SourceTraining.InputSize]).ToArray().AsSpan()));
        }
    }
}
