using Unrolled.Tests.Networks;
using Unrolled.Tests.Training;

namespace Unrolled.Tests.SameBits;

/// <summary>Whole trainings: their parameters and figures.</summary>
internal static class TrainingCases
{
    private delegate void Training(Digest digest, int threads);

    private static readonly Dataset s_digits = SyntheticDigits.Create(60, seed: 5);
    private static readonly TrainingOptions s_plain = new() { LearningRate = 0.3f };

    private static readonly Dictionary<string, Training> s_trainings = new(Optimizers.All.Select(name =>
        KeyValuePair.Create<string, Training>(name, (digest, threads) => Run<Digits>(digest, Optimizers.Options(name), threads))))
    {
        ["sparse inputs"] = (digest, threads) => Run<SparseDigits>(digest, s_plain, threads),
        ["full unrolling"] = (digest, threads) => Run<FullDigits>(digest, s_plain, threads),
        ["dropout"] = (digest, threads) => Run<HashedDropout>(digest, Optimizers.Options("adam"), threads),
        ["augmentation"] = (digest, threads) => Run<Digits>(digest, s_plain with { Augmentation = Distortions }, threads),
        ["sample weights"] = (digest, threads) => Run<Digits>(digest, s_plain, threads, Weighted()),
        ["standardised"] = (digest, threads) => Run<Digits>(digest, s_plain, threads, Standardizer.Fit(s_digits).Apply(s_digits)),
        ["L1 and L2"] = (digest, threads) => Run<Digits>(digest, s_plain with { Regularization = new() { L1 = 0.3f, L2 = 0.5f } }, threads),
        ["weight decay"] = (digest, threads) => Run<Digits>(digest, s_plain with { Regularization = new() { WeightDecay = 0.01f } }, threads),
        ["max norm"] = (digest, threads) => Run<Digits>(digest, s_plain with { Regularization = new() { MaxNorm = 1 } }, threads),
        ["clipped values"] = (digest, threads) => Run<Digits>(digest, s_plain with { Clipping = new() { Value = 0.001f } }, threads),
        ["clipped norm"] = (digest, threads) => Run<Digits>(digest, s_plain with { Clipping = new() { Norm = 0.05f } }, threads),
        ["step schedule"] = (digest, threads) => Run<Digits>(digest, s_plain with { Schedule = LearningRateSchedule.Step(epochs: 1, factor: 0.7f) }, threads),
        ["cosine schedule"] = (digest, threads) => Run<Digits>(digest, s_plain with { Schedule = LearningRateSchedule.Cosine() }, threads),
        ["one sample at a time"] = (digest, threads) => Run<Digits>(digest, s_plain with { BatchSize = 1, Epochs = 1 }, threads),
        ["batches of 13"] = (digest, threads) => Run<Digits>(digest, s_plain with { BatchSize = 13 }, threads),
        ["more than a chunk"] = (digest, threads) =>
            Run<Digits>(digest, s_plain with { BatchSize = TrainingOptions.FullBatch, Epochs = 1 }, threads, SyntheticDigits.Create(Chunk + 40, seed: 6)),
    };

    private static int Chunk => NetworkUnderTest.Of<Digits>().ChunkSize;

    private static ImageAugmentation Distortions => new(28, 28)
    {
        Shift = 2,
        Rotation = 12,
        Scale = 0.1f,
        Shear = 0.1f,
        Elastic = new ElasticDistortion(alpha: 8, sigma: 4),
    };

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, Case> On(int threads) =>
        s_trainings.ToDictionary(row => row.Key, Case (row) => digest => row.Value(digest, threads));

    private static Dataset Weighted() => s_digits.WithWeights([.. Enumerable.Range(0, s_digits.Count).Select(i => i % 5 == 2 ? 0 : 0.25f * (1 + (i % 7)))]);

    private static void Run<TNetwork>(Digest digest, TrainingOptions options, int threads, Dataset? data = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(2);
        options = options with { Threads = threads, Seed = 4, Epochs = Math.Min(options.Epochs, 2) };
        TrainingResult result = Trainer.Train(network, data ?? s_digits, options, s_digits);
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        digest.Add(parameters);
        foreach (EpochReport report in result.Reports)
        {
            digest.Add(report.Loss);
            digest.Add(report.ValidationLoss!.Value);
            digest.Add(report.Accuracy!.Value);
        }

        digest.Add(Evaluator.MeanLoss(network, s_digits, threads));
        digest.Add(Evaluator.Accuracy(network, s_digits, threads));
    }
}

[Network(784, 20, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Dropout = 0.3)]
public sealed partial class HashedDropout;
