using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>
/// Whatever the number of threads, a mini-batch gives the bits that the network's own methods give. At other widths of vectors the hashes of
/// <see cref="TrainingHashTests"/> say so.
/// </summary>
[Trait("Category", "Slow")]
public class ThreadIndependenceTests
{
    private const float LearningRate = 0.3f;

    private static readonly int[] s_batches = [.. Enumerable.Range(1, 12), 20, 33, 40, 99, 100, 101];

    public static TheoryData<int> Threads => [1, 2, 3, 7];

    [Theory]
    [MemberData(nameof(Threads))]
    public void Tiny_networks(int threads)
    {
        AssertSameBits<Xor>(threads);
        AssertSameBits<Control>(threads);
        AssertSameBits<Bottleneck>(threads);
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Networks_of_several_panels(int threads)
    {
        AssertSameBits<Digits>(threads);
        AssertSameBits<PanelTail>(threads);
        AssertSameBits<FullTiles>(threads);
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Deep_networks(int threads)
    {
        AssertSameBits<Deep>(threads);
        AssertSameBits<Gelu>(threads);
        AssertSameBits<EveryActivation>(threads);
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Networks_that_skip_zeros(int threads)
    {
        AssertSameBits<SparseDigits>(threads);
        AssertSameBits<SparsePanels>(threads);
        AssertSameBits<SparseGelu>(threads);
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Networks_that_drop_units(int threads)
    {
        AssertSameBits<DroppingClassifier>(threads);
        AssertSameBits<DroppingMish>(threads);
        AssertSameBits<DroppingBoard>(threads);
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Gradients_led_back_from_the_outputs(int threads)
    {
        AssertSameGradients<Control>(threads);
        AssertSameGradients<Digits>(threads);
        AssertSameGradients<SparsePanels>(threads);
        AssertSameGradients<EveryActivation>(threads);
    }

    /// <summary>A test of those above, which would pass as well if one thread did everything.</summary>
    [Theory]
    [InlineData(2, 10, 2)]
    [InlineData(3, 100, 3)]
    [InlineData(7, 12, 3)]
    public void The_threads_really_share_the_samples(int threads, int batch, int busy)
    {
        var seen = new ThreadsSeen();
        Dataset data = SyntheticDigits.Create(batch, seed: 1).Augmented(new AugmentedRows(seen, seed: 1));
        using var trainer = new ParallelTrainer<Digits>(new Digits(1), threads, isAdaptive: false);

        trainer.Train(data, [.. Enumerable.Range(0, batch)], LearningRate);

        Assert.Equal(busy, seen.Count);
    }

    private static void AssertSameGradients<TNetwork>(int threads) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(5);
        using var trainer = new ParallelTrainer<TNetwork>(network, threads, isAdaptive: false);
        foreach (int count in (int[])[.. s_batches, TNetwork.ChunkSize + 21])
        {
            (float[] inputs, float[] outputGradients) = NetworkUnderTest.Of<TNetwork>().Samples(count);
            (float[] expected, float[] expectedByInputs) = (new float[TNetwork.ParameterCount], new float[inputs.Length]);
            (float[] gradient, float[] byInputs) = (new float[TNetwork.ParameterCount], new float[inputs.Length]);
            network.Backward(inputs, outputGradients, expected, expectedByInputs);
            trainer.Backward(inputs, outputGradients, gradient, byInputs);
            Assert.Equal(expected, gradient);
            Assert.Equal(expectedByInputs, byInputs);
            trainer.Backward(inputs, outputGradients, [], byInputs);
            Assert.Equal(expectedByInputs, byInputs);
            trainer.Backward(inputs, outputGradients, gradient, []);
            Assert.Equal(expected, gradient);
        }
    }

    private static void AssertSameBits<TNetwork>(int threads) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork alone = TNetwork.Create(3);
        TNetwork shared = TNetwork.Create(3);
        using var trainer = new ParallelTrainer<TNetwork>(shared, threads, isAdaptive: false);
        int chunk = TNetwork.ChunkSize;
        foreach (int batch in (int[])[.. s_batches, chunk - 1, chunk, chunk + 1, (2 * chunk) + 3])
        {
            string what = $"{typeof(TNetwork).Name}, batch {batch}";
            (float[] inputs, float[] targets) = NetworkUnderTest.Of<TNetwork>().Samples(batch);
            AssertSameGradient(alone, trainer, inputs, targets, what);
            Assert.Equal(alone.Train(inputs, targets, LearningRate), trainer.Train(inputs, targets, LearningRate));
            AssertSame(Parameters(alone), Parameters(shared), what);

            // Rows in another order, of which one comes twice.
            Dataset data = Dataset.FromFloats(inputs, TNetwork.InputSize, targets, TNetwork.OutputSize);
            int[] rows = [.. Enumerable.Range(0, batch).Select(i => i == 0 ? batch / 2 : batch - i)];
            AssertSameStep(alone, trainer, shared, data, rows, what);
            AssertSameStep(alone, trainer, shared, data.WithWeights(Weights(batch, ofAbsent: 0.5f)), rows, $"{what}, weighted");
            if (batch > 1)
            {
                AssertSameStep(alone, trainer, shared, data.WithWeights(Weights(batch, ofAbsent: 0)), rows, $"{what}, some absent");
            }
        }
    }

    private static void AssertSameGradient<TNetwork>(
        TNetwork alone, ParallelTrainer<TNetwork> trainer, float[] inputs, float[] targets, string what)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] expected = new float[TNetwork.ParameterCount];
        float[] actual = new float[TNetwork.ParameterCount];
        float loss = alone.Gradient(inputs, targets, expected);
        Assert.Equal(loss, trainer.Gradient(inputs, targets, actual));
        Assert.Equal(loss, alone.MeanLoss(inputs, targets));
        AssertSame(expected, actual, what);
    }

    private static void AssertSameStep<TNetwork>(
        TNetwork alone, ParallelTrainer<TNetwork> trainer, TNetwork shared, Dataset data, int[] rows, string what)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] expected = new float[TNetwork.ParameterCount];
        float[] actual = new float[TNetwork.ParameterCount];
        Assert.Equal(alone.Gradient(data, rows, expected), trainer.Gradient(data, rows, actual));
        AssertSame(expected, actual, what);
        Assert.Equal(alone.Train(data, rows, LearningRate), trainer.Train(data, rows, LearningRate));
        AssertSame(Parameters(alone), Parameters(shared), what);
        Assert.Equal(alone.DropoutState, shared.DropoutState);
    }

    private static float[] Weights(int count, float ofAbsent) => [.. Enumerable.Range(0, count).Select(i => i % 7 == 3 || i == 0 ? ofAbsent : 1 + (i % 3))];

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static void AssertSame(float[] expected, float[] actual, string what)
    {
        int different = expected.AsSpan().CommonPrefixLength(actual);
        Assert.True(
            different == expected.Length || float.IsNaN(expected[different]),
            different == expected.Length ? what : $"{what}: number {different} is {actual[different]:R} and not {expected[different]:R}.");
    }

    private sealed class ThreadsSeen : IAugmentation
    {
        private readonly HashSet<int> _threads = [];

        public int Count => _threads.Count;

        public void Apply(Span<float> input, ulong seed)
        {
            lock (_threads)
            {
                _threads.Add(Environment.CurrentManagedThreadId);
            }
        }
    }
}
