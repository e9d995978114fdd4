using Unrolled.Internal;

namespace Unrolled.Tests.Networks;

/// <summary>What the surface promises beyond its numbers: no allocation, thread safety, checked lengths, seeds, stability.</summary>
public sealed class ContractTests
{
    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    [MemberData(nameof(Zoo.Dropping), MemberType = typeof(Zoo))]
    public void Nothing_allocates_once_warm(NetworkUnderTest network)
    {
        float[] inputs = new float[33 * network.InputSize];
        float[] targets = new float[33 * network.OutputSize];
        float[] outputs = new float[targets.Length];
        float[] gradient = new float[network.ParameterCount];
        float[] weights = new float[33];
        void Use()
        {
            network.Forward(inputs.AsSpan(0, network.InputSize), targets.AsSpan(0, network.OutputSize));
            network.Predict(inputs.AsSpan(0, network.InputSize));
            network.ForwardBatch(inputs, targets);
            network.Gradient(inputs, targets, gradient);
            network.SumLosses(inputs, targets, outputs);
            network.Train(inputs, targets, 0.1f);
            network.Gradient(inputs, targets, weights, gradient);
            network.Train(inputs, targets, weights, 0.1f);
            network.Train(inputs.AsSpan(0, 10 * network.InputSize), targets.AsSpan(0, 10 * network.OutputSize), 0.1f);
            network.GetParameters(gradient);
            network.SetParameters(gradient);
        }

        Assert.Equal(0, Allocation.Of(Use));
    }

