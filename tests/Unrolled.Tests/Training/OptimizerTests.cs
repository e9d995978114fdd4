using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>Every optimizer against its float64 reference, on given gradients and in the training of a network.</summary>
public class OptimizerTests
{
    private const int Steps = 50;

    public static TheoryData<string> All => [.. Optimizers.All];

    [Theory]
    [MemberData(nameof(All))]
    public void Fifty_steps_on_given_gradients_equal_the_reference(string name)
    {
        AssertSteps<Control>(name);
        AssertSteps<PanelTail>(name);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fifty_steps_of_training_equal_the_reference(string name)
    {
        AssertTraining(name, new Regularization(), new GradientClipping(), (rate, isBias) =>
            new ReferenceTraining(name, rate, isBias) { Decay = name == "adamw" ? 0.5f : 0, Epsilon = 1e-3f });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Regularised_and_clipped_training_equals_the_reference(string name)
    {
        var regularization = new Regularization { L2 = 3, L1 = 0.4f, WeightDecay = 0.25f };
        var clipping = new GradientClipping { Value = 0.05f, Norm = 0.1f };
        AssertTraining(name, regularization, clipping, (rate, isBias) => new ReferenceTraining(name, rate, isBias)
        {
            L2 = 3 / 64.0,
            L1 = 0.4f / 64.0,
            Decay = name == "adamw" ? 0.75f : 0.25f,
            ClipValue = 0.05f,
            ClipNorm = 0.1f,
            Epsilon = 1e-3f,
        });
    }

    [Fact]
    public void L2_L1_and_weight_decay_of_the_fused_step_equal_the_formula()
    {
        AssertTraining("sgd", new Regularization { L2 = 3 }, new(), (rate, isBias) =>
            new ReferenceTraining("sgd", rate, isBias) { L2 = 3 / 64.0 });
        AssertTraining("sgd", new Regularization { L1 = 0.4f }, new(), (rate, isBias) =>
            new ReferenceTraining("sgd", rate, isBias) { L1 = 0.4f / 64.0 });
        AssertTraining("sgd", new Regularization { WeightDecay = 0.25f }, new(), (rate, isBias) =>
            new ReferenceTraining("sgd", rate, isBias) { Decay = 0.25f });
        AssertTraining("sgd", new Regularization { L2 = 3, L1 = 0.4f, WeightDecay = 0.25f }, new(), (rate, isBias) =>
            new ReferenceTraining("sgd", rate, isBias) { L2 = 3 / 64.0, L1 = 0.4f / 64.0, Decay = 0.25f });
    }

    [Fact]
    public void Clipping_by_norm_leaves_a_short_gradient_alone()
    {
        AssertTraining("sgd", new(), new GradientClipping { Norm = 1000, Value = 1000 }, (rate, isBias) =>
            new ReferenceTraining("sgd", rate, isBias));
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    public void The_weights_into_a_unit_get_no_longer_than_the_largest_norm(string name)
    {
        AssertMaxNorm<PanelTail>(name);
        AssertMaxNorm<Xor>(name);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Padding_stays_zero(string name)
    {
        TrainingOptions options = Optimizers.Options(name) with { Epochs = 5, Regularization = new() { L2 = 1, L1 = 1, MaxNorm = 1 } };
        AssertPadding<Odd>(options);
        AssertPadding<SoftmaxNet>(options);
        AssertPadding<PanelTail>(options);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Threads_train_to_the_bits_of_one(string name)
    {
        Dataset data = SyntheticDigits.Create(200, seed: 1);
        TrainingOptions options = Optimizers.Options(name, epsilon: 1e-3f) with
        {
            Epochs = 2,
            BatchSize = 100,
            Regularization = new() { L2 = 5 },
        };
        float[] Trained(int threads)
        {
            var network = new Digits(1);
            Trainer.Train(network, data, options with { Threads = threads });
            float[] parameters = new float[Digits.ParameterCount];
            network.GetParameters(parameters);
            return parameters;
        }

        float[] one = Trained(1);
        Assert.Equal(one, Trained(2));
        Assert.Equal(one, Trained(3));
        Assert.Equal(one, Trained(7));
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => Optimizer.Momentum(1));
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => Optimizer.Nesterov(-0.1f));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => Optimizer.Adagrad(0));
        Assert.Throws<ArgumentOutOfRangeException>("decay", () => Optimizer.RmsProp(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("beta1", () => Optimizer.Adam(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>("beta2", () => Optimizer.Adam(beta2: 2));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => Optimizer.AdamW(epsilon: float.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecay", () => Optimizer.AdamW(weightDecay: -1));
    }

    private static void AssertSteps<TNetwork>(string name) where TNetwork : class, INetwork<TNetwork>
    {
        TrainingOptions options = Optimizers.Options(name);
        TNetwork network = TNetwork.Create(1);
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        double[] expected = Array.ConvertAll(parameters, p => (double)p);
        var reference = new ReferenceTraining(name, options.LearningRate, ReferenceTraining.Biases(TNetwork.Layers))
        {
            Decay = name == "adamw" ? 0.5f : 0,
        };
        OptimizerState state = options.Optimizer.For(network);
        var random = new Random(7);
        for (int step = 0; step < Steps; step++)
        {
            float[] gradient = [.. parameters.Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(-4, 2)))];
            reference.Step(expected, Array.ConvertAll(gradient, g => (double)g));
            state.Step(network, gradient, options.LearningRate);
        }

        network.GetParameters(parameters);
        for (int i = 0; i < parameters.Length; i++)
        {
            Assert.Equal(expected[i], parameters[i], 1e-5 * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    // 64 samples in batches of 16, four steps an epoch; the epsilon keeps the noise of tiny gradients from being divided by itself.
    private static void AssertTraining(
        string name, Regularization regularization, GradientClipping clipping, Func<double, bool[], ReferenceTraining> rules)
    {
        const int Batch = 16;
        NetworkUnderTest shape = NetworkUnderTest.Of<Control>();
        float[] inputs = [.. Enumerable.Range(0, 64 * shape.InputSize).Select(i => MathF.Sin(i * 0.7f))];
        float[] targets = [.. Enumerable.Range(0, 64 * shape.OutputSize).Select(i => MathF.Cos(i * 1.3f))];
        var network = new Control(5);
        float[] parameters = new float[Control.ParameterCount];
        network.GetParameters(parameters);
        var reference = new ReferenceNetwork(
            shape.Layers, shape.Activations, shape.Loss, Array.ConvertAll(parameters, p => (double)p));
        TrainingOptions options = Optimizers.Options(name, epsilon: 1e-3f) with
        {
            Epochs = 20,
            BatchSize = Batch,
            Shuffle = false,
            Regularization = regularization,
            Clipping = clipping,
        };
        ReferenceTraining steps = rules(options.LearningRate, ReferenceTraining.Biases(Control.Layers));
        using var session = new TrainingSession<Control>(
            network, Dataset.FromFloats(inputs, Control.InputSize, targets, Control.OutputSize), options);
        for (int step = 0; step < Steps; step++)
        {
            int start = step * Batch % 64;
            double[] gradient = reference.Gradient(
                inputs.AsSpan(start * Control.InputSize, Batch * Control.InputSize),
                targets.AsSpan(start * Control.OutputSize, Batch * Control.OutputSize));
            steps.Step(reference.Parameters, gradient);
            session.RunBatch();
        }

        network.GetParameters(parameters);
        for (int i = 0; i < parameters.Length; i++)
        {
            Assert.Equal(reference.Parameters[i], parameters[i], 2e-5);
        }
    }

    private static void AssertMaxNorm<TNetwork>(string name) where TNetwork : class, INetwork<TNetwork>
    {
        const float Most = 0.8f;
        TNetwork bounded = TNetwork.Create(1);
        TNetwork free = TNetwork.Create(1);
        TrainingOptions options = Optimizers.Options(name) with { Epochs = 1, BatchSize = 30 };
        Dataset data = Data<TNetwork>(30);

        Trainer.Train(free, data, options);
        Trainer.Train(bounded, data, options with { Regularization = new() { MaxNorm = Most } });

        float[] expected = new float[TNetwork.ParameterCount];
        float[] actual = new float[TNetwork.ParameterCount];
        free.GetParameters(expected);
        bounded.GetParameters(actual);
        int offset = 0;
        int cut = 0;
        for (int l = 1; l < TNetwork.Layers.Length; l++)
        {
            int fanIn = TNetwork.Layers[l - 1];
            for (int unit = 0; unit < TNetwork.Layers[l]; unit++, offset += fanIn)
            {
                double norm = Math.Sqrt(expected.Skip(offset).Take(fanIn).Sum(w => (double)w * w));
                double factor = norm > Most ? Most / norm : 1;
                cut += factor < 1 ? 1 : 0;
                for (int k = offset; k < offset + fanIn; k++)
                {
                    Assert.Equal(expected[k] * factor, actual[k], 1e-6);
                }
            }

            Assert.Equal(expected.AsSpan(offset, TNetwork.Layers[l]), actual.AsSpan(offset, TNetwork.Layers[l]));
            offset += TNetwork.Layers[l];
        }

        Assert.True(cut > 0, "no unit was over the bound, so this shows nothing");
    }

    private static void AssertPadding<TNetwork>(TrainingOptions options) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        Trainer.Train(network, Data<TNetwork>(50), options);
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        float[] withoutPadding = new float[TNetwork.BlockSize];
        TNetwork.Layout.FromCanonical(parameters, withoutPadding);
        Assert.Equal(withoutPadding, network.Block.Span.ToArray());
    }

    private static Dataset Data<TNetwork>(int count) where TNetwork : class, INetwork<TNetwork> => Dataset.FromFloats(
        [.. Enumerable.Range(0, count * TNetwork.InputSize).Select(i => MathF.Sin(i))],
        TNetwork.InputSize,
        [.. Enumerable.Range(0, count * TNetwork.OutputSize).Select(i => i % TNetwork.OutputSize == 0 ? 1f : 0f)],
        TNetwork.OutputSize);
}
