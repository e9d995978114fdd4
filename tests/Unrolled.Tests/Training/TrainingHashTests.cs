using Unrolled.Tests.Networks;
using Unrolled.Tests.Numerics;

namespace Unrolled.Tests.Training;

/// <summary>
/// Whole trainings as hashes of their parameters and figures: the same at every width of vectors, without multiply-add, on any number of
/// threads and on every system.
/// </summary>
public sealed class TrainingHashTests
{
    private delegate void Training(Digest digest, int threads);

    private static readonly Dataset s_digits = SyntheticDigits.Create(60, seed: 5);
    private static readonly TrainingOptions s_plain = new() { LearningRate = 0.3f };

    private static readonly Dictionary<string, Training> s_trainings = new(
        Optimizers.All.Select(row => KeyValuePair.Create<string, Training>(row.Data, (digest, threads) => Run<Digits>(digest, Optimizers.Options(row.Data), threads))))
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

    [Theory]
    [InlineData("L1 and L2", "661a373af454cc69f962bc22b8cf8dcc0f1c93f17d7291a96403abf0e7974edd")]
    [InlineData("adagrad", "aaaba7f4e7221af40d7ffce106bf3a55cd127cf3f1db8d325bb76f2e3b1127fe")]
    [InlineData("adam", "15eec9b48b1e28339bcfe971e109404d11e9e1d8d4f3f0d3c4653cb79d145fcc")]
    [InlineData("adamw", "def7db5c83afe68a989273afa481af6dcb7f0236ac4e71ed11c5993676253f80")]
    [InlineData("augmentation", "55289d4e879969fad843213b0421b3ecfca26ed8b95d41e367272f26eddc38dd")]
    [InlineData("batches of 13", "bd9709c06e26cc9f840bc3b63c23f756e21e018b5b828f5e367562d3810bef16")]
    [InlineData("clipped norm", "47f594f4c6454fe39bf1f57042fadab16f4a851287ca1fba8ed3348a33ce5f60")]
    [InlineData("clipped values", "3e49d583746f5d40369b0e43e3443e756d704976876826ade62de1aeca9c5112")]
    [InlineData("cosine schedule", "fd806f6a50115862166c1e0c7a56ee74ba9b15c49403a7af1b72c5be96cca27e")]
    [InlineData("dropout", "7f2c3e8baad9cc79679bbaed064c1afc1fef8beffc766ea154bcdbe3fe98bee9")]
    [InlineData("full unrolling", "175f93c18553c6e7cc68353333bce9a408fd95afd746d9d1a3f622b3794fcc81")]
    [InlineData("max norm", "0ccbd9aed23c7838becd7aac00d1f334f0a815ba4cb3601101990b02c5ddc45b")]
    [InlineData("momentum", "05b3fe921cc8c52172948643c9baa9a56a7a6aceaeccb5e53f89302485542d9c")]
    [InlineData("more than a chunk", "5a3b5bae669cb29e26417f6d9d3eedf535e6e52803f89b17656df35b657a9bb0")]
    [InlineData("nesterov", "ef3297c8d42941ba50db1b7c0a5817ec5af5e01447b30314fd788ce211f07b2c")]
    [InlineData("one sample at a time", "a239a1fce62e621cd617eefdca2f7706659d829ec3e8fd9d6e7f74bc13dce468")]
    [InlineData("rmsprop", "9ce4a75890b5ca3ae5fc44b384e98796c3797e1044c5bf1229b9ba2adf9120b1")]
    [InlineData("sample weights", "d9ebeadc1a387b1a211b815b6fa073897b962f2e04c266ee5dde4a8bec29e2df")]
    [InlineData("sgd", "cfe7a2dcd23167df9d06c388d385dc1f79c00333ea05d271dd0cbf10d2871be2")]
    [InlineData("sparse inputs", "175f93c18553c6e7cc68353333bce9a408fd95afd746d9d1a3f622b3794fcc81")]
    [InlineData("standardised", "90d31bf0c2d6a7f91cf5554be763091402141f77e2084d362b6a5a16c73bfbda")]
    [InlineData("step schedule", "51b16e1e7d4a762cf7c05ca7817271c8f0308355f1f6884479bf0f39e85f6eb2")]
    [InlineData("weight decay", "9ba895d4565899867e1169b911f4a9de8ff4414a8135d7717dc2a59fefd4f998")]
    public void Trainings(string name, string hash)
    {
        foreach (int threads in new[] { 1, 2, 3, 7 })
        {
            using var digest = new Digest();
            s_trainings[name](digest, threads);
            Assert.True(hash == digest.ToString(), $"It is {digest} now.");
        }
    }

    /// <summary>Each of these trainings is in the table, and nothing else.</summary>
    [Fact]
    public void The_table_is_whole() => Assert.Equal(
        s_trainings.Keys.Order(StringComparer.Ordinal), Digest.Listed(typeof(TrainingHashTests), nameof(Trainings)));

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
