using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>Layers that stand still in a training: not a bit of them changes, and the others learn as if it were not so.</summary>
public sealed class FrozenLayerTests
{
    public static TheoryData<string> All => [.. Optimizers.All];

    [Theory]
    [MemberData(nameof(All))]
    public void Not_a_bit_of_them_changes(string name)
    {
        // Three steps: two blocks that take each other's place must both be right.
        TrainingOptions options = Optimizers.Options(name) with { Epochs = 1, BatchSize = 20 };
        TrainingOptions everything = options with
        {
            Regularization = new() { L1 = 1, L2 = 2, WeightDecay = 0.1f, MaxNorm = 0.3f },
            Clipping = name == "sgd" ? new() : new() { Value = 0.1f, Norm = 0.5f },
        };
        foreach (TrainingOptions each in new[] { options, everything, options with { BatchSize = TrainingOptions.FullBatch } })
        {
            AssertFrozen<Deep>(each, [0]);
            AssertFrozen<Deep>(each, [2, 3, 6]);
            AssertFrozen<Deep>(each, [7, 7]);
            AssertFrozen<Deep>(each, [0, 1, 2, 3, 4, 5, 6, 7]);
            AssertFrozen<PanelTail>(each, [1]);
            AssertFrozen<SparsePanels>(each, [0]);
            AssertFrozen<DroppingClassifier>(each, [1]);
            AssertFrozen<FullTiles>(each, [2]);
        }
    }

