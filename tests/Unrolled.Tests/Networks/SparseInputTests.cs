namespace Unrolled.Tests.Networks;

/// <summary>Sparse inputs at their extremes: nothing but numbers that are not 0, and numbers that are none.</summary>
public sealed class SparseInputTests
{
    public static TheoryData<NetworkUnderTest> All =>
    [
        NetworkUnderTest.Of<SparseDigits>(),
        NetworkUnderTest.Of<SparsePanels>(),
        NetworkUnderTest.Of<SparseNarrow>(),
        NetworkUnderTest.Of<SparseGelu>(),
    ];

    /// <summary>Wherever it stands, in the vectors of the search or after them, in whichever sample of a tile.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void NaN_is_an_input_that_is_not_zero(NetworkUnderTest network)
    {
        ReferenceTests.Randomise(network);
        float[] outputs = new float[12 * network.OutputSize];
        for (int k = 0; k < network.InputSize; k++)
        {
            foreach (int count in new[] { 1, 4, 10, 12 })
            {
                int spoilt = k % count;
                float[] inputs = new float[count * network.InputSize];
                inputs[(spoilt * network.InputSize) + k] = float.NaN;
                network.ForwardBatch(inputs, outputs.AsSpan(0, count * network.OutputSize));
                for (int s = 0; s < count; s++)
                {
                    Assert.Equal(s == spoilt, float.IsNaN(outputs[s * network.OutputSize]));
                }
            }

            float[] input = new float[network.InputSize];
            input[k] = float.NaN;
            network.Forward(input, outputs.AsSpan(0, network.OutputSize));
            Assert.True(float.IsNaN(outputs[0]), $"input {k}");
        }
    }

    /// <summary>Every list is full: one that is too short runs into the next, or into the activations.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Inputs_without_any_zero_have_room(NetworkUnderTest network)
    {
        ReferenceTests.Randomise(network);
        ReferenceNetwork reference = ReferenceNetwork.Of(network);
        float[] gradient = new float[network.ParameterCount];
        foreach (int count in new[] { 1, 5, 9, 10, 11, 24, 57 })
        {
            (_, float[] targets) = ReferenceTests.Batch(network, count);
            float[] inputs = [.. Enumerable.Range(1, count * network.InputSize).Select(i => 0.1f * MathF.Sin(i))];
            Assert.DoesNotContain(0f, inputs);
            float loss = network.Gradient(inputs, targets, gradient);
            Assert.Equal(reference.MeanLoss(inputs, targets), loss, 1e-5);
            double[] expected = reference.Gradient(inputs, targets);
            double scale = expected.Max(Math.Abs);
            for (int i = 0; i < gradient.Length; i++)
            {
                Assert.Equal(expected[i], gradient[i], 1e-5 * scale);
            }
        }
    }
}
