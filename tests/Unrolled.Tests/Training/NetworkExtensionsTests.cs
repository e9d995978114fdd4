using Unrolled.Tests.Networks;

namespace Unrolled.Tests;

public class NetworkExtensionsTests
{
    private const float LearningRate = 0.5f;

    private static readonly Dataset s_bytes = SyntheticDigits.Create(100, seed: 1);
    private static readonly Dataset s_floats = Floats(3000);

    // Digits computes up to a thousand samples together, so that the last ones take several chunks.
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(33)]
    [InlineData(1000)]
    [InlineData(2345)]
    public void A_step_has_the_bits_of_one_on_rows_gathered_by_hand(int count)
    {
        AssertSameBits<Digits>(s_bytes, count);
        AssertSameBits<SoftmaxNet>(s_floats, count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(2345)]
    public void Outputs_and_gradients_are_those_of_rows_gathered_by_hand(int count)
    {
        var network = new SoftmaxNet(3);
        int[] rows = Rows(s_floats, count);
        (float[] inputs, float[] targets) = Gathered(s_floats, rows);
        float[] outputs = new float[count * SoftmaxNet.OutputSize];
        float[] expectedOutputs = new float[outputs.Length];
        float[] gradient = new float[SoftmaxNet.ParameterCount];
        float[] expectedGradient = new float[gradient.Length];

        network.ForwardBatch(inputs, expectedOutputs);
        network.ForwardBatch(s_floats, rows, outputs);
        float loss = network.Gradient(s_floats, rows, gradient);

        Assert.Equal(expectedOutputs, outputs);
        Assert.Equal(network.Gradient(inputs, targets, expectedGradient), loss, 1e-5f);
        for (int i = 0; i < gradient.Length; i++)
        {
            Assert.Equal(expectedGradient[i], gradient[i], 1e-6f);
        }
    }

    [Fact]
    public void The_class_of_a_row_is_that_of_its_inputs()
    {
        var network = new Digits(3);
        float[] input = new float[Digits.InputSize];
        for (int row = 0; row < s_bytes.Count; row++)
        {
            s_bytes.GatherInputs(row, 1, input);
            Assert.Equal(network.Predict(input), network.Predict(s_bytes, row));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(2345)]
    public void Nothing_allocates_once_warm(int count)
    {
        var network = new Digits(3);
        int[] rows = Rows(s_bytes, count);
        float[] outputs = new float[count * Digits.OutputSize];
        float[] gradient = new float[Digits.ParameterCount];
        void Use()
        {
            network.Train(s_bytes, rows, LearningRate);
            network.Gradient(s_bytes, rows, gradient);
            network.ForwardBatch(s_bytes, rows, outputs);
            network.Predict(s_bytes, 5);
        }

        Assert.Equal(0, Allocation.Of(Use));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2345)]
    public void Wrong_arguments_are_refused_and_change_nothing(int count)
    {
        var network = new Digits(3);
        float[] before = Parameters(network);
        int[] rows = Rows(s_bytes, count);
        int[] bad = [.. rows.SkipLast(1), 100];

        Assert.Throws<ArgumentOutOfRangeException>("rows", () => network.Train(s_bytes, bad, LearningRate));
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => network.Train(s_bytes, rows, float.NaN));
        Assert.Throws<ArgumentException>("rows", () => network.Train(s_bytes, [], LearningRate));
        Assert.Throws<ArgumentException>("data", () => network.Train(s_floats, rows, LearningRate));
        Assert.Throws<ArgumentException>("gradient", () => network.Gradient(s_bytes, rows, new float[3]));
        Assert.Throws<ArgumentException>("outputs", () => network.ForwardBatch(s_bytes, rows, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => network.Predict(s_bytes, 100));
        Assert.Equal(before, Parameters(network));
    }

    private static void AssertSameBits<TNetwork>(Dataset data, int count) where TNetwork : class, INetwork<TNetwork>
    {
        int[] rows = Rows(data, count);
        (float[] inputs, float[] targets) = Gathered(data, rows);
        TNetwork byHand = TNetwork.Create(3);
        TNetwork lying = TNetwork.Create(3);

        Assert.Equal(byHand.Train(inputs, targets, LearningRate), lying.Train(data, rows, LearningRate));

        Assert.Equal(Parameters(byHand), Parameters(lying));
    }

    private static int[] Rows(Dataset data, int count) => [.. Enumerable.Range(0, count).Select(i => i * 7 % data.Count)];

    private static (float[] Inputs, float[] Targets) Gathered(Dataset data, int[] rows)
    {
        float[] inputs = new float[rows.Length * data.InputSize];
        float[] targets = new float[rows.Length * data.TargetSize];
        data.Gather(rows, inputs, targets);
        return (inputs, targets);
    }

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static Dataset Floats(int count) => Dataset.FromFloats(
        [.. Enumerable.Range(0, count * SoftmaxNet.InputSize).Select(i => MathF.Sin(i))],
        SoftmaxNet.InputSize,
        [.. Enumerable.Range(0, count).Select(i => i % SoftmaxNet.OutputSize)],
        SoftmaxNet.OutputSize);
}
