using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>Loops of one's own: a gradient and a step of the optimizer come to what <see cref="Trainer"/> does, bit for bit.</summary>
public sealed class OptimizerLoopTests
{
    private const int Steps = 50;
    private const int Batch = 16;
    private const int Samples = 64;

    public static TheoryData<string> All => [.. Optimizers.All];

    private static Dictionary<string, StepOptions> Variants => new()
    {
        ["nothing else"] = new(),
        ["penalties"] = new() { Regularization = new() { L2 = 3, L1 = 0.4f, WeightDecay = 0.25f }, SampleCount = Samples },
        ["clipped values"] = new() { Clipping = new() { Value = 0.01f } },
        ["clipped norm"] = new() { Clipping = new() { Norm = 0.05f }, Regularization = new() { MaxNorm = 0.7f } },
        ["frozen"] = new() { Clipping = new() { Norm = 0.05f }, Regularization = new() { WeightDecay = 0.25f }, FrozenLayers = [1] },
        ["rates of layers"] = new() { LayerRates = [0.1f, 1, 2], Regularization = new() { L1 = 1, MaxNorm = 0.7f }, SampleCount = Samples },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Fifty_steps_have_the_bits_of_the_trainer(string name)
    {
        foreach ((string variant, StepOptions options) in Variants)
        {
            // There the trainer adds each sample's part to the weights.
            bool isFused = name == "sgd" && !options.Clipping.IsOn && options.LayerRates.Count == 0;
            if (!isFused)
            {
                AssertSame<Control>(name, options, variant);
                AssertSame<Primes>(name, options, variant);
            }
        }
    }

    [Fact]
    public void Plain_gradient_descent_has_the_bits_of_train()
    {
        TrainingOptions options = Optimizers.Options("sgd") with { BatchSize = Batch, Shuffle = false, Epochs = Steps };
        (float[] inputs, float[] targets) = NetworkUnderTest.Of<Control>().Samples(Samples);
        var expected = new Control(3);
        var network = new Control(3);
        using var session = Session(expected, inputs, targets, options);
        for (int step = 0; step < Steps; step++)
        {
            session.RunBatch();
            network.Train(Rows(inputs, step, Control.InputSize), Rows(targets, step, Control.OutputSize), options.LearningRate);
        }

        Assert.Equal(Parameters(expected), Parameters(network));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_restored_state_goes_on_to_the_same_bits(string name)
    {
        TrainingOptions options = Optimizers.Options(name);
        var network = new Control(1);
        OptimizerState state = options.Optimizer.For(network);
        float[] gradient = new float[Control.ParameterCount];
        Run(network, state, 0, 20);

        Control other = network.Clone();
        OptimizerState restored = options.Optimizer.For(other);
        restored.SetSteps(state.Steps);
        for (int i = 0; i < state.Names.Count; i++)
        {
            state.Get(i, gradient);
            restored.Set(i, gradient);
        }

        Run(network, state, 20, Steps);
        Run(other, restored, 20, Steps);
        Assert.Equal(Parameters(network), Parameters(other));
        Assert.Equal(Steps, restored.Steps);

        void Run(Control trained, OptimizerState by, int from, int to)
        {
            for (int step = from; step < to; step++)
            {
                Fill(gradient, step);
                by.Step(trained, gradient, options.LearningRate / (1 + step));
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_step_allocates_nothing(string name)
    {
        var network = new SoftmaxNet(1);
        OptimizerState state = Optimizers.Options(name).Optimizer.For(network, Variants["rates of layers"] with
        {
            FrozenLayers = [0],
            Clipping = new() { Norm = 1, Value = 1 },
        });
        float[] gradient = new float[SoftmaxNet.ParameterCount];
        Fill(gradient, 1);
        Assert.Equal(0, Allocation.Of(() => state.Step(network, gradient, 0.01f)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_layer_of_rate_0_keeps_its_parameters(string name)
    {
        var network = new Control(1);
        float[] before = network.Weights(1);
        OptimizerState state = Optimizers.Options(name).Optimizer.For(network, new StepOptions { LayerRates = [1, 0, 1] });
        float[] gradient = new float[Control.ParameterCount];
        Fill(gradient, 1);
        state.Step(network, gradient, 0.1f);
        Assert.Equal(before, network.Weights(1));
        Assert.NotEqual(new Control(1).Weights(0), network.Weights(0));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_gradient_that_is_not_finite_is_named_and_nothing_changes(float value)
    {
        AssertRefused<ArgumentException>("gradient", (network, state, gradient) =>
        {
            gradient[^1] = float.NaN;
            gradient[17] = value;
            state.Step(network, gradient, 0.1f);
        }, $"gradient[17] is {Wording.Number(value)}, but must be finite.");
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_rate_that_is_none_is_refused(float rate) => AssertRefused<ArgumentOutOfRangeException>(
        "learningRate", (network, state, gradient) => state.Step(network, gradient, rate), $"learningRate is {Wording.Number(rate)}");

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        AssertRefused<ArgumentException>(
            "gradient", (network, state, gradient) => state.Step(network, gradient.AsSpan(1), 0.1f), "gradient has 385 elements, but 386 are needed.");
        AssertRefused<ArgumentException>(
            "gradient", (network, state, _) => state.Step(network, Own(network), 0.1f), "gradient overlaps the parameters");
        AssertRefused<ArgumentException>(
            "network", (_, state, gradient) => state.Step(new Xor(), gradient, 0.1f), "The network is one of Xor, but the optimizer's state one for Control.");
        AssertRefused<ArgumentNullException>("network", (_, state, gradient) => state.Step<Control>(null!, gradient, 0.1f), "network");

        static ReadOnlySpan<float> Own<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork> =>
            network.Block.Span[..TNetwork.ParameterCount];
    }

    [Fact]
    public void Options_that_do_not_fit_are_refused()
    {
        Refuses<ArgumentOutOfRangeException>(new() { FrozenLayers = [0, 3] }, "FrozenLayers[1] is 3, but must be a layer from 0 to 2.");
        Refuses<ArgumentOutOfRangeException>(new() { FrozenLayers = [-1] }, "FrozenLayers[0] is -1, but must be a layer from 0 to 2.");
        Refuses<ArgumentException>(new() { FrozenLayers = null! }, "FrozenLayers is null");
        Refuses<ArgumentException>(new() { LayerRates = [1, 1] }, "LayerRates has 2 rates, but the network has 3 layers.");
        Refuses<ArgumentOutOfRangeException>(new() { LayerRates = [1, -1, 1] }, "LayerRates[1] is -1, but must be a finite number, 0 or above.");
        Refuses<ArgumentOutOfRangeException>(new() { LayerRates = [1, 1, float.NaN] }, "LayerRates[2] is NaN");
        Refuses<ArgumentOutOfRangeException>(new() { SampleCount = 0 }, "SampleCount is 0, but must be at least 1.");
        Refuses<ArgumentOutOfRangeException>(new() { Clipping = new() { Norm = 0 } }, "Clipping.Norm is 0");
        Refuses<ArgumentOutOfRangeException>(new() { Regularization = new() { L1 = -1 } }, "Regularization.L1 is -1");
        Assert.Throws<ArgumentNullException>("network", () => Optimizer.Sgd.For<Control>(null!));

        static void Refuses<TException>(StepOptions options, string message) where TException : ArgumentException
        {
            TException error = Assert.Throws<TException>("options", () => Optimizer.Adam().For(new Control(), options));
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        }
    }

    private static void AssertSame<TNetwork>(string name, StepOptions step, string variant) where TNetwork : class, INetwork<TNetwork>
    {
        TrainingOptions options = Optimizers.Options(name) with
        {
            Epochs = Steps,
            BatchSize = Batch,
            Shuffle = false,
            Schedule = LearningRateSchedule.Cosine(),
            Clipping = step.Clipping,
            Regularization = step.Regularization,
            FrozenLayers = step.FrozenLayers,
            LayerRates = step.LayerRates,
        };
        (float[] inputs, float[] targets) = NetworkUnderTest.Of<TNetwork>().Samples(Samples);
        TNetwork expected = TNetwork.Create(3);
        TNetwork network = TNetwork.Create(3);
        OptimizerState state = options.Optimizer.For(network, step);
        float[] gradient = new float[TNetwork.ParameterCount];
        using TrainingSession<TNetwork> session = Session(expected, inputs, targets, options);
        for (int i = 0; i < Steps; i++)
        {
            float rate = session.LearningRate;
            session.RunBatch();
            network.Gradient(Rows(inputs, i, TNetwork.InputSize), Rows(targets, i, TNetwork.OutputSize), gradient);
            state.Step(network, gradient, rate);
        }

        Assert.True(Parameters(expected).AsSpan().SequenceEqual(Parameters(network)), $"{typeof(TNetwork).Name}, {variant}");
    }

    private static TrainingSession<TNetwork> Session<TNetwork>(TNetwork network, float[] inputs, float[] targets, TrainingOptions options)
        where TNetwork : class, INetwork<TNetwork> =>
        new(network, Dataset.FromFloats(inputs, TNetwork.InputSize, targets, TNetwork.OutputSize), options);

    private static ReadOnlySpan<float> Rows(float[] rows, int step, int size) => rows.AsSpan(step * Batch % Samples * size, Batch * size);

    private static void Fill(Span<float> gradient, int step)
    {
        var random = new Random(step);
        foreach (ref float g in gradient)
        {
            g = (random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(-4, 2));
        }
    }

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private delegate void Misuse(Control network, OptimizerState state, float[] gradient);

    private static void AssertRefused<TException>(string parameter, Misuse misuse, string message) where TException : ArgumentException
    {
        var network = new Control(1);
        OptimizerState state = Optimizer.Momentum().For(network);
        float[] gradient = new float[Control.ParameterCount];
        Fill(gradient, 0);
        state.Step(network, gradient, 0.1f);
        float[] parameters = Parameters(network);
        float[] velocity = [.. gradient];

        TException error = Assert.Throws<TException>(parameter, () => misuse(network, state, gradient));
        Assert.StartsWith(message, error is ArgumentNullException ? parameter : error.Message, StringComparison.Ordinal);
        Assert.Equal(parameters, Parameters(network));
        Assert.Equal(1, state.Steps);
        state.Get(0, gradient);
        Assert.Equal(velocity, gradient);
    }
}
