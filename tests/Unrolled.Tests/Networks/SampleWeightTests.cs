namespace Unrolled.Tests.Networks;

/// <summary>Losses that count more or less: the same as samples that come more or less often.</summary>
public sealed class SampleWeightTests
{
    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    [MemberData(nameof(Zoo.Dropping), MemberType = typeof(Zoo))]
    public void Weights_of_one_change_no_bit(NetworkUnderTest network)
    {
        float[] plain = new float[network.ParameterCount];
        float[] weighted = new float[network.ParameterCount];
        float[] ones = [.. Enumerable.Repeat(1f, 21)];
        (float[] inputs, float[] targets) = ReferenceTests.Batch(network, ones.Length);
        ReferenceTests.Randomise(network);
        Assert.Equal(network.Gradient(inputs, targets, plain), network.Gradient(inputs, targets, ones, weighted));
        Assert.Equal(plain, weighted);

        network.DropoutState = 5;
        float loss = network.Train(inputs, targets, 0.5f);
        network.GetParameters(plain);
        ReferenceTests.Randomise(network);
        network.DropoutState = 5;
        Assert.Equal(loss, network.Train(inputs, targets, ones, 0.5f));
        network.GetParameters(weighted);
        Assert.Equal(plain, weighted);
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void A_weight_of_two_is_a_sample_twice_and_of_zero_none(NetworkUnderTest network)
    {
        // As many samples either way; over more than one chunk where that takes little time.
        int count = network.ParameterCount > 200 ? 12 : 1200;
        float[] weights = [.. Enumerable.Range(0, count).Select(i => (i % 3) switch { 0 => 2f, 1 => 0, _ => 1 })];
        (float[] inputs, float[] targets) = ReferenceTests.Batch(network, count);
        float[] repeatedInputs = Repeat(inputs, network.InputSize);
        float[] repeatedTargets = Repeat(targets, network.OutputSize);
        ReferenceTests.Randomise(network);

        float[] expected = new float[network.ParameterCount];
        float[] actual = new float[network.ParameterCount];
        float loss = network.Gradient(repeatedInputs, repeatedTargets, expected);
        AssertClose(loss, network.Gradient(inputs, targets, weights, actual), MathF.Abs(loss), "loss");
        float scale = expected.Max(MathF.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            AssertClose(expected[i], actual[i], scale, $"derivative {i}");
        }

        network.Train(repeatedInputs, repeatedTargets, 1);
        network.GetParameters(expected);
        ReferenceTests.Randomise(network);
        AssertClose(loss, network.Train(inputs, targets, weights, 1), MathF.Abs(loss), "loss of the step");
        network.GetParameters(actual);
        for (int i = 0; i < expected.Length; i++)
        {
            AssertClose(expected[i], actual[i], MathF.Abs(expected[i]) + scale, $"parameter {i}");
        }

        float[] Repeat(float[] rows, int size) =>
            [.. Enumerable.Range(0, count).SelectMany(i => rows.Skip((i % 3 == 1 ? i - 1 : i) * size).Take(size))];
    }

    /// <summary>Plain descent and momentum, alone and with threads, on rows of a dataset: all of them see the weights.</summary>
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    public void A_dataset_brings_its_weights_into_training(bool momentum, int threads)
    {
        const int Count = 1200;
        (float[] inputs, float[] targets) = ReferenceTests.Batch(NetworkUnderTest.Of<Panels>(), Count);
        Dataset data = Dataset.FromFloats(inputs, Panels.InputSize, targets, Panels.OutputSize);
        float[] weights = [.. Enumerable.Range(0, Count).Select(i => (i % 3) switch { 0 => 2f, 1 => 0, _ => 1 })];
        int[] repeated = [.. Enumerable.Range(0, Count).Select(i => i % 3 == 1 ? i - 1 : i)];
        var options = new TrainingOptions
        {
            Epochs = 1,
            BatchSize = Count,
            LearningRate = 0.01f,
            Threads = threads,
            Optimizer = momentum ? Optimizer.Momentum() : Optimizer.Sgd,
        };
        float[] expected = Trained(data.Subset(repeated), options);
        Assert.All(expected.Zip(Trained(data.WithWeights(weights), options)), pair => Assert.Equal(pair.First, pair.Second, 2e-5f));
        Assert.Contains(expected.Zip(Trained(data, options)), pair => MathF.Abs(pair.First - pair.Second) > 2e-4f);

        static float[] Trained(Dataset data, TrainingOptions options)
        {
            var network = new Panels(1);
            Trainer.Train(network, data, options);
            float[] parameters = new float[Panels.ParameterCount];
            network.GetParameters(parameters);
            return parameters;
        }
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_weight_that_makes_no_sense_is_refused(float weight)
    {
        var network = new Control(3);
        float[] before = new float[Control.ParameterCount];
        float[] after = new float[Control.ParameterCount];
        network.GetParameters(before);
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.Train(new float[8], new float[4], [1, weight], 1));
        Assert.Equal("sampleWeights", error.ParamName);
        Assert.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"sampleWeights[1] is {weight}"), error.Message);
        Assert.Throws<ArgumentException>(() => network.Gradient(new float[8], new float[4], [1, weight], after));
        Assert.Throws<ArgumentException>(() => network.Gradient(new float[8], new float[4], [1], after));
        Assert.Throws<ArgumentException>(() => network.Train(new float[8], new float[4], [], 1));
        Assert.All(after, v => Assert.Equal(0, v));
        network.GetParameters(after);
        Assert.Equal(before, after);
    }

    /// <summary>Whatever a sample of weight 0 holds: the others give what they give without it, but for the mean over all.</summary>
    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void A_sample_of_weight_zero_is_not_there(NetworkUnderTest network)
    {
        // Absent at both ends, alone and side by side; over more than one chunk where that takes little time.
        int count = network.ParameterCount > 200 ? 23 : 2100;
        float[] weights = [.. Enumerable.Range(0, count).Select(i => i == 0 || i == count - 1 || i % 7 is 2 or 3 ? 0f : 1f + (i % 3))];
        float[] present = [.. weights.Where(w => w != 0)];
        (float[] inputs, float[] targets) = ReferenceTests.Batch(network, count);
        float[] presentInputs = Present(inputs, network.InputSize);
        float[] presentTargets = Present(targets, network.OutputSize);
        float share = (float)present.Length / count;
        float[] expected = new float[network.ParameterCount];
        float[] actual = new float[network.ParameterCount];
        foreach (float value in new[] { float.NaN, float.PositiveInfinity, float.MinValue })
        {
            foreach (bool isTarget in new[] { false, true })
            {
                float[] x = isTarget ? inputs : Spoilt(inputs, network.InputSize, value);
                float[] y = isTarget ? Spoilt(targets, network.OutputSize, value) : targets;
                ReferenceTests.Randomise(network);
                float loss = share * network.Gradient(presentInputs, presentTargets, present, expected);
                AssertClose(loss, network.Gradient(x, y, weights, actual), MathF.Abs(loss), $"loss with {value}");
                float scale = expected.Max(MathF.Abs);
                for (int i = 0; i < expected.Length; i++)
                {
                    AssertClose(share * expected[i], actual[i], scale, $"derivative {i} with {value}");
                }

                network.Train(presentInputs, presentTargets, present, share);
                network.GetParameters(expected);
                ReferenceTests.Randomise(network);
                AssertClose(loss, network.Train(x, y, weights, 1), MathF.Abs(loss), $"loss of the step with {value}");
                network.GetParameters(actual);
                for (int i = 0; i < expected.Length; i++)
                {
                    AssertClose(expected[i], actual[i], MathF.Abs(expected[i]) + scale, $"parameter {i} with {value}");
                }
            }
        }

        float[] Present(float[] rows, int size) => [.. rows.Where((_, i) => weights[i / size] != 0)];

        float[] Spoilt(float[] rows, int size, float value) => [.. rows.Select((v, i) => weights[i / size] == 0 ? value : v)];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Threads_pass_over_samples_of_weight_zero(int threads)
    {
        const int Count = 300;
        (float[] inputs, float[] targets) = ReferenceTests.Batch(NetworkUnderTest.Of<Panels>(), Count);
        float[] weights = [.. Enumerable.Range(0, Count).Select(i => i < 150 || i % 5 == 0 ? 0f : 1)];
        for (int i = 0; i < Count; i++)
        {
            // Products that overflow to infinities of both signs.
            if (weights[i] == 0)
            {
                inputs.AsSpan(i * Panels.InputSize, Panels.InputSize).Fill(float.MaxValue);
            }
        }

        Dataset data = Dataset.FromFloats(inputs, Panels.InputSize, targets, Panels.OutputSize).WithWeights(weights);
        int[] rows = [.. Enumerable.Range(0, Count)];
        int[] present = [.. rows.Where(i => weights[i] != 0)];
        float[] expected = new float[Panels.ParameterCount];
        float[] actual = new float[Panels.ParameterCount];
        using var trainer = new ParallelTrainer<Panels>(new Panels(1), threads);
        float loss = trainer.Gradient(data, present, expected) * present.Length / Count;
        AssertClose(loss, trainer.Gradient(data, rows, actual), loss, "loss");
        float scale = expected.Max(MathF.Abs);
        Assert.All(expected.Zip(actual), pair => AssertClose(pair.First * present.Length / Count, pair.Second, scale, "derivative"));
        Assert.Equal(0, trainer.Gradient(data, rows.AsSpan(0, 150), actual));
        Assert.All(actual, d => Assert.Equal(0, d));
        AssertClose(loss, trainer.Train(data, rows, 0.1f), loss, "loss of the step");
    }

    private static void AssertClose(float expected, float actual, float scale, string what) =>
        Assert.True(MathF.Abs(expected - actual) <= (1e-5f * scale) + 1e-9f, $"{what}: expected {expected:R}, got {actual:R}");
}
