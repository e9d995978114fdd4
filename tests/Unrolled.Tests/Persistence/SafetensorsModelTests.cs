namespace Unrolled.Tests.Persistence;

/// <summary>A safetensors file read without a network that it is to fit.</summary>
public class SafetensorsModelTests
{
    private static readonly Dictionary<string, string> s_metadata =
        new() { ["unrolled.topology"] = "2-3-1", ["unrolled.activations"] = "ReLU, Sigmoid" };

    /// <summary>What Save writes says everything.</summary>
    [Fact]
    public void A_file_of_ours_is_read_whole()
    {
        var network = new Tiny(seed: 3);
        float[] expected = new float[Tiny.ParameterCount];
        network.GetParameters(expected);
        using MemoryStream stream = new();
        network.Save(stream);

        NetworkModel model = Read(stream.ToArray());
        Assert.Equal(Tiny.Layers.ToArray(), model.Layers);
        Assert.Equal([Activation.Sigmoid, Activation.Sigmoid], model.Activations);
        Assert.Equal(expected, model.Parameters);
        Assert.Equal([("layers.0.weight", "layers.0.bias"), ("layers.1.weight", "layers.1.bias")], model.Tensors);
    }

    [Fact]
    public void What_prepares_the_inputs_stays_with_the_model()
    {
        Preprocessing preprocessing = Preprocessing.Of(new Standardizer([1, 2], [3, 4]), ["a", "b"]).WithTargets(["y"]);
        using MemoryStream stream = new(), again = new();
        new Tiny(1).Save(stream, new NetworkSaveOptions { Preprocessing = preprocessing });
        NetworkModel model = Read(stream.ToArray());
        Assert.Equal("2 features as 2 inputs, 1 target", $"{model.Preprocessing}");
        SafetensorsModel.Write(model, again);
        Assert.Equal([3, 4], Read(again.ToArray()).Preprocessing!.Standardizer.Scales.ToArray());
    }

    /// <summary>Numbers in names tell the order, whatever the order in the file; else the one in which outputs are the next inputs.</summary>
    [Theory]
    [InlineData("10.weight 2,3;2.weight 3,3;0.weight 3,4", "4-3-3-2", "0.weight 2.weight 10.weight")]
    [InlineData("out.weight 2,3;hidden.weight 3,4", "4-3-2", "hidden.weight out.weight")]
    [InlineData("only.weight 2,5", "5-2", "only.weight")]
    public void Names_and_shapes_tell_the_topology(string tensors, string topology, string order)
    {
        NetworkModel model = Read(File(tensors));
        Assert.Equal(topology, string.Join('-', model.Layers));
        Assert.Equal(order, string.Join(' ', model.Tensors.Select(layer => layer.Weight)));
        Assert.Empty(model.Activations);
    }

    /// <summary>Each layer's weights row by row, then its biases; where there are none, 0.</summary>
    [Fact]
    public void Parameters_are_in_canonical_order()
    {
        NetworkModel model = Read(Safetensors.Write(
        [
            RawTensor.Of("2.bias", [1], 9), RawTensor.Of("2.weight", [1, 2], 7, 8), RawTensor.Of("0.weight", [2, 2], 1, 2, 3, 4),
        ]));
        Assert.Equal([1, 2, 3, 4, 0, 0, 7, 8, 9], model.Parameters);
        Assert.Equal([("0.weight", null), ("2.weight", "2.bias")], model.Tensors);
    }

    [Theory]
    [InlineData("F16", "003C00C0")]
    [InlineData("BF16", "803F00C0")]
    [InlineData("F64", "000000000000F03F00000000000000C0")]
    public void Every_type_becomes_float(string type, string data) =>
        Assert.Equal([1, -2, 0], Read(Safetensors.Write([new RawTensor("a.weight", type, [1, 2], Convert.FromHexString(data))])).Parameters);

