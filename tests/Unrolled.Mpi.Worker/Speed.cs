using System.Diagnostics;
using System.Globalization;

namespace Unrolled.Mpi.Worker;

/// <summary>How long a step of training takes. Not a test: that takes a machine of its own.</summary>
internal static class Speed
{
    private const int SampleCount = 5120;

    public static void Train(IProcessGroup? group, Settings settings)
    {
        Dataset data = SyntheticDigits.Create(SampleCount, seed: 1);
        int batch = settings.Number("batch", 256);
        int shards = settings.Number("shards", 2);
        TrainingOptions options = new()
        {
            Epochs = 1_000_000,
            BatchSize = batch,
            LearningRate = 0.01f,
            Shards = shards,
            Threads = settings.Number("threads", 1),
            Group = shards == 1 ? null : group,
        };
        using TrainingSession<Wide> session = new(new Wide(seed: 1), data, options);
        int steps = settings.Number("steps", 40);
        List<double> times = [];
        for (int round = -1; round < settings.Number("rounds", 10); round++)
        {
            long started = Stopwatch.GetTimestamp();
            for (int step = 0; step < steps; step++)
            {
                session.RunBatch();
            }

            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds / steps);
            }
        }

        times.Sort();
        if (group is null or { Rank: 0 })
        {
            int ranks = group?.Size ?? 1;

            // A rank that is bound to a core sees no other, but each has one.
            int processors = Environment.ProcessorCount == 1 ? ranks : Environment.ProcessorCount;
            double expected = Cost(settings).Seconds(batch, shards, ranks, processors) * 1000;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{ranks} ranks, {shards} shards, batch {batch}: {times[0]:F3} ms at best, {times[times.Count / 2]:F3} median, {expected:F3} expected"));
        }
    }

    /// <summary>What the model of cost says for 1 to 1024 ranks that each have a shard of 256 samples, or share one batch.</summary>
    public static void Table(Settings settings)
    {
        StepCost cost = Cost(settings);
        int batch = settings.Number("batch", 0);
        double one = 0;
        for (int ranks = 1; ranks <= 1024; ranks *= 2)
        {
            int samples = batch == 0 ? 256 * ranks : batch;
            double seconds = cost.Seconds(samples, ranks, ranks);
            double speed = samples / seconds;
            one = ranks == 1 ? speed : one;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {ranks} | {samples:N0} | {seconds * 1000:F2} | {speed / 1000:N0} | {speed / one:F1} |"));
        }
    }

    // The numbers are those of docs/many-machines.md, unless given: operations and bytes in thousand millions, the latency in nanoseconds.
    private static StepCost Cost(Settings settings) => StepCost.Of<Wide>(
        settings.Number("flops", 243) * 1e9,
        settings.Number("memory", 60) * 1e9,
        settings.Number("latency", 600) * 1e-9,
        settings.Number("bandwidth", 11) * 1e9);
}