    /// <summary>Backpropagation adds plain steps straight to the weights, or to a block of zeros where a mini-batch has more than one chunk.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(2300)]
    public void The_others_make_the_step_that_they_make_without(int rows)
    {
        foreach (Regularization regularization in new[] { new Regularization(), new Regularization { L2 = 3, WeightDecay = 0.1f } })
        {
            foreach (int threads in new[] { 1, 2, 3 })
            {
                var options = new TrainingOptions { Epochs = 1, BatchSize = rows, LearningRate = 0.3f, Threads = threads, Regularization = regularization };
                Deep free = Trained<Deep>(options, rows);
                Deep frozen = Trained<Deep>(options with { FrozenLayers = [1, 4] }, rows);
                for (int layer = 0; layer < Deep.Layers.Length - 1; layer++)
                {
                    Deep expected = layer is 1 or 4 ? Start<Deep>() : free;
                    Assert.Equal(Bits(expected.Weights(layer)), Bits(frozen.Weights(layer)));
                    Assert.Equal(Bits(expected.Biases(layer)), Bits(frozen.Biases(layer)));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Threads_train_to_the_bits_of_one(string name)
    {
        TrainingOptions options = Optimizers.Options(name) with { Epochs = 2, BatchSize = 50, FrozenLayers = [0, 2], Seed = 3 };
        float[] one = Parameters(Trained<DroppingClassifier>(options, 120));
        Assert.Equal(one, Parameters(Trained<DroppingClassifier>(options with { Threads = 2 }, 120)));
        Assert.Equal(one, Parameters(Trained<DroppingClassifier>(options with { Threads = 5 }, 120)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_training_goes_on_to_the_same_bits(string name)
    {
        TrainingOptions options = Optimizers.Options(name) with
        {
            Epochs = 3,
            BatchSize = 11,
            FrozenLayers = [1],
            LayerRates = name == "momentum" ? [1, 1, 0.5f] : [],
            Regularization = new() { L2 = 2 },
        };
        Dataset data = Data<SoftmaxNet>(60);
        SoftmaxNet whole = Start<SoftmaxNet>();
        using var first = new TrainingSession<SoftmaxNet>(whole, data, options);
        for (int i = 0; i < 8; i++)
        {
            first.RunBatch();
        }

        TrainingState state = first.Capture();
        var resumed = new SoftmaxNet(99);
        using var second = new TrainingSession<SoftmaxNet>(resumed, data, options);
        second.Restore(state);
        while (!first.IsFinished)
        {
            first.RunBatch();
            second.RunBatch();
        }

        Assert.Equal(Parameters(whole), Parameters(resumed));
        Assert.Equal(Start<SoftmaxNet>().Weights(1), resumed.Weights(1));
    }

    [Fact]
    public void A_network_written_by_hand_can_be_frozen_too()
    {
        SoftmaxRegression network = SoftmaxRegression.Create(1);
        float[] before = network.ToArray();
        Dataset data = SoftmaxRegression.Data(60, seed: 1);
        Trainer.Train(network, data, new TrainingOptions { Epochs = 1, FrozenLayers = [0], Regularization = new() { L2 = 1, MaxNorm = 0.01f } });
        Assert.Equal(before, network.ToArray());
        Trainer.Train(network, data, new TrainingOptions { Epochs = 1 });
        Assert.NotEqual(before, network.ToArray());
    }

    [Fact]
    public void Layers_that_do_not_exist_are_refused()
    {
        Refuses<ArgumentOutOfRangeException>(new() { FrozenLayers = [3] }, "FrozenLayers[0] is 3, but must be a layer from 0 to 2.");
        Refuses<ArgumentOutOfRangeException>(new() { LayerRates = [1, 1, -1] }, "LayerRates[2] is -1");
        Refuses<ArgumentException>(new() { LayerRates = [1] }, "LayerRates has 1 rate, but the network has 3 layers.");

        static void Refuses<TException>(TrainingOptions options, string message) where TException : ArgumentException
        {
            TException error = Assert.Throws<TException>("options", () => Trainer.Train(new SoftmaxNet(), Data<SoftmaxNet>(10), options));
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_options_say_which() => Assert.EndsWith(
        "adam, frozen layers 0, 2, rates of layers times 0.5, 1, 1",
        new TrainingOptions { Optimizer = Optimizer.Adam(), FrozenLayers = [0, 2], LayerRates = [0.5f, 1, 1] }.ToString(),
        StringComparison.Ordinal);

    private static void AssertFrozen<TNetwork>(TrainingOptions options, int[] frozen) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork start = Start<TNetwork>();
        TNetwork network = Trained<TNetwork>(options with { FrozenLayers = frozen }, 45);
        for (int layer = 0; layer < TNetwork.Layers.Length - 1; layer++)
        {
            bool isSame = Bits(start.Weights(layer)).SequenceEqual(Bits(network.Weights(layer)))
                && Bits(start.Biases(layer)).SequenceEqual(Bits(network.Biases(layer)));
            Assert.True(isSame == frozen.Contains(layer), $"{typeof(TNetwork).Name}, {options}, layer {layer}");
        }
    }

    private static IEnumerable<int> Bits(float[] numbers) => numbers.Select(BitConverter.SingleToInt32Bits);

    private static TNetwork Trained<TNetwork>(TrainingOptions options, int samples) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = Start<TNetwork>();
        Trainer.Train(network, Data<TNetwork>(samples), options);
        return network;
    }

    /// <summary>A network with zeros of either sign among its parameters, which a sum with 0 would show.</summary>
    private static TNetwork Start<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(5);
        float[] parameters = Parameters(network);
        for (int i = 0; i < parameters.Length; i += 3)
        {
            parameters[i] = i % 2 == 0 ? -0f : parameters[i];
        }

        network.SetParameters(parameters);
        return network;
    }

    private static Dataset Data<TNetwork>(int count) where TNetwork : class, INetwork<TNetwork> => Dataset.FromFloats(
        [.. Enumerable.Range(0, count * TNetwork.InputSize).Select(i => MathF.Sin(i))],
        TNetwork.InputSize,
        [.. Enumerable.Range(0, count * TNetwork.OutputSize).Select(i => (i / TNetwork.OutputSize) % TNetwork.OutputSize == i % TNetwork.OutputSize ? 1f : 0f)],
        TNetwork.OutputSize);

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
