namespace Unrolled.Tests.Networks;

/// <summary>Every network of the zoo against the float64 reference, at batch sizes around every tile edge.</summary>
public sealed class ReferenceTests
{
    /// <summary>Float32 resolves 1.2e-7; sums of some hundred products in another order stay within a few of it.</summary>
    private const double Tolerance = 3e-6;

    private static readonly int[] BatchSizes = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 19, 20, 21, 32, 100];

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Outputs_equal_the_reference(NetworkUnderTest network)
    {
        Randomise(network);
        ReferenceNetwork reference = ReferenceNetwork.Of(network);
        foreach (int count in BatchSizes)
        {
            (float[] inputs, _) = Batch(network, count);
            float[] outputs = new float[count * network.OutputSize];
            float[] single = new float[network.OutputSize];
            network.ForwardBatch(inputs, outputs);
            for (int s = 0; s < count; s++)
            {
                ReadOnlySpan<float> input = inputs.AsSpan(s * network.InputSize, network.InputSize);
                double[] expected = reference.Forward(input);
                network.Forward(input, single);
                for (int o = 0; o < single.Length; o++)
                {
                    AssertClose(expected[o], outputs[(s * network.OutputSize) + o], 1, $"batch {count}, sample {s}, output {o}");
                    AssertClose(expected[o], single[o], 1, $"single, sample {s}, output {o}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Loss_and_gradient_equal_the_reference(NetworkUnderTest network)
    {
        Randomise(network);
        ReferenceNetwork reference = ReferenceNetwork.Of(network);
        float[] gradient = new float[network.ParameterCount];
        foreach (int count in BatchSizes)
        {
            (float[] inputs, float[] targets) = Batch(network, count);
            float loss = network.Gradient(inputs, targets, gradient);
            double expectedLoss = reference.MeanLoss(inputs, targets);
            AssertClose(expectedLoss, loss, Math.Abs(expectedLoss), $"loss of batch {count}");
            AssertGradient(reference.Gradient(inputs, targets), gradient, $"batch {count}");
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void A_step_goes_down_the_reference_gradient(NetworkUnderTest network)
    {
        const float LearningRate = 0.25f;
        float[] stepped = new float[network.ParameterCount];
        foreach (int count in BatchSizes)
        {
            Randomise(network);
            ReferenceNetwork reference = ReferenceNetwork.Of(network);
            (float[] inputs, float[] targets) = Batch(network, count);
            float loss = network.Train(inputs, targets, LearningRate);
            double expectedLoss = reference.MeanLoss(inputs, targets);
            AssertClose(expectedLoss, loss, Math.Abs(expectedLoss), $"loss of batch {count}");

            double[] gradient = reference.Gradient(inputs, targets);
            double scale = gradient.Max(Math.Abs);
            network.GetParameters(stepped);
            for (int i = 0; i < stepped.Length; i++)
            {
                double expected = reference.Parameters[i] - (LearningRate * gradient[i]);
                AssertClose(expected, stepped[i], Math.Abs(expected) + (LearningRate * scale), $"batch {count}, parameter {i}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void A_batch_larger_than_a_chunk_is_summed_over_chunks(NetworkUnderTest network)
    {
        // 1,000 samples are the largest chunk that any plan has.
        int count = network.ParameterCount > 20_000 ? 1013 : 2027;
        Randomise(network);
        ReferenceNetwork reference = ReferenceNetwork.Of(network);
        (float[] inputs, float[] targets) = Batch(network, count);
        double[] expected = reference.Gradient(inputs, targets);
        float[] gradient = new float[network.ParameterCount];
        network.Gradient(inputs, targets, gradient);
        AssertGradient(expected, gradient, "gradient", 1e-5);

        float[] stepped = new float[network.ParameterCount];
        network.Train(inputs, targets, 1);
        network.GetParameters(stepped);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < stepped.Length; i++)
        {
            AssertClose(reference.Parameters[i] - expected[i], stepped[i], Math.Abs(reference.Parameters[i]) + (3 * scale), $"parameter {i}");
        }

        float[] outputs = new float[count * network.OutputSize];
        float[] single = new float[network.OutputSize];
        Randomise(network);
        network.ForwardBatch(inputs, outputs);
        for (int s = 0; s < count; s += 97)
        {
            network.Forward(inputs.AsSpan(s * network.InputSize, network.InputSize), single);
            for (int o = 0; o < single.Length; o++)
            {
                AssertClose(single[o], outputs[(s * network.OutputSize) + o], 1, $"sample {s}, output {o}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Gradient_equals_central_finite_differences_of_the_loss(NetworkUnderTest network)
    {
        // The reference's loss in float64, perturbed by itself: independent of every backward formula, the reference's own included.
        const double Step = 1e-6;
        Randomise(network);
        ReferenceNetwork reference = ReferenceNetwork.Of(network);
        (float[] inputs, float[] targets) = Batch(network, 3);
        float[] gradient = new float[network.ParameterCount];
        network.Gradient(inputs, targets, gradient);
        double scale = gradient.Max(Math.Abs);
        int stride = Math.Max(1, network.ParameterCount / 200);
        for (int i = 0; i < gradient.Length; i += stride)
        {
            double value = reference.Parameters[i];
            reference.Parameters[i] = value + Step;
            double above = reference.MeanLoss(inputs, targets);
            reference.Parameters[i] = value - Step;
            double below = reference.MeanLoss(inputs, targets);
            reference.Parameters[i] = value;
            double expected = (above - below) / (2 * Step);
            Assert.True(Math.Abs(expected - gradient[i]) <= (1e-5 * scale) + 1e-7, $"parameter {i}: {expected} by differences, {gradient[i]} by backpropagation");
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Prediction_follows_the_outputs(NetworkUnderTest network)
    {
        Randomise(network);
        (float[] inputs, _) = Batch(network, 50);
        float[] output = new float[network.OutputSize];
        double midpoint = network.Activations[^1] switch
        {
            Activation.Sigmoid or Activation.Softmax or Activation.Step or Activation.HardSigmoid or Activation.ClippedReLU or Activation.SquaredClippedReLU => 0.5,
            Activation.Softplus => Math.Log(2),
            _ => 0,
        };
        for (int s = 0; s < 50; s++)
        {
            ReadOnlySpan<float> input = inputs.AsSpan(s * network.InputSize, network.InputSize);
            network.Forward(input, output);
            int expected = output.Length > 1 ? output.AsSpan().IndexOf(output.Max()) : output[0] > midpoint ? 1 : 0;
            Assert.Equal(expected, network.Predict(input));
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Parameters_survive_a_round_trip(NetworkUnderTest network)
    {
        float[] written = [.. Enumerable.Range(1, network.ParameterCount).Select(i => (float)i)];
        float[] read = new float[network.ParameterCount];
        network.SetParameters(written);
        network.GetParameters(read);
        Assert.Equal(written, read);
    }

    /// <summary>Parameters of a size that leaves no activation saturated, biases included.</summary>
    internal static void Randomise(NetworkUnderTest network)
    {
        var random = new Random(network.ParameterCount);
        float[] parameters = new float[network.ParameterCount];
        int offset = 0;
        for (int l = 1; l < network.Layers.Length; l++)
        {
            int count = (network.Layers[l - 1] + 1) * network.Layers[l];
            for (int i = 0; i < count; i++)
            {
                parameters[offset + i] = (float)((2 * random.NextDouble()) - 1) * 1.7f / MathF.Sqrt(network.Layers[l - 1]);
            }

            offset += count;
        }

        network.SetParameters(parameters);
    }

    internal static (float[] Inputs, float[] Targets) Batch(NetworkUnderTest network, int count)
    {
        var random = new Random(count);
        float[] inputs = [.. Enumerable.Range(0, count * network.InputSize).Select(_ => random.Next(3) == 0 ? 0 : (float)((2 * random.NextDouble()) - 1))];
        float[] targets = new float[count * network.OutputSize];
        for (int s = 0; s < count; s++)
        {
            Span<float> row = targets.AsSpan(s * network.OutputSize, network.OutputSize);
            foreach (ref float target in row)
            {
                target = network.Loss switch
                {
                    Loss.Perceptron => random.Next(2) == 0 ? -1 : 1,
                    Loss.CrossEntropy => 0,
                    _ => (float)random.NextDouble(),
                };
            }

            if (network.Loss == Loss.CrossEntropy)
            {
                row[random.Next(row.Length)] = 0.75f;
                row[random.Next(row.Length)] += 0.25f;
            }
        }

        return (inputs, targets);
    }

    private static void AssertGradient(double[] expected, float[] actual, string what, double tolerance = Tolerance)
    {
        double scale = expected.Max(Math.Abs) * tolerance / Tolerance;
        for (int i = 0; i < expected.Length; i++)
        {
            AssertClose(expected[i], actual[i], scale, $"{what}, parameter {i}");
        }
    }

    private static void AssertClose(double expected, float actual, double scale, string what) =>
        Assert.True(Math.Abs(expected - actual) <= (Tolerance * scale) + 1e-9, $"{what}: expected {expected:R}, got {actual:R}");
}
