using System.Globalization;
using System.Security.Cryptography;

namespace Unrolled.Mpi.Worker;

/// <summary>Trains a small network, and says what came out; on the way something may go wrong.</summary>
internal static class Training
{
    private const int SampleCount = 1003;
    private const int ValidationCount = 700;
    private const int Classes = 4;

    public static void Run(IProcessGroup? group, Settings settings)
    {
        int rank = group?.Rank ?? 0;
        TrainingOptions options = Options(group, settings);
        Dataset training = Data(options, settings, rank);
        Dataset? validation = settings.Has("validate") ? Samples.Create(Classes, ..ValidationCount, seed: 5) : null;
        Small network = new(seed: Is(settings, "othernetwork", rank) ? 2 : 1);
        Said<EpochReport> lines = new(report => Say(rank, string.Create(
            CultureInfo.InvariantCulture, $"{report.Epoch} {report.Loss:R} {report.ValidationLoss:R} {report.Accuracy:R}")));
        TrainingResult result = settings.Text("folder") is { } folder
            ? new CheckpointFolder(folder) { Interval = TimeSpan.Zero }.Train(network, training, options, validation, lines)
            : Trainer.Train(network, training, options, validation, lines, Cancelled(settings, rank));
        float[] parameters = new float[Small.ParameterCount];
        network.GetParameters(parameters);
        Say(rank, $"best {result.BestEpoch} {Hash(parameters)}");
        if (rank > 0 && settings.Has("tell"))
        {
            Console.WriteLine($"rank {rank} {Hash(parameters)}");
        }
    }

    private static TrainingOptions Options(IProcessGroup? group, Settings settings)
    {
        int rank = group?.Rank ?? 0;
        return new TrainingOptions
        {
            Epochs = settings.Number("epochs", 3),
            BatchSize = settings.Number("batch", 50) + (Is(settings, "otherbatch", rank) ? 1 : 0),
            LearningRate = 0.01f,
            Seed = Is(settings, "otherseed", rank) ? 7 : 3,
            Shards = settings.Number("shards", 8),
            Threads = settings.Number("threads", 1),
            Group = group,
            Optimizer = settings.Text("optimizer") == "sgd" ? Optimizer.Sgd : Optimizer.Adam(),
            Clipping = new() { Norm = 1 },
            Regularization = new() { L2 = 1e-3f, MaxNorm = 3 },
            Schedule = LearningRateSchedule.Cosine(),
            EarlyStopping = settings.Has("validate") ? new EarlyStopping { Patience = 2 } : null,
            Augmentation = settings.Has("throw") || settings.Has("pause") || settings.Has("nan") ? new Trouble(settings, rank) : null,
        };
    }

    private static Dataset Data(TrainingOptions options, Settings settings, int rank)
    {
        int seed = Is(settings, "otherdata", rank) ? 9 : 1;
        if (!settings.Has("part"))
        {
            return Samples.Create(Classes, ..SampleCount, seed);
        }

        Range rows = options.OwnRows(SampleCount);
        return Samples.Create(Classes, rows, seed).AsPartOf(SampleCount, rows.Start.Value);
    }

    private static CancellationToken Cancelled(Settings settings, int rank) => Is(settings, "cancel", rank) ? new CancellationToken(true) : default;

    private static bool Is(Settings settings, string name, int rank) => settings.Number(name, -1) == rank;

    private static void Say(int rank, string line)
    {
        if (rank == 0)
        {
            Console.WriteLine(line);
        }
    }

    private static string Hash(float[] parameters) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(parameters.AsSpan())));

    private sealed class Said<T>(Action<T> say) : IProgress<T>
    {
        public void Report(T value) => say(value);
    }

    /// <summary>Does nothing to the samples, but on some rank something goes wrong after a while.</summary>
    private sealed class Trouble(Settings settings, int rank) : IAugmentation
    {
        private const int After = 500;

        private int _samples;

        public void Apply(Span<float> input, ulong seed)
        {
            if (settings.Has("pause"))
            {
                Thread.SpinWait(settings.Number("pause", 0));
            }

            if (Interlocked.Increment(ref _samples) < After)
            {
                return;
            }

            if (Is(settings, "throw", rank))
            {
                throw new InvalidDataException("The augmentation has had enough.");
            }

            if (Is(settings, "nan", rank))
            {
                input.Fill(float.MaxValue);
            }
        }
    }
}
