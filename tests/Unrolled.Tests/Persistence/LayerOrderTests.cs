using System.Globalization;

namespace Unrolled.Tests.Persistence;

/// <summary>Files whose tensors are called as in PyTorch, sorted by name as its writer does.</summary>
public class LayerOrderTests
{
    [Theory]
    [InlineData("{0}.", 1)]
    [InlineData("{0}.", 2)]
    [InlineData("net.{0}.", 3)]
    [InlineData("fc{0}.", 1)]
    [InlineData("block{0}.linear.0.", 1)]
    [InlineData("model.1.layers.{0}.linear.", 2)]
    public void Numbers_tell_the_order(string prefix, int step)
    {
        Tower network = new(1);
        float[] wanted = network.Parameters();
        RawTensor[] tensors = Renamed(network.Saved(), layer => string.Format(CultureInfo.InvariantCulture, prefix, 1 + layer * step));
        Tower loaded = new(2);
        loaded.LoadBytes(Safetensors.Write(tensors));
        Assert.Equal(wanted, loaded.Parameters());
    }

    [Fact]
    public void Shapes_tell_the_order_of_other_names()
    {
        Funnel network = new(1);
        string[] names = ["hidden2.", "extra.", "classifier."];
        RawTensor[] tensors = Renamed(network.Saved(), layer => names[layer]);
        Funnel loaded = new(2);
        loaded.LoadBytes(Safetensors.Write(tensors));
        Assert.Equal(network.Parameters(), loaded.Parameters());
    }

    [Fact]
    public void A_single_layer_needs_no_prefix()
    {
        Networks.One network = new(1);
        Networks.One loaded = new(2);
        loaded.LoadBytes(Safetensors.Write(Renamed(network.Saved(), _ => "")));
        Assert.Equal(network.Parameters(), loaded.Parameters());
    }

    [Theory]
    [InlineData("input.", "middle.", "output.")]
    [InlineData("a1.", "b2.", "a3.")]
    [InlineData("a1.", "a01.", "a2.")]
    [InlineData("a.", "a99999999999999999999999.", "a3.")]
    public void An_order_that_neither_names_nor_shapes_tell_is_not_guessed(params string[] names)
    {
        Square network = new(1);
        float[] before = network.Parameters();
        NetworkFileException exception = Assert.Throws<NetworkFileException>(
            () => network.LoadBytes(Safetensors.Write(Renamed(new Square(2).Saved(), layer => names[layer]))));
        Assert.Contains("the same shape as that of", exception.Found, StringComparison.Ordinal);
        Assert.Contains("number", exception.Needed, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters());
    }

    private static RawTensor[] Renamed(byte[] file, Func<int, string> prefix) =>
    [
        .. Safetensors.Read(file).Tensors
            .Select((tensor, i) => tensor with { Name = prefix(i / 2) + (i % 2 == 0 ? "weight" : "bias") })
            .OrderBy(tensor => tensor.Name, StringComparer.Ordinal),
    ];
}

[Network(2, 2, 2, 2)]
public sealed partial class Square;
