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
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{group?.Size ?? 1} ranks, {shards} shards, batch {batch}: {times[0]:F3} ms at best, {times[times.Count / 2]:F3} median"));
        }
    }
}
