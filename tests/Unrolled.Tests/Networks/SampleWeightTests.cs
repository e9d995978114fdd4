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

    private static void AssertClose(float expected, float actual, float scale, string what) =>
        Assert.True(MathF.Abs(expected - actual) <= (1e-5f * scale) + 1e-9f, $"{what}: expected {expected:R}, got {actual:R}");
}
