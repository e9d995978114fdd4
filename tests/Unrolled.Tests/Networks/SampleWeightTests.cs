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
        int count = network.ParameterCount > 500 ? 30 : 1200;
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
