namespace Unrolled.Tests.Networks;

/// <summary>A network's layers one by one, counted from 0: their parameters, and what they say.</summary>
public sealed class LayerTests
{
    [Fact]
    public void Weights_and_biases_are_parts_of_the_parameters()
    {
        AssertParameters<Xor>();
        AssertParameters<PanelTail>();
        AssertParameters<Primes>();
        AssertParameters<SparsePanels>();
        AssertParameters<SoftmaxRegression>();
    }

    [Fact]
    public void Copies_into_spans_allocate_nothing()
    {
        var network = new PanelTail(1);
        float[] weights = network.Weights(1);
        float[] biases = network.Biases(1);
        Assert.Equal(0, Allocation.Of(() =>
        {
            network.Weights(1, weights);
            network.SetWeights(1, weights);
            network.Biases(1, biases);
            network.SetBiases(1, biases);
        }));
    }

    [Fact]
    public void Layers_and_lengths_that_do_not_fit_are_refused()
    {
        var network = new Control(1);
        float[] numbers = new float[256];
        Refuses<ArgumentOutOfRangeException>("layer", () => network.Weights(3), "layer is 3, but must be a layer from 0 to 2.");
        Refuses<ArgumentOutOfRangeException>("layer", () => network.Biases(-1), "layer is -1, but must be a layer from 0 to 2.");
        Refuses<ArgumentOutOfRangeException>("layer", () => network.SetWeights(3, numbers), "layer is 3");
        Refuses<ArgumentOutOfRangeException>("layer", () => new Logistic().SetBiases(1, numbers), "layer is 1, but must be 0, for the network has one layer.");
        Refuses<ArgumentException>("destination", () => network.Weights(0, numbers), "destination has 256 elements, but 64 are needed.");
        Refuses<ArgumentException>("source", () => network.SetBiases(1, numbers), "source has 256 elements, but 16 are needed.");
        Refuses<ArgumentException>("source", () => network.SetWeights(1, Own(network)), "source overlaps the parameters");
        Refuses<ArgumentException>("destination", () => network.Weights(1, Own(network)), "destination overlaps the parameters");
        Assert.Equal(Parameters(new Control(1)), Parameters(network));
        Assert.Throws<ArgumentNullException>("network", () => default(Control)!.Weights(0));

        static Span<float> Own<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork> => network.Block.Span[..256];
    }

    [Fact]
    public void Activations_are_what_the_next_layer_goes_by()
    {
        AssertActivations<Xor>();
        AssertActivations<Control>();
        AssertActivations<Odd>();
        AssertActivations<SoftmaxNet>();
        AssertActivations<PanelTail>();
        AssertActivations<Digits>();
        AssertActivations<FullTiles>();
        AssertActivations<EveryActivation>();
        AssertActivations<SparsePanels>();
        AssertActivations<SparseGelu>();
        AssertActivations<DroppingClassifier>();
        AssertActivations<Bottleneck>();
    }

    [Fact]
    public void Activations_allocate_nothing()
    {
        var network = new PanelTail(1);
        float[] inputs = new float[3 * PanelTail.InputSize];
        float[] destination = new float[3 * 72];
        Assert.Equal(0, Allocation.Of(() =>
        {
            network.Activations(inputs.AsSpan(0, PanelTail.InputSize), 1, destination.AsSpan(0, 72));
            network.ActivationsBatch(inputs, 1, destination);
        }));
    }

    [Fact]
    public void Many_threads_get_the_same_activations()
    {
        var network = new SparsePanels(1);
        (float[] inputs, _) = NetworkUnderTest.Of<SparsePanels>().Samples(40);
        float[] expected = new float[40 * 84];
        network.ActivationsBatch(inputs, 0, expected);
        Parallel.For(0, 200, i =>
        {
            float[] actual = new float[84];
            int row = i % 40;
            network.Activations(inputs.AsSpan(row * 91, 91), 0, actual);
            Assert.Equal(expected[(row * 84)..((row + 1) * 84)], actual);
        });
    }

