using Unrolled.Internal;


namespace Unrolled.Tests.Networks;

/// <summary>Results that are written over what they come from: right, or refused with nothing written.</summary>
public sealed class OverlapTests
{
    private const int Rows = 2003;

    /// <summary>Networks with as many outputs as inputs, fewer and more; straight-line, looped and sparse ones.</summary>
    public static TheoryData<NetworkUnderTest> All =>
    [
        NetworkUnderTest.Of<Bottleneck>(),
        NetworkUnderTest.Of<TwoLinear>(),
        NetworkUnderTest.Of<Control>(),
        NetworkUnderTest.Of<Xor>(),
        NetworkUnderTest.Of<Rosenblatt>(),
        NetworkUnderTest.Of<ManyLabels>(),
        NetworkUnderTest.Of<SparsePanels>(),
        NetworkUnderTest.Of<EvenSparse>(),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void A_batch_in_place_is_right(NetworkUnderTest network)
    {
        ReferenceTests.Randomise(network);
        foreach (int rows in new[] { 1, 2, 999, 1000, 1001, Rows })
        {
            foreach (int threads in new[] { 0, 1, 4 })
            {
                (float[] buffer, float[] expected) = InPlace(network, rows);
                Forward(network, buffer.AsSpan(0, rows * network.InputSize), buffer.AsSpan(0, expected.Length), threads);

                // With other threads rows stand in other tiles, whose sums differ in their last bits.
                Assert.All(expected.Zip(buffer), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_batch_that_overlaps_elsewhere_is_refused(NetworkUnderTest network)
    {
        ReferenceTests.Randomise(network);
        foreach (int rows in new[] { 2, Rows })
        {
            int inputs = rows * network.InputSize;
            int outputs = rows * network.OutputSize;
            foreach (int shift in new[] { 1, -1, network.OutputSize, -network.OutputSize, inputs - 1, 1 - outputs })
            {
                foreach (int threads in new[] { 0, 1, 4 })
                {
                    float[] buffer = new float[(2 * inputs) + (2 * outputs)];
                    buffer.AsSpan().Fill(0.25f);
                    ArgumentException error = Assert.Throws<ArgumentException>(() => Forward(
                        network, buffer.AsSpan(outputs, inputs), buffer.AsSpan(outputs + shift, outputs), threads));
                    Assert.Contains("inputs overlaps outputs", error.Message);
                    Assert.All(buffer, v => Assert.Equal(0.25f, v));
                }
            }

            // Side by side is apart.
            float[] beside = new float[inputs + (2 * outputs)];
            Forward(network, beside.AsSpan(outputs, inputs), beside.AsSpan(outputs + inputs, outputs), threads: 0);
            Forward(network, beside.AsSpan(outputs, inputs), beside.AsSpan(0, outputs), threads: 0);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void One_sample_may_overlap_anywhere(NetworkUnderTest network)
    {
        ReferenceTests.Randomise(network);
        float[] input = [.. Enumerable.Range(1, network.InputSize).Select(i => MathF.Sin(i))];
        float[] expected = new float[network.OutputSize];
        network.Forward(input, expected);
        for (int shift = -network.OutputSize; shift <= network.InputSize; shift++)
        {
            float[] buffer = new float[input.Length + (2 * expected.Length)];
            input.CopyTo(buffer, expected.Length);
            network.Forward(buffer.AsSpan(expected.Length, input.Length), buffer.AsSpan(expected.Length + shift, expected.Length));
            Assert.Equal(expected, buffer[(expected.Length + shift)..(2 * expected.Length + shift)]);
        }
    }

    /// <summary>The gradient is written when all has been read.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_gradient_may_overlap_the_batch(int threads)
    {
        NetworkUnderTest shape = NetworkUnderTest.Of<Panels>();
        var network = new Panels(1);
        using var trainer = new ParallelTrainer<Panels>(network, threads);
        (float[] inputs, float[] targets) = ReferenceTests.Batch(shape, 500);
        float[] expected = new float[Panels.ParameterCount];
        float loss = trainer.Gradient(inputs, targets, expected);
        foreach (int start in new[] { 0, 100, inputs.Length - 50, inputs.Length })
        {
            float[] buffer = new float[inputs.Length + targets.Length + expected.Length];
            inputs.CopyTo(buffer, 0);
            targets.CopyTo(buffer, inputs.Length);
            Span<float> gradient = buffer.AsSpan(start, expected.Length);
            Assert.Equal(loss, trainer.Gradient(buffer.AsSpan(0, inputs.Length), buffer.AsSpan(inputs.Length, targets.Length), gradient));
            Assert.Equal(expected, gradient.ToArray());
        }
    }

    [Fact]
    public void The_networks_own_parameters_are_refused_where_they_would_change_meanwhile()
    {
        var network = new Panels(1);
        INetwork<Panels> open = network;
        float[] before = open.Block.Span.ToArray();
        Refuse(() => network.Train(open.Block.Span[..Panels.InputSize], new float[Panels.OutputSize], 1));
        Refuse(() => network.Train(new float[Panels.InputSize], open.Block.Span[..Panels.OutputSize], 1));
        Refuse(() => network.GetParameters(open.Block.Span[..Panels.ParameterCount]));
        Refuse(() => network.SetParameters(open.Block.Span[..Panels.ParameterCount]));
        Refuse(() => open.AccumulateGradient(new float[Panels.InputSize], new float[Panels.OutputSize], 1, open.Block.Span));
        Refuse(() => Layout<Panels>().ToCanonical(open.Block.Span, open.Block.Span[..Panels.ParameterCount]));
        Refuse(() => Layout<Panels>().FromCanonical(open.Block.Span[..Panels.ParameterCount], open.Block.Span));

        float[] block = new float[before.Length];
        Refuse(() => open.AccumulateGradient(block.AsSpan(0, Panels.InputSize), new float[Panels.OutputSize], 1, block));
        Refuse(() => open.AccumulateGradient(new float[Panels.InputSize], block.AsSpan(0, Panels.OutputSize), 1, block));
        Assert.All(block, v => Assert.Equal(0, v));
        Assert.Equal(before, open.Block.Span.ToArray());

        static void Refuse(Action action) => Assert.Contains(" overlaps ", Assert.Throws<ArgumentException>(action).Message);
    }

    private static void Forward(NetworkUnderTest network, ReadOnlySpan<float> inputs, Span<float> outputs, int threads)
    {
        if (threads == 0)
        {
            network.ForwardBatch(inputs, outputs);
        }
        else
        {
            network.ForwardBatch(inputs, outputs, threads);
        }
    }

    /// <summary>A buffer that begins with the inputs, and the outputs as they are without overlap.</summary>
    private static (float[] Buffer, float[] Expected) InPlace(NetworkUnderTest network, int rows)
    {
        (float[] inputs, _) = ReferenceTests.Batch(network, rows);
        float[] expected = new float[rows * network.OutputSize];
        network.ForwardBatch(inputs, expected);
        float[] buffer = new float[Math.Max(inputs.Length, expected.Length)];
        inputs.CopyTo(buffer, 0);
        return (buffer, expected);
    }

    private static BlockLayout Layout<TNetwork>() where TNetwork : class, INetwork<TNetwork> => TNetwork.Layout;
}

[Network(40, 60, 40, Hidden = Activation.ReLU, Output = Activation.Identity, SparseInput = true)]
public sealed partial class EvenSparse;

[Network(2, 2, Output = Activation.Identity)]
public sealed partial class TwoLinear;