    [Fact]
    public void Reading_methods_run_on_many_threads_at_once()
    {
        var network = new SoftmaxNet(5);
        float[] inputs = [.. Enumerable.Range(0, 64 * SoftmaxNet.InputSize).Select(i => MathF.Sin(i))];
        float[] targets = new float[64 * SoftmaxNet.OutputSize];
        targets.AsSpan().Fill(0.2f);
        float[] expectedOutputs = new float[targets.Length];
        float[] expectedGradient = new float[SoftmaxNet.ParameterCount];
        network.ForwardBatch(inputs, expectedOutputs);
        network.Gradient(inputs, targets, expectedGradient);

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            float[] outputs = new float[targets.Length];
            float[] gradient = new float[SoftmaxNet.ParameterCount];
            float[] single = new float[SoftmaxNet.OutputSize];
            network.ForwardBatch(inputs, outputs);
            network.Gradient(inputs, targets, gradient);
            int row = i % 64;
            network.Forward(inputs.AsSpan(row * SoftmaxNet.InputSize, SoftmaxNet.InputSize), single);
            Assert.Equal(expectedOutputs, outputs);
            Assert.Equal(expectedGradient, gradient);
            for (int o = 0; o < single.Length; o++)
            {
                Assert.Equal(expectedOutputs[(row * SoftmaxNet.OutputSize) + o], single[o], 1e-6f);
            }
        });
    }

    [Fact]
    public void Wrong_lengths_name_the_parameter_the_length_and_the_need_and_write_nothing()
    {
        var network = new Control();
        float[] output = [7, 7];
        AssertMessage("input", 3, 4, () => network.Forward(new float[3], output));
        AssertMessage("output", 3, 2, () => network.Forward(new float[4], new float[3]));
        AssertMessage("input", 5, 4, () => network.Predict(new float[5]));
        AssertMessage("inputs", 7, 4, () => network.ForwardBatch(new float[7], output));
        AssertMessage("outputs", 2, 4, () => network.ForwardBatch(new float[8], output));
        AssertMessage("inputs", 7, 4, () => network.Gradient(new float[7], new float[2], new float[Control.ParameterCount]));
        AssertMessage("targets", 3, 4, () => network.Gradient(new float[8], new float[3], new float[Control.ParameterCount]));
        AssertMessage("gradient", 9, Control.ParameterCount, () => network.Gradient(new float[4], new float[2], new float[9]));
        AssertMessage("targets", 3, 4, () => network.Train(new float[8], new float[3], 1));
        AssertMessage("destination", 1, Control.ParameterCount, () => network.GetParameters(new float[1]));
        AssertMessage("source", 1, Control.ParameterCount, () => network.SetParameters(new float[1]));
        Assert.Equal([7, 7], output);
    }

    [Fact]
    public void An_empty_batch_has_no_gradient_but_an_empty_result()
    {
        var network = new Control();
        Assert.Contains("inputs is empty", Assert.Throws<ArgumentException>(() => network.Train([], [], 1)).Message);
        Assert.Contains("inputs is empty", Assert.Throws<ArgumentException>(() => network.Gradient([], [], new float[Control.ParameterCount])).Message);
        network.ForwardBatch([], []);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_learning_rate_that_is_no_number_is_refused(float learningRate)
    {
        var network = new Control();
        float[] before = Parameters(network);
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => network.Train(new float[4], new float[2], learningRate));
        Assert.Equal("learningRate", error.ParamName);
        Assert.Equal(before, Parameters(network));
    }

    [Fact]
    public void Parts_of_a_batch_accumulated_into_blocks_make_the_same_step()
    {
        AssertSameStep<Control>();
        AssertSameStep<Wide>();
        AssertSameStep<Panels>();
    }

    private static void AssertSameStep<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork whole = TNetwork.Create(3);
        TNetwork parts = TNetwork.Create(3);
        float[] inputs = [.. Enumerable.Range(0, 17 * TNetwork.InputSize).Select(i => MathF.Sin(i))];
        float[] targets = [.. Enumerable.Range(0, 17 * TNetwork.OutputSize).Select(i => i % TNetwork.OutputSize == 0 ? 1f : 0f)];
        float[] first = new float[TNetwork.BlockSize];
        float[] second = new float[TNetwork.BlockSize];
        const int Cut = 6;
        const float LearningRate = 0.5f;
        int inputCut = Cut * TNetwork.InputSize;
        int targetCut = Cut * TNetwork.OutputSize;
        double loss = parts.AccumulateGradient(inputs.AsSpan(0, inputCut), targets.AsSpan(0, targetCut), -LearningRate / 17, first)
            + parts.AccumulateGradient(inputs.AsSpan(inputCut), targets.AsSpan(targetCut), -LearningRate / 17, second);
        Span<float> block = parts.Block.Span;
        for (int i = 0; i < block.Length; i++)
        {
            block[i] += first[i] + second[i];
        }

        Assert.Equal(whole.Train(inputs, targets, LearningRate), loss / 17, 1e-6);

        float[] expected = new float[TNetwork.ParameterCount];
        float[] actual = new float[TNetwork.ParameterCount];
        whole.GetParameters(expected);
        parts.GetParameters(actual);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-6f);
        }

        Assert.Throws<ArgumentException>(() => parts.AccumulateGradient(inputs, targets, 1, new float[1]));
    }

    [Fact]
    public void The_layout_leads_from_the_block_to_the_parameters_and_back()
    {
        AssertLayout<Control>();
        AssertLayout<Digits>();
        AssertLayout<PanelTail>();
        AssertLayout<SparsePanels>();
    }

    private static void AssertLayout<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(3);
        BlockLayout layout = TNetwork.Layout;
        float[] parameters = [.. Enumerable.Range(1, TNetwork.ParameterCount).Select(i => (float)i)];
        network.SetParameters(parameters);
        float[] canonical = new float[TNetwork.ParameterCount];
        layout.ToCanonical(network.Block.Span, canonical);
        Assert.Equal(parameters, canonical);

        float[] block = new float[TNetwork.BlockSize];
        layout.FromCanonical(parameters, block);
        Assert.Equal(network.Block.Span.ToArray(), block);
        int at = 0;
        bool[] isBias = new bool[parameters.Length];
        for (int layer = 1; layer < TNetwork.Layers.Length; layer++)
        {
            at += TNetwork.Layers[layer - 1] * TNetwork.Layers[layer];
            isBias.AsSpan(at, TNetwork.Layers[layer]).Fill(true);
            at += TNetwork.Layers[layer];
        }

        bool[] said = [.. layout.Parts.ToArray().SelectMany(part => Enumerable.Repeat(part.IsBias, part.FanIn * part.Units))];
        Assert.Equal(isBias, said);

        var replacement = new AlignedBuffer(TNetwork.BlockSize);
        network.Block = replacement;
        network.GetParameters(canonical);
        Assert.All(canonical, p => Assert.Equal(0, p));
        Assert.Throws<ArgumentException>(() => network.Block = new AlignedBuffer(TNetwork.BlockSize + 1));
        Assert.Throws<ArgumentException>(() => layout.ToCanonical(new float[3], canonical));
        Assert.Throws<ArgumentException>(() => layout.FromCanonical(new float[3], block));
    }

    [Fact]
    public void The_seed_decides_the_parameters()
    {
        Assert.Equal(Parameters(new Control()), Parameters(new Control(0)));
        Assert.Equal(Parameters(new Control(7)), Parameters(new Control(7)));
        Assert.NotEqual(Parameters(new Control(7)), Parameters(new Control(8)));
    }

    [Fact]
    public void A_network_may_be_initialised_in_another_way()
    {
        float[] drawn = Initialization.XavierUniform.Draw(Control.Layers, 7);
        Assert.Equal(drawn, Parameters(new Control(7, Initialization.XavierUniform)));
        Assert.Equal(drawn, Parameters(Create<Control>(7, Initialization.XavierUniform)));
        Assert.NotEqual(drawn, Parameters(new Control(7)));
        Assert.All(Parameters(new Control(7, Initialization.Zero)), p => Assert.Equal(0, p));
        Assert.Throws<ArgumentNullException>(() => new Control(7, null!));

        static TNetwork Create<TNetwork>(int seed, Initialization initialization) where TNetwork : class, INetwork<TNetwork> =>
            TNetwork.Create(seed, initialization);
    }

    [Fact]
    public void Initial_weights_have_the_variance_of_LeCun_or_He_and_biases_are_zero()
    {
        float[] digits = new float[Digits.ParameterCount];
        new Digits(1).GetParameters(digits);
        Assert.Equal(1.0 / 784, Variance(digits.AsSpan(0, 784 * 30)), 0.03 / 784);
        Assert.All(digits[(784 * 30)..(785 * 30)], b => Assert.Equal(0, b));

        float[] wide = new float[Wide.ParameterCount];
        new Wide(1).GetParameters(wide);
        Assert.Equal(2.0 / 20, Variance(wide.AsSpan(0, 20 * 48)), 0.3 / 20);
        Assert.Equal(1.0 / 48, Variance(wide.AsSpan(21 * 48, 48 * 10)), 0.3 / 48);
    }

    [Theory]
    [InlineData(1e4f)]
    [InlineData(-1e4f)]
    [InlineData(3e20f)]
    public void Cross_entropies_stay_finite_where_outputs_saturate(float z)
    {
        var logistic = new Logistic();
        float[] gradient = new float[Logistic.ParameterCount];
        logistic.SetParameters([z, 0, 0, 0, 0, 0]);
        float loss = logistic.Gradient([1, 0, 0, 0, 0], [z > 0 ? 0 : 1], gradient);
        Assert.Equal(MathF.Abs(z), loss, MathF.Abs(z) * 1e-6f);
        Assert.Equal(z > 0 ? 1 : -1, gradient[0]);

        var softmax = new TwoClasses();
        float[] twoGradient = new float[TwoClasses.ParameterCount];
        softmax.SetParameters([z, 0, 0, 0]);
        loss = softmax.Gradient([1], z > 0 ? [0, 1] : [1, 0], twoGradient);
        Assert.Equal(MathF.Abs(z), loss, MathF.Abs(z) * 1e-6f);
        Assert.Equal(z > 0 ? 1 : -1, twoGradient[0]);
    }

    [Fact]
    public void Training_learns_xor()
    {
        var network = new Xor(3);
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
        float[] targets = [0, 1, 1, 0];
        for (int step = 0; step < 20_000; step++)
        {
            network.Train(inputs, targets, 2);
        }

        for (int s = 0; s < 4; s++)
        {
            Assert.Equal((int)targets[s], network.Predict(inputs.AsSpan(2 * s, 2)));
        }
    }

    private static float[] Parameters(Control network)
    {
        float[] parameters = new float[Control.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static double Variance(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value * value;
        }

        return sum / values.Length;
    }

    private static void AssertMessage(string name, int given, int needed, Action action)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(action);
        Assert.Equal(name, error.ParamName);
        Assert.Contains($"{given}", error.Message);
        Assert.Contains($"{needed}", error.Message);
    }
}

[Network(1, 2, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class TwoClasses;
