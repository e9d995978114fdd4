namespace Unrolled.Tests.Persistence;

/// <summary>A network with a parameter that is not finite answers nothing; it is not passed on as if it did.</summary>
public class NonFiniteTests
{
    [Theory]
    [InlineData(float.NaN, "NaN", 4, "index 4 of 'layers.0.weight'")]
    [InlineData(float.PositiveInfinity, "Infinity", 7, "index 1 of 'layers.0.bias'")]
    [InlineData(float.NegativeInfinity, "-Infinity", 12, "index 0 of 'layers.1.bias'")]
    public async Task It_is_not_saved_and_the_old_file_stays(float value, string text, int at, string where)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("net", new Tiny(1).Saved());
        byte[] old = File.ReadAllBytes(path);
        Tiny network = new(2);
        float[] parameters = network.Parameters();
        parameters[at] = value;
        network.SetParameters(parameters);
        using MemoryStream stream = new();
        foreach (Action save in (Action[])[() => network.Save(path), () => network.Save(stream)])
        {
            string message = Assert.Throws<InvalidOperationException>(save).Message;
            Assert.StartsWith($"A network with {text} at {where} is not saved", message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => network.SaveAsync(path));
        await Assert.ThrowsAsync<InvalidOperationException>(() => network.SaveAsync(stream));
        Assert.Throws<InvalidOperationException>(
            () => new Funnel(1).Save(path, new() { Prefix = "a.", Beside = [NetworkPart.Of("b.", network)] }));
        Assert.Equal(0, stream.Length);
        Assert.Equal(old, File.ReadAllBytes(path));
        Assert.Equal(["net"], folder.Names);
    }

    [Theory]
    [InlineData("F32")]
    [InlineData("F16")]
    [InlineData("BF16")]
    [InlineData("F64")]
    public async Task It_is_not_loaded_and_the_network_stays(string type)
    {
        float[] values = Models.Counting(Tiny.ParameterCount);
        values[10] = float.NaN;
        byte[] Encode(float value) => type switch
        {
            "F16" => BitConverter.GetBytes((Half)value),
            "BF16" => BitConverter.GetBytes(value)[2..],
            "F32" => BitConverter.GetBytes(value),
            _ => BitConverter.GetBytes((double)value),
        };
        byte[] file = NetworkFileTests.TinyFile(values, type, Encode);
        using TemporaryFolder folder = new();
        string path = folder.Write("net", file);
        Tiny network = new(3);
        float[] before = network.Parameters();
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => network.LoadBytes(file));
        Assert.Equal(
            "the stream: tensor 'layers.1.weight': found NaN at index 1, needed finite numbers, or NetworkLoadOptions.AllowNonFinite.",
            exception.Message);
        Assert.Throws<InvalidFileException>(() => network.Load(path));
        await Assert.ThrowsAsync<InvalidFileException>(() => network.LoadAsync(path));
        await Assert.ThrowsAsync<InvalidFileException>(() => network.LoadAsync(new MemoryStream(file)));
        Assert.Equal(before, network.Parameters());

        network.Load(path, new() { AllowNonFinite = true });
        Assert.Equal(values, network.Parameters());
    }

    [Fact]
    public void What_is_passed_over_may_be_anything()
    {
        byte[] file = Safetensors.Write([.. Safetensors.Read(new Tiny(1).Saved()).Tensors, RawTensor.Of("x", [1], float.NaN)]);
        new Tiny(2).LoadBytes(file, new() { Ignore = ["x"] });
    }
}
