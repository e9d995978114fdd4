using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Onnx;

/// <summary>Networks that are saved as ONNX files run elsewhere and come back as they were.</summary>
public sealed class ExportTests
{
    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void RunsInOnnxRuntime(NetworkUnderTest network)
    {
        network.Reset(3);
        const int count = 5;
        float[] inputs = network.Samples(count).Inputs, expected = new float[count * network.OutputSize];
        network.ForwardBatch(inputs, expected);
        float[] actual = OnnxRuntimeRun.Run(Saved(network), "output", ("input", [count, network.InputSize], inputs));
        double scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * scale));
    }

    /// <summary>The same parameters to the bit, and the same file again, in any set of operators.</summary>
    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void ComesBack(NetworkUnderTest network)
    {
        foreach (int opset in (int[])[13, 17, 18, 20, 23])
        {
            network.Reset(opset);
            OnnxSaveOptions options = new() { Opset = opset };
            byte[] first = Saved(network, options);
            float[] before = new float[network.ParameterCount], after = new float[network.ParameterCount];
            network.GetParameters(before);
            network.Reset(opset + 1);
            network.LoadOnnx(new MemoryStream(first));
            network.GetParameters(after);
            Assert.Equal(before.Select(BitConverter.SingleToInt32Bits), after.Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(first, Saved(network, options));
        }
    }

    private static byte[] Saved(NetworkUnderTest network, OnnxSaveOptions? options = null)
    {
        using MemoryStream stream = new();
        network.SaveOnnx(stream, options);
        return stream.ToArray();
    }
}
