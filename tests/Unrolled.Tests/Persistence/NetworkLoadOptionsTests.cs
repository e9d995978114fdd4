namespace Unrolled.Tests.Persistence;

/// <summary>Files of others, and networks that lie beside others in a file.</summary>
public class NetworkLoadOptionsTests
{
    private static readonly Dictionary<string, string> Words =
        new() { ["layers.0"] = "input", ["layers.1"] = "middle", ["layers.2"] = "output" };

    [Fact]
    public async Task Actor_and_critic_lie_in_one_file()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "agent.safetensors");
        (Tiny actor, Funnel critic) = (new(1), new(2));
        NetworkSaveOptions both = new() { Prefix = "actor.", Beside = [NetworkPart.Of("critic.", critic)] };
        byte[] bytes = actor.Saved(both);
        actor.Save(path, both);
        Assert.Equal(bytes, File.ReadAllBytes(path));
        await actor.SaveAsync(path, both);
        Assert.Equal(bytes, File.ReadAllBytes(path));
        using MemoryStream stream = new();
        await actor.SaveAsync(stream, both);
        Assert.Equal(bytes, stream.ToArray());

        NetworkLoadOptions ofActor = new() { Prefix = "actor." };
        NetworkLoadOptions ofCritic = new() { Prefix = "critic." };
        Tiny copy = new(3);
        copy.LoadBytes(bytes, ofActor);
        Assert.Equal(actor.Parameters(), copy.Parameters());
        copy = new Tiny(4);
        copy.Load(path, ofActor);
        Assert.Equal(actor.Parameters(), copy.Parameters());
        Funnel other = new(5);
        await other.LoadAsync(path, ofCritic);
        Assert.Equal(critic.Parameters(), other.Parameters());
        other = new Funnel(6);
        stream.Position = 0;
        await other.LoadAsync(stream, ofCritic);
        Assert.Equal(critic.Parameters(), other.Parameters());

        (List<RawTensor> tensors, Dictionary<string, string> metadata) = Safetensors.Read(bytes);
        Assert.Equal(
            ["actor.layers.0.weight", "actor.layers.0.bias", "actor.layers.1.weight", "actor.layers.1.bias", "critic.layers.0.weight"],
            tensors.Take(5).Select(tensor => tensor.Name));
        Assert.Equal("2-3-1", metadata["actor.unrolled.topology"]);
        Assert.Equal("5-4-3-2", metadata["critic.unrolled.topology"]);
    }

    [Fact]
    public void Each_of_several_networks_has_activations_of_its_own()
    {
        byte[] file = new Tower(1).Saved(new() { Prefix = "a.", Beside = [NetworkPart.Of("b.", new Tower2(2))] });
        new Tower2(3).LoadBytes(file, new() { Prefix = "b." });
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => new Tower2(3).LoadBytes(file, new() { Prefix = "a." }));
        Assert.Contains("activations 'Tanh, ", exception.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.", "a.")]
    [InlineData("", "critic.")]
    [InlineData("critic.", "")]
    [InlineData("a.b.", "a.")]
    public void Prefixes_that_do_not_tell_networks_apart_are_refused(string first, string second)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "a");
        NetworkSaveOptions options = new() { Prefix = first, Beside = [NetworkPart.Of(second, new Funnel(1))] };
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Tiny(1).Save(path, options));
        Assert.Contains("could not be told apart", exception.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_prefix_that_no_name_begins_with_is_said()
    {
        byte[] file = new Tiny(1).Saved(new() { Prefix = "actor." });
        Assert.Equal(
            "the stream: found no tensor whose name begins with 'critic.', but 'actor.layers.0.weight', "
            + "needed tensors under NetworkLoadOptions.Prefix.",
            Assert.Throws<InvalidFileException>(() => new Tiny(2).LoadBytes(file, new() { Prefix = "critic." })).Message);
    }

    [Fact]
    public void Two_networks_without_a_prefix_are_not_one()
    {
        byte[] file = new Tiny(1).Saved(new() { Prefix = "a.", Beside = [NetworkPart.Of("b.", new Tiny(2))] });
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => new Tiny(2).LoadBytes(file));
        Assert.Equal("4 layers with parameters", exception.Found);
        Assert.Contains("NetworkLoadOptions.Prefix", exception.Needed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_map_tells_layers_and_tensors()
    {
        Square network = new(1);
        byte[] file = Safetensors.Write(Models.Renamed(network.Saved(), "input.", "middle.", "output."));
        Square loaded = new(2);
        Assert.Throws<InvalidFileException>(() => loaded.LoadBytes(file));
        loaded.LoadBytes(file, new() { NameMap = Words });
        Assert.Equal(network.Parameters(), loaded.Parameters());

        loaded = new Square(3);
        Dictionary<string, string> tensors = new(Words) { ["layers.1.weight"] = "output.weight", ["layers.2.weight"] = "middle.weight" };
        loaded.LoadBytes(file, new() { NameMap = tensors });
        Assert.Equal(network.Parameters()[6..10], loaded.Parameters()[12..16]);
        Assert.Equal(network.Parameters()[10..12], loaded.Parameters()[10..12]);
    }

    [Fact]
    public void Layers_that_the_name_map_leaves_out_are_found_in_the_usual_way()
    {
        Square network = new(1);
        RawTensor[] tensors = Models.Renamed(network.Saved(), "net.fc1.", "net.fc2.", "net.out.");
        tensors = [.. tensors.Select(tensor => tensor with { Name = tensor.Name.Replace("out.weight", "W").Replace("out.bias", "b") })];
        Square loaded = new(2);
        loaded.LoadBytes(Safetensors.Write(tensors), new()
        {
            Prefix = "net.",
            NameMap = new Dictionary<string, string> { ["layers.2.weight"] = "W", ["layers.2.bias"] = "b" },
        });
        Assert.Equal(network.Parameters(), loaded.Parameters());
    }

    [Theory]
    [InlineData("layer.0", "a", "NameMap has the key 'layer.0'; the network's are layers.0 to layers.2")]
    [InlineData("layers.3", "a", "NameMap has the key 'layers.3'; the network's are layers.0 to layers.2")]
    [InlineData("layers.1", "input", "NameMap has the name 'input.weight' twice")]
    [InlineData("layers.1.bias", "b", "NameMap names layers.1.bias, but not layers.1.weight")]
    [InlineData("layers.1.weight", "W", "NameMap names layers.1.weight, but not layers.1.bias, and MissingBiasIsZero is false")]
    public void A_name_map_that_is_not_the_network_s_is_refused(string key, string name, string message)
    {
        Square network = new(1);
        float[] before = network.Parameters();
        Dictionary<string, string> names = new() { ["layers.0"] = "input", [key] = name };
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => network.LoadBytes(new Square(2).Saved(), new() { NameMap = names }));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters());
    }

    [Fact]
    public void A_name_that_the_file_does_not_have_is_said()
    {
        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => new Square(1).LoadBytes(new Square(2).Saved(), new() { NameMap = Words }));
        Assert.Equal(("input.weight", "no such tensor"), (exception.Tensor, exception.Found));
    }

    [Theory]
    [InlineData("optimizer.*", "num_batches_tracked")]
    [InlineData("optimizer.?", "*tracked")]
    [InlineData("*")]
    public void Tensors_are_passed_over_by_pattern(params string[] patterns)
    {
        Tiny network = new(1);
        RawTensor[] more =
        [
            RawTensor.Of("optimizer.m", [3], 1, 2, 3),
            new RawTensor("num_batches_tracked", "I64", [], new byte[8]),
        ];
        byte[] file = Safetensors.Write([more[0], .. Safetensors.Read(network.Saved()).Tensors, more[1]]);
        Tiny loaded = new(2);
        Assert.Throws<InvalidFileException>(() => loaded.LoadBytes(file));
        Assert.Throws<InvalidFileException>(() => loaded.LoadBytes(file, new() { Ignore = ["optimizer", "num"] }));

        // What the map names is not passed over.
        Dictionary<string, string> names = new() { ["layers.0"] = "layers.0", ["layers.1"] = "layers.1" };
        loaded.LoadBytes(file, new() { NameMap = names, Ignore = patterns });
        Assert.Equal(network.Parameters(), loaded.Parameters());
    }

    [Fact]
    public void What_is_passed_over_must_be_there_whole()
    {
        byte[] file = Safetensors.Write([.. Safetensors.Read(new Tiny(1).Saved()).Tensors, RawTensor.Of("x", [40_000], new float[40_000])]);
        Tiny network = new(2);
        network.LoadBytes(file, new() { Ignore = ["x"] });
        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => network.LoadBytes(file[..^1], new() { Ignore = ["x"] }));
        Assert.Equal(("x", "the end of the file after 159999 bytes of it"), (exception.Tensor, exception.Found));
    }

    [Fact]
    public void A_missing_bias_is_zero_where_that_is_wanted()
    {
        Tiny network = new(1);
        byte[] file = Safetensors.Write(Safetensors.Read(network.Saved()).Tensors.Where(tensor => tensor.Name != "layers.0.bias"));
        Tiny loaded = new(2);
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => loaded.LoadBytes(file));
        Assert.Equal(("layers.0.bias", "no such tensor"), (exception.Tensor, exception.Found));
        Assert.Equal("shape [3], or NetworkLoadOptions.MissingBiasIsZero", exception.Needed);
        loaded.LoadBytes(file, new() { MissingBiasIsZero = true });
        float[] expected = network.Parameters();
        expected.AsSpan(6, 3).Clear();
        Assert.Equal(expected, loaded.Parameters());

        loaded = new Tiny(3);
        Dictionary<string, string> names = new() { ["layers.0.weight"] = "layers.0.weight" };
        loaded.LoadBytes(file, new() { MissingBiasIsZero = true, NameMap = names });
        Assert.Equal(expected, loaded.Parameters());
    }

    [Theory]
    [InlineData("1.running_var", "batch normalisation", "b' = s (b - running_mean) + bias")]
    [InlineData("1.num_batches_tracked", "batch normalisation", "s = weight / sqrt(running_var + eps)")]
    [InlineData("dense/kernel", "a tensor of another kind", "NameMap")]
    public void Tensors_of_another_kind_are_told(string name, string found, string needed)
    {
        bool isNumber = name.EndsWith("tracked", StringComparison.Ordinal);
        RawTensor other = new(name, isNumber ? "I64" : "F32", [1], new byte[isNumber ? 8 : 4]);
        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => new Tiny(1).LoadBytes(Safetensors.Write([.. Safetensors.Read(new Tiny(2).Saved()).Tensors, other])));
        Assert.Equal(name, exception.Tensor);
        Assert.Contains(found, exception.Found, StringComparison.Ordinal);
        Assert.Contains(needed, exception.Needed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.", new long[] { 2, 3 }, "transpose")]
    [InlineData("dense.", new long[] { 2, 3 }, "transpose")]
    [InlineData("0.", new long[] { 3 }, "a normalisation or a PReLU")]
    [InlineData("0.", new long[] { 3, 2, 1, 1 }, "a weight of 4 dimensions is that of a convolution")]
    public void Weights_of_another_kind_are_told_by_their_shapes(string prefix, long[] shape, string needed)
    {
        RawTensor[] tensors = Models.Renamed(new Tiny(1).Saved(), prefix, prefix == "0." ? "1." : "out.");
        float[] values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        tensors = [.. tensors.Select(tensor => tensor.Name == prefix + "weight" ? RawTensor.Of(tensor.Name, shape, values) : tensor)];
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => new Tiny(1).LoadBytes(Safetensors.Write(tensors)));
        Assert.Contains("shape [3, 2]", exception.Needed, StringComparison.Ordinal);
        Assert.Contains(needed, exception.Needed, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_no_option()
    {
        Assert.Throws<ArgumentNullException>("Prefix", () => new NetworkLoadOptions { Prefix = null! });
        Assert.Throws<ArgumentNullException>("NameMap", () => new NetworkLoadOptions { NameMap = null! });
        Assert.Throws<ArgumentNullException>("Ignore", () => new NetworkLoadOptions { Ignore = null! });
        Assert.Throws<ArgumentNullException>("Prefix", () => new NetworkSaveOptions { Prefix = null! });
        Assert.Throws<ArgumentNullException>("Beside", () => new NetworkSaveOptions { Beside = null! });
        Assert.Throws<ArgumentNullException>("network", () => NetworkPart.Of("a.", (Tiny)null!));
        Assert.Throws<ArgumentNullException>("prefix", () => NetworkPart.Of(null!, new Tiny()));
    }
}

/// <summary>As <see cref="Tower"/>, but for the activation.</summary>
[Network(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2)]
public sealed partial class Tower2;
