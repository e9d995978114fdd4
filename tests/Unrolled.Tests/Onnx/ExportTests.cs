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

    [Fact]
    public void StagesRunAndComeBack()
    {
        StagedNetwork network = StagedNetwork.Create(5);
        byte[] file = Saved(network, null);
        float[] inputs = [0.2f, -0.4f, 3, -2, 0.9f, 0.1f], expected = new float[4], before = new float[StagedNetwork.ParameterCount];
        network.Forward(inputs.AsSpan(0, 3), expected.AsSpan(0, 2));
        network.Forward(inputs.AsSpan(3), expected.AsSpan(2));
        float[] actual = OnnxRuntimeRun.Run(file, "output", ("input", [2, 3], inputs));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

        network.GetParameters(before);
        StagedNetwork other = StagedNetwork.Create(6);
        other.LoadOnnx(new MemoryStream(file));
        float[] after = new float[StagedNetwork.ParameterCount];
        other.GetParameters(after);
        Assert.Equal(before, after);
        Assert.Equal(file, Saved(other, null));
    }

    [Fact]
    public void SaysWhatTheOptionsSay()
    {
        byte[] file = Saved(new Control(1), new OnnxSaveOptions
        {
            Opset = 20,
            InputName = "obs",
            OutputName = "action",
            Producer = "a program",
            ProducerVersion = "1.2",
            Documentation = "balances a pole",
            Metadata = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" },
        });
        OnnxModel model = OnnxModel.Read(file, "file");
        Assert.Equal("a program", model.ProducerName);
        Assert.Equal("1.2", model.ProducerVersion);
        Assert.Equal("balances a pole", model.Documentation);
        Assert.Equal(20, model.Opsets[""]);
        Assert.Equal(["a", "b"], model.Metadata.Keys);
        Assert.Equal("[batch, 4]", Assert.Single(model.Graph.Inputs).ShapeText);
        Assert.Equal("action", Assert.Single(model.Graph.Outputs).Name);
        Assert.Equal(2, OnnxRuntimeRun.Run(file, "action", ("obs", [1, 4], new float[4])).Length);
    }

    [Fact]
    public void RefusesNamesThatAreTaken()
    {
        Assert.Throws<ArgumentException>(() => Saved(new Xor(1), new OnnxSaveOptions { OutputName = "layers.0.weight" }));
        Assert.Throws<ArgumentException>(() => Saved(new Xor(1), new OnnxSaveOptions { OutputName = "x", InputName = "x" }));
        Assert.Throws<ArgumentException>(() => Saved(new Xor(1), new OnnxSaveOptions { InputName = "/layers.0/Gemm_output_0" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxSaveOptions { Opset = 12 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxSaveOptions { Opset = 24 });
    }

    [Fact]
    public void RefusesWhatIsNotFinite()
    {
        Xor network = new Xor(1);
        float[] parameters = new float[Xor.ParameterCount];
        parameters[7] = float.NaN;
        network.SetParameters(parameters);
        Assert.Contains("OnnxSaveOptions.AllowNonFinite", Assert.Throws<InvalidOperationException>(() => Saved(network, null)).Message);
        Assert.NotEmpty(Saved(network, new OnnxSaveOptions { AllowNonFinite = true }));
    }

    /// <summary>A loss of one's own has no place in the file: the network behind it is saved.</summary>
    [Fact]
    public void SavesNetworksOfOwnLosses()
    {
        Xor network = new Xor(1);
        Assert.Equal(Saved(network, null), Saved(new WithLoss<Xor, PoissonLoss>(network), null));
    }

    [Fact]
    public void KeepsTheOldFileWhereItRefuses()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("unrolled-onnx-").FullName, "model.onnx");
        Xor network = new Xor(1);
        network.SaveOnnx(path);
        byte[] first = File.ReadAllBytes(path);
        Assert.Throws<ArgumentException>(() => network.SaveOnnx(path, new OnnxSaveOptions { OutputName = "layers.0.bias" }));
        Assert.Equal(first, File.ReadAllBytes(path));
        network.LoadOnnx(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static byte[] Saved<TNetwork>(TNetwork network, OnnxSaveOptions? options) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using MemoryStream stream = new();
        network.SaveOnnx(stream, options);
        return stream.ToArray();
    }

    private static byte[] Saved(NetworkUnderTest network, OnnxSaveOptions? options = null)
    {
        using MemoryStream stream = new();
        network.SaveOnnx(stream, options);
        return stream.ToArray();
    }
}
