namespace Unrolled.Tests.Networks;

/// <summary>Gradients led back from the outputs, against the float64 reference, finite differences and one another.</summary>
public sealed class BackwardTests
{
    /// <summary>Of the largest partial derivative.</summary>
    private const double Tolerance = 1e-5;

    private static readonly int[] s_batchSizes = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 19, 20, 21, 32, 100];

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Gradients_equal_the_reference(NetworkUnderTest network)
    {
        ReferenceTests.Randomise(network);
        ReferenceNetwork reference = ReferenceNetwork.Of(network);
        foreach (int count in s_batchSizes)
        {
            (float[] inputs, float[] outputGradients) = network.Samples(count);
            float[] gradient = new float[network.ParameterCount];
            float[] inputGradients = new float[inputs.Length];
            network.Backward(inputs, outputGradients, gradient, inputGradients);
            (double[] expected, double[] expectedByInputs) = reference.Backward(inputs, outputGradients);
            AssertClose(expected, gradient, $"batch {count}, parameter");
            AssertClose(expectedByInputs, inputGradients, $"batch {count}, input");
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Gradients_equal_finite_differences(NetworkUnderTest network)
    {
        if (network.Loss == Loss.Perceptron)
        {
            // A step by a small distance most often meets no step of the outputs, and once in a while one that is infinitely steep.
            return;
        }

        const float Step = 1f / 1024;
        ReferenceTests.Randomise(network);
        ReferenceNetwork reference = ReferenceNetwork.Of(network);
        (float[] inputs, float[] outputGradients) = network.Samples(2);
        float[] gradient = new float[network.ParameterCount];
        float[] inputGradients = new float[inputs.Length];
        network.Backward(inputs, outputGradients, gradient, inputGradients);
        double scale = gradient.Max(Math.Abs);
        for (int i = 0; i < gradient.Length; i += Math.Max(1, gradient.Length / 100))
        {
            double value = reference.Parameters[i];
            double expected = Slope(h => reference.Parameters[i] = value + h, Value, 1e-6);
            Assert.True(Math.Abs(expected - gradient[i]) <= (2e-5 * scale) + 1e-7, $"parameter {i}: {expected} by differences, {gradient[i]}");
        }

        // A kink in between is the one place where differences say something else.
        scale = inputGradients.Max(Math.Abs);
        int off = 0;
        for (int i = 0; i < inputs.Length; i += Math.Max(1, inputs.Length / 100))
        {
            float value = inputs[i];
            double expected = Slope(h => inputs[i] = value + (float)h, Value, Step);
            off += Math.Abs(expected - inputGradients[i]) <= 2e-3 * scale ? 0 : 1;
        }

        Assert.True(off <= Math.Min(inputs.Length, 100) / 20, $"{off} gradients of inputs are not what differences say");

        double Value() => Enumerable.Range(0, 2).Sum(s => reference.Forward(inputs.AsSpan(s * network.InputSize, network.InputSize))
            .Select((output, o) => output * outputGradients[(s * network.OutputSize) + o]).Sum());
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Either_result_may_be_left_out(NetworkUnderTest network)
    {
        ReferenceTests.Randomise(network);
        (float[] inputs, float[] outputGradients) = network.Samples(13);
        float[] gradient = new float[network.ParameterCount];
        float[] inputGradients = new float[inputs.Length];
        network.Backward(inputs, outputGradients, gradient, inputGradients);
        float[] alone = new float[network.ParameterCount];
        network.Backward(inputs, outputGradients, alone, []);
        Assert.Equal(gradient, alone);
        alone = new float[inputs.Length];
        network.Backward(inputs, outputGradients, [], alone);
        Assert.Equal(inputGradients, alone);
        network.Backward(inputs, outputGradients, [], []);
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void A_sample_has_the_same_input_gradients_in_every_batch(NetworkUnderTest network)
    {
        ReferenceTests.Randomise(network);
        int count = network.ChunkSize + 3;
        (float[] inputs, float[] outputGradients) = network.Samples(count);
        float[] together = new float[inputs.Length];
        network.Backward(inputs, outputGradients, [], together);
        float[] alone = new float[network.InputSize];
        foreach (int sample in new[] { 0, 1, 7, 19, network.ChunkSize - 1, network.ChunkSize, count - 1 })
        {
            network.Backward(
                inputs.AsSpan(sample * network.InputSize, network.InputSize), outputGradients.AsSpan(sample * network.OutputSize, network.OutputSize),
                [], alone);
            Assert.Equal(together[(sample * network.InputSize)..((sample + 1) * network.InputSize)], alone);
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void The_gradient_of_a_loss_is_that_of_its_derivative_led_back(NetworkUnderTest network)
    {
        if (network.Loss == Loss.Perceptron)
        {
            return;
        }

        const int Count = 16;
        ReferenceTests.Randomise(network);
        (float[] inputs, float[] targets) = network.Samples(Count);
        float[] outputs = new float[targets.Length];
        float[] outputGradients = new float[targets.Length];
        network.ForwardBatch(inputs, outputs);
        for (int s = 0; s < Count; s++)
        {
            Range row = (s * network.OutputSize)..((s + 1) * network.OutputSize);
            QuarticLoss.Evaluate(outputs.AsSpan(row), targets.AsSpan(row), outputGradients.AsSpan(row));
        }

        foreach (ref float each in outputGradients.AsSpan())
        {
            each *= 1f / Count;
        }

        float[] expected = new float[network.ParameterCount];
        float[] gradient = new float[network.ParameterCount];
        network.Backward(inputs, outputGradients, expected, []);
        network.Gradient<QuarticLoss>(inputs, targets, gradient);
        Assert.Equal(expected, gradient);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var network = new Digits(1);
        var sparse = new SparseDigits(1);
        float[] inputs = new float[33 * Digits.InputSize];
        float[] outputGradients = [.. Enumerable.Range(0, 33 * Digits.OutputSize).Select(i => 0.1f * (i % 3))];
        float[] gradient = new float[Digits.ParameterCount];
        float[] inputGradients = new float[inputs.Length];
        Assert.Equal(0, Allocation.Of(() =>
        {
            network.Backward(inputs, outputGradients, gradient, inputGradients);
            network.Backward(inputs, outputGradients, [], inputGradients);
            sparse.Backward(inputs, outputGradients, gradient, inputGradients);
        }));
    }

    [Fact]
    public void Many_threads_may_share_a_network()
    {
        var network = new Wide(3);
        (float[] inputs, float[] outputGradients) = NetworkUnderTest.Of<Wide>().Samples(21);
        float[] expected = new float[inputs.Length];
        network.Backward(inputs, outputGradients, [], expected);
        Parallel.For(0, 64, _ =>
        {
            float[] inputGradients = new float[inputs.Length];
            network.Backward(inputs, outputGradients, new float[Wide.ParameterCount], inputGradients);
            Assert.Equal(expected, inputGradients);
        });
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        var network = new Control(1);
        Assert.Equal(
            "inputs is empty, but at least 1 row of 4 elements is needed. (Parameter 'inputs')",
            Assert.Throws<ArgumentException>(() => network.Backward([], [], [], [])).Message);
        Assert.Equal("inputs", Refused(new float[5], new float[2], [], []).ParamName);
        Assert.Equal("outputGradients", Refused(new float[8], new float[2], [], []).ParamName);
        Assert.Equal("gradient", Refused(new float[8], new float[4], new float[Control.ParameterCount - 1], []).ParamName);
        Assert.Equal("inputGradients", Refused(new float[8], new float[4], [], new float[4]).ParamName);

        ArgumentException Refused(float[] inputs, float[] outputGradients, float[] gradient, float[] inputGradients) =>
            Assert.Throws<ArgumentException>(() => network.Backward(inputs, outputGradients, gradient, inputGradients));
    }

    [Fact]
    public void Results_that_overlap_something_are_refused()
    {
        var network = new Xor(1);
        float[] memory = new float[64];
        int parameters = Xor.ParameterCount;
        AssertRefused("gradient overlaps inputs", 0, 20, 1, 40);
        AssertRefused("gradient overlaps outputGradients", 30, 1, 1, 40);
        AssertRefused("inputGradients overlaps inputs", 0, 20, 40, 1);
        AssertRefused("inputGradients overlaps outputGradients", 0, 20, 40, 20);
        AssertRefused("inputGradients overlaps gradient", 0, 20, 40, 41);
        Assert.All(memory, v => Assert.Equal(0, v));

        void AssertRefused(string message, int inputs, int outputGradients, int gradient, int inputGradients) => Assert.Contains(
            message,
            Assert.Throws<ArgumentException>(() => network.Backward(
                memory.AsSpan(inputs, 2), memory.AsSpan(outputGradients, 1), memory.AsSpan(gradient, parameters), memory.AsSpan(inputGradients, 2))).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2500)]
    public void What_is_not_finite_is_refused_with_nothing_written(int count)
    {
        NetworkUnderTest network = NetworkUnderTest.Of<Control>();
        (float[] inputs, float[] outputGradients) = network.Samples(count);
        float[] gradient = [.. Enumerable.Repeat(7f, network.ParameterCount)];
        float[] inputGradients = [.. Enumerable.Repeat(7f, inputs.Length)];
        outputGradients[^1] = float.NaN;
        Assert.Equal(
            $"outputGradients: output gradient 1 of row {count - 1} is NaN, but must be finite. Rows and output gradients are counted from 0. (Parameter 'outputGradients')",
            Assert.Throws<ArgumentException>(() => network.Backward(inputs, outputGradients, gradient, inputGradients)).Message);
        outputGradients[^1] = 1;
        inputs[^1] = float.PositiveInfinity;
        Assert.Contains(
            $"input 3 of row {count - 1} is ",
            Assert.Throws<ArgumentException>(() => network.Backward(inputs, outputGradients, gradient, inputGradients)).Message);
        Assert.All(gradient.Concat(inputGradients), v => Assert.Equal(7, v));
    }

    internal static void AssertClose(double[] expected, float[] actual, string what)
    {
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= (Tolerance * scale) + 1e-9, $"{what} {i}: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }

    /// <summary>The central difference of a function when something is moved.</summary>
    private static double Slope(Action<double> move, Func<double> value, double step)
    {
        move(step);
        double above = value();
        move(-step);
        double below = value();
        move(0);
        return (above - below) / (2 * step);
    }
}
