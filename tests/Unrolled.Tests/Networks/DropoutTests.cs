using Unrolled.Internal;


namespace Unrolled.Tests.Networks;

/// <summary>Dropout against a float64 reference that is told the mask, and what the mask itself promises.</summary>
public sealed class DropoutTests
{
    private const ulong State = (42UL << 32) | 7;

    [Theory]
    [MemberData(nameof(Zoo.Dropping), MemberType = typeof(Zoo))]
    public void A_step_goes_down_the_gradient_of_the_units_that_stay(NetworkUnderTest network)
    {
        foreach (int count in new[] { 1, 3, 10, 37 })
        {
            ReferenceTests.Randomise(network);
            ReferenceNetwork reference = ReferenceNetwork.Of(network, Mask(network, State));
            (float[] inputs, float[] targets) = ReferenceTests.Batch(network, count);
            double[] gradient = reference.Gradient(inputs, targets);
            double scale = gradient.Max(Math.Abs);
            double expectedLoss = reference.MeanLoss(inputs, targets);
            network.DropoutState = State;
            Assert.Equal(expectedLoss, network.Train(inputs, targets, 1), 1e-5 * expectedLoss);
            Assert.Equal(State + 1, network.DropoutState);

            float[] stepped = new float[network.ParameterCount];
            network.GetParameters(stepped);
            for (int i = 0; i < stepped.Length; i++)
            {
                double expected = reference.Parameters[i] - gradient[i];
                double error = Math.Abs(expected - stepped[i]);
                Assert.True(error <= 1e-5 * (scale + Math.Abs(expected)), $"batch {count}, parameter {i}: {stepped[i]:R}, expected {expected:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.Dropping), MemberType = typeof(Zoo))]
    public void A_step_equals_finite_differences_of_the_loss_with_the_mask_held(NetworkUnderTest network)
    {
        const double Step = 1e-6;
        ReferenceTests.Randomise(network);
        ReferenceNetwork reference = ReferenceNetwork.Of(network, Mask(network, State));
        (float[] inputs, float[] targets) = ReferenceTests.Batch(network, 3);
        network.DropoutState = State;
        network.Train(inputs, targets, 1);
        float[] stepped = new float[network.ParameterCount];
        network.GetParameters(stepped);
        for (int i = 0; i < stepped.Length; i += Math.Max(1, stepped.Length / 150))
        {
            double value = reference.Parameters[i];
            reference.Parameters[i] = value + Step;
            double above = reference.MeanLoss(inputs, targets);
            reference.Parameters[i] = value - Step;
            double below = reference.MeanLoss(inputs, targets);
            reference.Parameters[i] = value;
            Assert.Equal((above - below) / (2 * Step), value - stepped[i], 2e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.Dropping), MemberType = typeof(Zoo))]
    public void Everything_but_training_uses_all_units(NetworkUnderTest network)
    {
        ReferenceTests.Randomise(network);
        ReferenceNetwork reference = ReferenceNetwork.Of(network);
        (float[] inputs, float[] targets) = ReferenceTests.Batch(network, 20);
        ulong state = network.DropoutState;
        float[] gradient = new float[network.ParameterCount];
        float[] outputs = new float[targets.Length];
        float[] single = new float[network.OutputSize];
        double expectedLoss = reference.MeanLoss(inputs, targets);
        Assert.Equal(expectedLoss, network.Gradient(inputs, targets, gradient), 1e-5 * expectedLoss);
        double[] expected = reference.Gradient(inputs, targets);
        Assert.All(expected.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

        network.ForwardBatch(inputs, outputs);
        network.Forward(inputs.AsSpan(0, network.InputSize), single);
        double[] output = reference.Forward(inputs.AsSpan(0, network.InputSize));
        for (int o = 0; o < output.Length; o++)
        {
            Assert.Equal(output[o], outputs[o], 1e-5);
            Assert.Equal(output[o], single[o], 1e-5);
        }

        Assert.Equal(state, network.DropoutState);
    }

    [Fact]
    public void The_state_decides_and_can_be_restored()
    {
        Assert.Equal(9UL << 32, new DroppingSmall(9).DropoutState);
        Assert.Equal(9UL << 32, new DroppingSmall(9, Initialization.HeNormal).DropoutState);
        var network = new DroppingClassifier(9);
        (float[] inputs, float[] targets) = ReferenceTests.Batch(NetworkUnderTest.Of<DroppingClassifier>(), 5);
        float[] start = Parameters(network);
        network.Train(inputs, targets, 1);
        float[] first = Parameters(network);
        network.SetParameters(start);
        network.Train(inputs, targets, 1);
        float[] second = Parameters(network);
        network.SetParameters(start);
        network.DropoutState -= 2;
        network.Train(inputs, targets, 1);
        Assert.Equal(first, Parameters(network));
        Assert.NotEqual(first, second);

        // A refused batch is no step.
        ulong state = network.DropoutState;
        Assert.Throws<ArgumentException>(() => network.Train(inputs, targets.AsSpan(1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Train(inputs, targets, float.NaN));
        Assert.Equal(state, network.DropoutState);
    }

    [Fact]
    public void A_network_without_dropout_has_no_state()
    {
        NetworkUnderTest network = NetworkUnderTest.Of<Control>();
        network.DropoutState = 5;
        Assert.Equal(0UL, network.DropoutState);
    }

    /// <summary>Over more than one chunk, by the network itself, by threads, and from a dataset.</summary>
    [Fact]
    public void Chunks_and_threads_drop_the_same_units()
    {
        const int Count = 2500;
        (float[] inputs, float[] targets) = ReferenceTests.Batch(NetworkUnderTest.Of<DroppingClassifier>(), Count);
        Dataset data = Dataset.FromFloats(inputs, DroppingClassifier.InputSize, targets, DroppingClassifier.OutputSize);
        int[] rows = [.. Enumerable.Range(0, Count)];
        var alone = new DroppingClassifier(1);
        var shared = new DroppingClassifier(1);
        var fromData = new DroppingClassifier(1);
        using (var trainer = new ParallelTrainer<DroppingClassifier>(shared, threads: 3))
        {
            for (int step = 0; step < 2; step++)
            {
                float loss = alone.Train(inputs, targets, 1);
                Assert.Equal(loss, trainer.Train(inputs, targets, 1));
                Assert.Equal(loss, fromData.Train(data, rows, 1));
            }
        }

        Assert.Equal((1UL << 32) + 2, alone.DropoutState);
        Assert.Equal(alone.DropoutState, shared.DropoutState);
        Assert.Equal(alone.DropoutState, fromData.DropoutState);
        foreach (DroppingClassifier other in new[] { shared, fromData })
        {
            Assert.Equal(Parameters(alone), Parameters(other));
        }
    }

    /// <summary>Plain descent goes through the network, L2 through a second block, Adam through a gradient: all of them drop and count.</summary>
    [Theory]
    [InlineData("plain")]
    [InlineData("L2")]
    [InlineData("Adam")]
    public void A_session_drops_units_and_resumes_to_the_same_bits(string kind)
    {
        (float[] inputs, float[] targets) = ReferenceTests.Batch(NetworkUnderTest.Of<DroppingClassifier>(), 40);
        Dataset data = Dataset.FromFloats(inputs, DroppingClassifier.InputSize, targets, DroppingClassifier.OutputSize);
        var options = new TrainingOptions
        {
            Epochs = 3,
            BatchSize = 10,
            LearningRate = 0.01f,
            Optimizer = kind == "Adam" ? Optimizer.Adam() : Optimizer.Sgd,
            Regularization = kind == "L2" ? new Regularization { L2 = 0.1f } : new Regularization(),
        };
        var whole = new DroppingClassifier(1);
        using var session = new TrainingSession<DroppingClassifier>(whole, data, options);
        session.RunBatch();
        TrainingState state = session.Capture();
        session.RunBatch();
        Assert.Equal((1UL << 32) + 2, whole.DropoutState);

        var resumed = new DroppingClassifier(2);
        using var other = new TrainingSession<DroppingClassifier>(resumed, data, options);
        other.Restore(state);
        other.RunBatch();
        Assert.Equal(Parameters(whole), Parameters(resumed));

        other.Restore(state with { DropoutState = 77 });
        other.RunBatch();
        Assert.NotEqual(Parameters(whole), Parameters(resumed));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Units_are_dropped_at_the_rate_and_independently(double probability)
    {
        const int Rows = 200, Stride = 1024;
        float[] mask = Draw(new DropoutMask(State, 0), Rows, Stride, 1, probability);
        float factor = (float)(1 / (1 - probability));
        Assert.All(mask, m => Assert.True(m == 0 || m == factor));
        AssertRate(mask.Select(m => m == 0), probability, "all");
        AssertRate(Enumerable.Range(0, Rows).Select(r => mask[(r * Stride) + 5] == 0), probability, "one unit over the samples");

        // Whether two differ: neighbouring units, samples, layers and states.
        double differ = 2 * probability * (1 - probability);
        AssertRate(mask.Zip(mask.Skip(1), (a, b) => a != b), differ, "units");
        AssertRate(mask.Zip(mask.Skip(Stride), (a, b) => a != b), differ, "samples");
        AssertRate(mask.Zip(Draw(new DropoutMask(State, 0), Rows, Stride, 2, probability), (a, b) => a != b), differ, "layers");
        AssertRate(mask.Zip(Draw(new DropoutMask(State + 1, 0), Rows, Stride, 1, probability), (a, b) => a != b), differ, "steps");
        AssertRate(mask.Zip(Draw(new DropoutMask(State + (1UL << 32), 0), Rows, Stride, 1, probability), (a, b) => a != b), differ, "seeds");
    }

    [Fact]
    public void A_mask_continues_where_another_part_of_the_batch_ends()
    {
        float[] whole = Draw(new DropoutMask(State, 0), 10, 36, 1, 0.5);
        Assert.Equal(whole[(4 * 36)..], Draw(new DropoutMask(State, 4), 6, 36, 1, 0.5));
        Assert.Equal(whole[(4 * 36)..], Draw(new DropoutMask(State, 1).From(3), 6, 36, 1, 0.5));
        Assert.All(Draw(default(DropoutMask).From(3), 6, 36, 1, 0.5), v => Assert.Equal(1, v));
        Assert.All(Draw(new DropoutMask(State, 0), 6, 36, 1, 0), v => Assert.Equal(1, v));
    }

    [Theory]
    [MemberData(nameof(Zoo.Dropping), MemberType = typeof(Zoo))]
    public void Gradients_are_led_back_through_the_units_that_stay(NetworkUnderTest network)
    {
        foreach (int count in new[] { 1, 3, 10, network.ChunkSize + 5 })
        {
            ReferenceTests.Randomise(network);
            ReferenceNetwork reference = ReferenceNetwork.Of(network, Mask(network, State));
            (float[] inputs, float[] outputGradients) = network.Samples(count);
            float[] gradient = new float[network.ParameterCount];
            float[] inputGradients = new float[inputs.Length];
            network.Backward(inputs, outputGradients, gradient, inputGradients, State);
            (double[] expected, double[] expectedByInputs) = reference.Backward(inputs, outputGradients);
            BackwardTests.AssertClose(expected, gradient, "gradient");
            BackwardTests.AssertClose(expectedByInputs, inputGradients, "input gradients");

            float[] outputs = new float[outputGradients.Length];
            network.ForwardBatch(inputs, outputs, State);
            double[] expectedOutputs =
            [
                .. Enumerable.Range(0, count).SelectMany(s => reference.Forward(inputs.AsSpan(s * network.InputSize, network.InputSize), s)),
            ];
            BackwardTests.AssertClose(expectedOutputs, outputs, "outputs");
        }
    }

    private static float[] Draw(DropoutMask mask, int rows, int stride, int layer, double probability)
    {
        float[] values = [.. Enumerable.Repeat(1f, rows * stride)];
        mask.Apply(values, stride, layer, probability);
        return values;
    }

    private static void AssertRate(IEnumerable<bool> events, double expected, string what)
    {
        bool[] all = [.. events];
        double rate = all.Count(e => e) / (double)all.Length;
        double sigma = Math.Sqrt(expected * (1 - expected) / all.Length);
        Assert.True(Math.Abs(rate - expected) <= 4.5 * sigma, $"{what}: {rate}, expected {expected}");
    }

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    /// <summary>The mask as documented, one unit at a time: SplitMix64 over state and place, MurmurHash3's finaliser over the unit.</summary>
    private static Func<int, int, int, double> Mask(NetworkUnderTest network, ulong state)
    {
        double[] probabilities = network.Name switch
        {
            nameof(DroppingClassifier) => [0.5, 0.25],
            nameof(DroppingGelu) or nameof(DroppingMish) => [0.3],
            nameof(DroppingSmall) => [0.5, 0.5],
            nameof(DroppingLinear) => [0.5, 0],
            _ => [0.4],
        };
        return (sample, layer, unit) =>
        {
            double probability = probabilities[layer - 1];
            ulong key = Mix(Mix(state) ^ (((ulong)layer << 32) | (uint)sample));
            uint x = (uint)key + (uint)unit;
            x = (x ^ (x >> 16)) * 0x85EBCA6B;
            x = ((x ^ (x >> 13)) + (uint)(key >> 32)) * 0xC2B2AE35;
            x ^= x >> 16;
            return x / 2 < Math.Floor(probability * int.MaxValue) ? 0 : 1 / (1 - probability);
        };

        static ulong Mix(ulong state)
        {
            ulong z = state + 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
