namespace Unrolled.Tests.Networks;

/// <summary>A sample's outputs are the same bits by <c>Forward</c> and at any place in any batch, on any number of threads.</summary>
public sealed class SameOutputsTests
{
    public static TheoryData<NetworkUnderTest> Networks => [.. Zoo.All, .. Zoo.Dropping];

    [Theory]
    [MemberData(nameof(Networks))]
    public void One_by_one_and_in_batches(NetworkUnderTest network)
    {
        network.Reset(3);
        int[] batches = [.. Enumerable.Range(1, 40), network.ChunkSize - 1, network.ChunkSize, network.ChunkSize + 1, (2 * network.ChunkSize) + 3];
        (float[] inputs, _) = network.Samples(batches[^1]);
        Spoil(inputs, network.InputSize);
        uint[] expected = [.. OneByOne(network, inputs)];
        foreach (int batch in batches)
        {
            float[] outputs = new float[batch * network.OutputSize];
            network.ForwardBatch(inputs.AsSpan(0, batch * network.InputSize), outputs);
            AssertSame(expected, outputs, $"batch {batch}");
        }

        float[] shared = new float[batches[^1] * network.OutputSize];
        network.ForwardBatch(inputs, shared, threads: 3);
        AssertSame(expected, shared, "3 threads");
    }

    /// <summary>Which NaN a sum comes to is up to the processor; what a network says is always the same one.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Not_a_number_is_one_pattern(NetworkUnderTest network)
    {
        network.Reset(3);
        uint[] patterns = [0x7FC00000, 0xFFC00000, 0x7FC12345, 0xFFFFFFFF, 0x7F800001];
        float[] inputs = new float[3 * network.InputSize];
        float[] outputs = new float[3 * network.OutputSize];
        foreach (uint pattern in patterns)
        {
            inputs.AsSpan().Fill(BitConverter.UInt32BitsToSingle(pattern));
            network.ForwardBatch(inputs, outputs);
            uint[] bits = [.. outputs.Where(float.IsNaN).Select(BitConverter.SingleToUInt32Bits)];
            Assert.All(bits, b => Assert.Equal(BitConverter.SingleToUInt32Bits(float.NaN), b));
            AssertSame([.. OneByOne(network, inputs)], outputs, $"{pattern:X}");
        }
    }

    /// <summary>Rows of zeros, of zeros below zero, with an infinite number, with one that is none.</summary>
    private static void Spoil(float[] inputs, int size)
    {
        inputs.AsSpan(size, size).Clear();
        inputs.AsSpan(2 * size, size).Fill(-0f);
        inputs[(3 * size) + (size / 2)] = float.PositiveInfinity;
        inputs[(5 * size) - 1] = float.NaN;
        for (int i = 5 * size; i < inputs.Length; i += 3)
        {
            inputs[i] = 0;
        }
    }

    private static IEnumerable<uint> OneByOne(NetworkUnderTest network, float[] inputs)
    {
        float[] output = new float[network.OutputSize];
        for (int start = 0; start < inputs.Length; start += network.InputSize)
        {
            network.Forward(inputs.AsSpan(start, network.InputSize), output);
            foreach (float value in output)
            {
                yield return BitConverter.SingleToUInt32Bits(value);
            }
        }
    }

    private static void AssertSame(uint[] expected, float[] outputs, string what)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(outputs[i]);
            Assert.True(bits == expected[i], $"{what}: output {i} is {bits:X8} and by itself {expected[i]:X8}.");
        }
    }
}
