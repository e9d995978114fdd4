using System.Security.Cryptography;
using Unrolled.Tests;

namespace Unrolled.Integers.Tests;

/// <summary>Integer networks against 64-bit sums, against the networks of floats that they are made of, and against one hash for every machine.</summary>
public class Int8Tests
{
    // Of the outputs of all networks; the same at every vector width and on every machine.
    private const string Hash = "36f6c15572104fb6ad24cd96899af282b91847c497349253a2de244373a1770f";

    private static readonly int[] Counts = [1, 2, 7, 8, 9, 16, 31, 40, 127, 128, 129, 150];

    public static TheoryData<string> Names => [.. Networks.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_are_those_of_64_bit_sums(string name)
    {
        Subject subject = Networks.All[name];
        for (int seed = 0; seed < 4; seed++)
        {
            Int8Network network = subject.Make(seed);
            float[] inputs = subject.Inputs(seed + 100, 20);
            float[] outputs = new float[20 * subject.OutputSize];
            network.ForwardBatch(inputs, outputs);
            for (int row = 0; row < 20; row++)
            {
                byte[] bytes = ReferenceInt8.Round(network.InputScale, inputs.Skip(row * subject.InputSize).Take(subject.InputSize));
                float[] z = ReferenceInt8.Infer(network, bytes);
                double[] expected = OutputFunction.Of(subject.Activations[^1], z);
                for (int i = 0; i < expected.Length; i++)
                {
                    float actual = outputs[(row * subject.OutputSize) + i];
                    if (subject.Activations[^1] == Activation.Identity)
                    {
                        Assert.Equal(z[i], actual);
                    }

                    Assert.Equal(expected[i], actual, 1e-5 * Math.Max(1, Math.Abs(expected[i])));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_sample_and_batches_of_floats_and_of_bytes_give_the_same_bits(string name)
    {
        Subject subject = Networks.All[name];
        Int8Network network = subject.Make();
        int most = Counts.Max();
        float[] inputs = subject.Inputs(7, most);
        byte[] bytes = ReferenceInt8.Round(network.InputScale, inputs);
        float[] expected = new float[most * subject.OutputSize];
        for (int row = 0; row < most; row++)
        {
            Span<float> output = expected.AsSpan(row * subject.OutputSize, subject.OutputSize);
            network.Forward(inputs.AsSpan(row * subject.InputSize, subject.InputSize), output);
            float[] again = new float[subject.OutputSize];
            network.Forward(bytes.AsSpan(row * subject.InputSize, subject.InputSize), again);
            Assert.Equal(output.ToArray(), again);
            int predicted = Prediction.FromOutputs(output, subject.Activations[^1]);
            Assert.Equal(predicted, network.Predict(inputs.AsSpan(row * subject.InputSize, subject.InputSize)));
            Assert.Equal(predicted, network.Predict(bytes.AsSpan(row * subject.InputSize, subject.InputSize)));
        }

        foreach (int count in Counts)
        {
            float[] outputs = new float[count * subject.OutputSize];
            network.ForwardBatch(inputs.AsSpan(0, count * subject.InputSize), outputs);
            Assert.Equal(expected.Take(outputs.Length), outputs);
            Array.Clear(outputs);
            network.ForwardBatch(bytes.AsSpan(0, count * subject.InputSize), outputs);
            Assert.Equal(expected.Take(outputs.Length), outputs);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_are_near_those_of_floats(string name)
    {
        Subject subject = Networks.All[name];
        float[] parameters = subject.Parameters(1);
        Int8Network network = subject.Quantize(parameters, subject.Calibration(1));
        float[] inputs = subject.Inputs(9, 100);
        float[] expected = subject.Forward(parameters, inputs);
        float[] outputs = new float[expected.Length];
        network.ForwardBatch(inputs, outputs);
        double range = expected.Max() - expected.Min();
        double error = Math.Sqrt(expected.Zip(outputs, (e, o) => Math.Pow(e - o, 2)).Average());
        Assert.InRange(error, 0, 0.03 * Math.Max(range, 0.1));
    }

    [Fact]
    public void Outputs_are_the_same_bits_on_every_machine()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Subject subject in Networks.All.Values)
        {
            float[] outputs = new float[50 * subject.OutputSize];
            subject.Make(seed: 3).ForwardBatch(subject.Inputs(11, 50), outputs);
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(outputs));
        }

        string actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        Assert.True(actual == Hash, actual);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated(string name)
    {
        Subject subject = Networks.All[name];
        Int8Network network = subject.Make();
        float[] inputs = subject.Inputs(1, 40), outputs = new float[40 * subject.OutputSize];
        byte[] bytes = new byte[inputs.Length];
        Assert.Equal(0, Allocation.Of(() =>
        {
            network.ForwardBatch(inputs, outputs);
            network.ForwardBatch(bytes, outputs);
            network.Forward(inputs.AsSpan(0, subject.InputSize), outputs.AsSpan(0, subject.OutputSize));
            network.Forward(bytes.AsSpan(0, subject.InputSize), outputs.AsSpan(0, subject.OutputSize));
            _ = network.Predict(inputs.AsSpan(0, subject.InputSize));
        }));
    }

    [Fact]
    public void Spans_of_another_length_are_refused()
    {
        Int8Network network = Networks.All[nameof(Xor)].Make();
        string[] messages =
        [
            Assert.Throws<ArgumentException>(() => network.Forward(new float[3], new float[1])).Message,
            Assert.Throws<ArgumentException>(() => network.Forward(new byte[2], new float[2])).Message,
            Assert.Throws<ArgumentException>(() => network.ForwardBatch(new float[4], new float[1])).Message,
            Assert.Throws<ArgumentException>(() => network.Predict(new byte[1])).Message,
        ];
        Assert.Equal(messages.Length, messages.Distinct().Count());
        float[] both = new float[4];
        Assert.Throws<ArgumentException>(() => network.ForwardBatch(both.AsSpan(0, 2), both.AsSpan(1, 1)));
    }

    [Theory]
    [InlineData(nameof(Odd))]
    [InlineData(nameof(Wide))]
    public void Outputs_may_take_the_place_of_the_inputs(string name)
    {
        const int Rows = 300;
        Subject subject = Networks.All[name];
        Int8Network network = subject.Make();
        float[] inputs = subject.Inputs(2, Rows), expected = new float[Rows * subject.OutputSize];
        network.ForwardBatch(inputs, expected);
        float[] both = new float[Rows * Math.Max(subject.InputSize, subject.OutputSize)];
        inputs.CopyTo(both, 0);
        network.ForwardBatch(both.AsSpan(0, inputs.Length), both.AsSpan(0, expected.Length));
        Assert.Equal(expected, both.Take(expected.Length));
    }

    [Fact]
    public void Many_threads_share_a_network()
    {
        Subject subject = Networks.All[nameof(Wide)];
        Int8Network network = subject.Make();
        float[] inputs = subject.Inputs(1, 40), expected = new float[40 * subject.OutputSize];
        network.ForwardBatch(inputs, expected);
        Parallel.For(0, 50, _ =>
        {
            float[] outputs = new float[expected.Length];
            network.ForwardBatch(inputs, outputs);
            Assert.Equal(expected, outputs);
        });
    }
}