    [Theory]
    [InlineData("a.weight 2,2;b.weight 2,2", "'a.weight': found the same shape as that of 'b.weight'", "names with a number")]
    [InlineData("0.weight 3,4;2.weight 2,5", "'2.weight': found shape [2, 5]", "3 outputs of '0.weight' as its inputs")]
    [InlineData("fc2.weight 3,4;fc1.weight 2,3", "'fc2.weight': found shape [3, 4]", "2 outputs of 'fc1.weight'")]
    [InlineData("0.weight 4,3;2.weight 3,2", "'2.weight': found shape [3, 2]", "write it transposed")]
    [InlineData("a.weight 4,3;a.bias 3", "'a.weight': found shape [4, 3] beside biases of [3]", "write it transposed")]
    [InlineData("0.weight 3,4,1", "'0.weight': found shape [3, 4, 1]", "that of a convolution")]
    [InlineData("0.bias 3", "'0.weight': found no such tensor", "the weights to '0.bias'")]
    [InlineData("0.weight 3,4;1.running_mean 3", "'1.running_mean': found a tensor of another kind", "Fold it")]
    public void What_is_no_network_is_refused(string tensors, string found, string needed)
    {
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => Read(File(tensors)));
        Assert.Contains(found, exception.Message, StringComparison.Ordinal);
        Assert.Contains(needed, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_tensor_is_refused() => Assert.Contains(
        "found no tensor, needed a weight for each layer", Assert.Throws<InvalidFileException>(() => Read(Safetensors.Write([]))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("unrolled.topology", "2-x-1", "topology '2-x-1'")]
    [InlineData("unrolled.topology", "2", "topology '2'")]
    [InlineData("unrolled.topology", "2-0-1", "topology '2-0-1'")]
    [InlineData("unrolled.topology", "2-2-1", "shape [3, 2]")]
    [InlineData("unrolled.topology", "2000000000-2000000000-2000000000-2000000000", "52 bytes of tensors")]
    [InlineData("unrolled.activations", "ReLU, 1", "activation '1'")]
    [InlineData("unrolled.activations", "ReLU, Swish", "activation 'Swish'")]
    [InlineData("unrolled.activations", "ReLU", "activations 'ReLU', needed 2 activations")]
    public void Metadata_that_contradicts_is_refused(string key, string value, string found)
    {
        Dictionary<string, string> metadata = new(s_metadata) { [key] = value };
        byte[] file = Safetensors.Write(Tensors("layers.0.weight 3,2;layers.0.bias 3;layers.1.weight 1,3;layers.1.bias 1"), metadata);
        Assert.Contains(found, Assert.Throws<InvalidFileException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    /// <summary>Wherever it is cut, it is refused, and with memory for what is there.</summary>
    [Fact]
    public void A_truncated_file_is_refused()
    {
        byte[] file = File("0.weight 3,2;0.bias 3;1.weight 1,3;1.bias 1");
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Throws<InvalidFileException>(() => Read(file[..length]));
        }
    }

    [Fact]
    public void What_is_not_finite_is_refused() => Assert.Contains(
        "found NaN at index 1",
        Assert.Throws<InvalidFileException>(() => Read(Safetensors.Write([RawTensor.Of("a.weight", [1, 2], 1, float.NaN)]))).Message,
        StringComparison.Ordinal);

    private static NetworkModel Read(byte[] file)
    {
        using MemoryStream stream = new(file);
        return SafetensorsModel.Read(stream, "model.safetensors");
    }

    /// <summary>A file of tensors of counting numbers, as in <c>0.weight 3,2;0.bias 3</c>.</summary>
    private static byte[] File(string tensors) => Safetensors.Write(Tensors(tensors));

    private static IEnumerable<RawTensor> Tensors(string tensors) => tensors.Split(';').Select(tensor =>
    {
        string[] parts = tensor.Split(' ');
        long[] shape = [.. parts[1].Split(',').Select(long.Parse)];
        return RawTensor.Of(parts[0], shape, [.. Enumerable.Range(1, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => (float)i)]);
    });
}