    [Fact]
    public void Activations_that_do_not_fit_are_refused()
    {
        var network = new Control(1);
        float[] buffer = new float[256];
        Refuses<ArgumentOutOfRangeException>("layer", () => network.Activations(buffer, 3, buffer), "layer is 3, but must be a layer from 0 to 2.");
        Refuses<ArgumentException>("input", () => network.Activations(buffer, 0, buffer), "input has 256 elements, but 4 are needed.");
        Refuses<ArgumentException>(
            "destination", () => network.Activations(buffer.AsSpan(0, 4), 1, buffer), "destination has 256 elements, but 16 are needed.");
        Refuses<ArgumentException>("inputs", () => network.ActivationsBatch(buffer.AsSpan(0, 7), 1, buffer), "inputs has 7 elements");
        Refuses<ArgumentException>(
            "destination", () => network.ActivationsBatch(buffer.AsSpan(0, 8), 1, buffer.AsSpan(0, 31)), "destination has 31 elements, but 32 are needed");
        Refuses<ArgumentException>(
            "inputs", () => network.ActivationsBatch(buffer.AsSpan(0, 8), 1, buffer.AsSpan(4, 32)), "inputs overlaps destination");
        Assert.All(buffer, value => Assert.Equal(0, value));
        Assert.Throws<NotSupportedException>(() => SoftmaxRegression.Create(1).Activations(new float[2], 0, new float[3]));
        network.ActivationsBatch([], 1, []);
    }

    private static void AssertParameters<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(4);
        float[] parameters = Parameters(network);
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = i + 1;
        }

        network.SetParameters(parameters);
        TNetwork built = TNetwork.Create(5);
        int offset = 0;
        for (int layer = 0; layer < TNetwork.Layers.Length - 1; layer++)
        {
            int units = TNetwork.Layers[layer + 1];
            int weights = TNetwork.Layers[layer] * units;
            Assert.Equal(parameters[offset..(offset + weights)], network.Weights(layer));
            Assert.Equal(parameters[(offset + weights)..(offset + weights + units)], network.Biases(layer));
            built.SetWeights(layer, network.Weights(layer));
            built.SetBiases(layer, network.Biases(layer));
            offset += weights + units;
        }

        Assert.Equal(network.Block.Span, built.Block.Span);
    }

    /// <summary>What each layer says is that of its own parameters and of what the layer below says, in float64; the last one gives the outputs.</summary>
    private static void AssertActivations<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(3);
        float[] parameters = Parameters(network);
        var random = new Random(1);
        foreach (ref float parameter in parameters.AsSpan())
        {
            parameter += random.NextSingle() - 0.5f;
        }

        network.SetParameters(parameters);
        foreach (int rows in new[] { 1, 2, 7, TNetwork.ChunkSize + 3 })
        {
            (float[] inputs, _) = NetworkUnderTest.Of<TNetwork>().Samples(rows);
            float[] below = inputs;
            for (int layer = 0; layer < TNetwork.Layers.Length - 1; layer++)
            {
                int fanIn = TNetwork.Layers[layer];
                int units = TNetwork.Layers[layer + 1];
                float[] batch = new float[rows * units];
                float[] single = new float[units];
                network.ActivationsBatch(inputs, layer, batch);
                double[] own = [.. network.Weights(layer).Concat(network.Biases(layer)).Select(w => (double)w)];
                var reference = new ReferenceNetwork([fanIn, units], [TNetwork.Activations[layer]], Loss.MeanSquaredError, own);
                for (int row = 0; row < rows; row++)
                {
                    double[] expected = reference.Forward(below.AsSpan(row * fanIn, fanIn));
                    network.Activations(inputs.AsSpan(row * TNetwork.InputSize, TNetwork.InputSize), layer, single);
                    Assert.Equal(single, batch.AsSpan(row * units, units));
                    for (int unit = 0; unit < units; unit++)
                    {
                        Assert.Equal(expected[unit], single[unit], 2e-5 * Math.Max(1, Math.Abs(expected[unit])));
                    }
                }

                below = batch;

                if (layer == TNetwork.Layers.Length - 2)
                {
                    float[] outputs = new float[rows * units];
                    network.ForwardBatch(inputs, outputs);
                    Assert.Equal(outputs, batch);
                    network.Forward(inputs.AsSpan(0, TNetwork.InputSize), outputs.AsSpan(0, units));
                    Assert.Equal(outputs.AsSpan(0, units), batch.AsSpan(0, units));
                }
            }
        }
    }

    private static void Refuses<TException>(string parameter, Action misuse, string message) where TException : ArgumentException
    {
        TException error = Assert.Throws<TException>(parameter, misuse);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
