using System.Globalization;
using System.Runtime.InteropServices;
using Unrolled.Benchmarks.Networks;
using Unrolled.Benchmarks.Roofline;

namespace Unrolled.Benchmarks.Sources;

/// <summary>A training in a process of its own, whose memory is measured.</summary>
internal static class SourceTraining
{
    public const int InputSize = 16;

    /// <summary>From where the samples come.</summary>
    public static readonly string[] Origins = ["memory", "file", "mapped"];

    /// <summary>
    /// Trains, and writes samples per second, the processors' nanoseconds for a sample, the most memory that was resident and how much of that
    /// at the end is no file's.
    /// </summary>
    /// <param name="args">Origin, inputs, targets, samples, mini-batch, epochs, whether to shuffle.</param>
    /// <param name="output">Receives a line.</param>
    public static void Run(string[] args, TextWriter output)
    {
        int count = Number(args[3]);
        var options = new TrainingOptions { BatchSize = Number(args[4]), Epochs = Number(args[5]), Shuffle = bool.Parse(args[6]), LearningRate = 0.01f };
        var network = new Network_16_32_1(seed: 1);
        Dataset? loaded = args[0] == "memory" ? Load(args[1], args[2], count) : null;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        TrainingResult result = args[0] switch
        {
            "memory" => Trainer.Train(network, loaded!, options),
            "mapped" => Trainer.Train(network, new MappedRows(args[1], args[2], SampleShape.WithTargets(InputSize, 1), count), options),
            _ => Trainer.Train(network, SampleFile.OfTargets(RawColumns.Floats(args[1], InputSize), RawColumns.Floats(args[2], 1)), options),
        };
        double time = (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / ((double)count * options.Epochs);
        double speed = Measurement.Median([.. result.Reports.Skip(1).Select(report => report.SamplesPerSecond)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{speed} {time} {Status("VmHWM")} {Status("RssAnon")}"));
    }

    private static Dataset Load(string inputs, string targets, int count) =>
        Dataset.FromFloats(Floats(inputs, count * InputSize), InputSize, Floats(targets, count), 1);

    private static float[] Floats(string path, int count)
    {
        float[] floats = new float[count];
        using FileStream stream = File.OpenRead(path);
        for (int start = 0; start < count; start += 1 << 24)
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(floats.AsSpan(start, Math.Min(1 << 24, count - start))));
        }

        return floats;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>What Linux says of the process, in bytes.</summary>
    private static long Status(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024L * Number(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim());
    }
}
