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
        IEnumerable<string> names = Enumerable.Range(0, Tower.Layers.Length - 1)
            .Select(layer => string.Format(CultureInfo.InvariantCulture, prefix, 1 + layer * step));
        RawTensor[] tensors = Models.Renamed(network.Saved(), [.. names]);
        Tower loaded = new(2);
        loaded.LoadBytes(Safetensors.Write(tensors));
        Assert.Equal(wanted, loaded.Parameters());
    }

    [Fact]
    public void Shapes_tell_the_order_of_other_names()
    {
        Funnel network = new(1);
        RawTensor[] tensors = Models.Renamed(network.Saved(), "hidden2.", "extra.", "classifier.");
        Funnel loaded = new(2);
        loaded.LoadBytes(Safetensors.Write(tensors));
        Assert.Equal(network.Parameters(), loaded.Parameters());
    }

    [Fact]
    public void A_single_layer_needs_no_prefix()
    {
        Networks.One network = new(1);
        Networks.One loaded = new(2);
        loaded.LoadBytes(Safetensors.Write(Models.Renamed(network.Saved(), "")));
        Assert.Equal(network.Parameters(), loaded.Parameters());
    }

    [Theory]
    [InlineData("fc1.", "fc2.", "out.")]
    [InlineData("fc1.", "out.", "fc2.")]
    [InlineData("9.", "3.", "1.")]
    [InlineData("b.1.", "a.2.", "a.1.")]
    public void Shapes_tell_the_order_where_the_numbers_do_not(params string[] names)
    {
        Funnel network = new(1);
        Funnel loaded = new(2);
        loaded.LoadBytes(Safetensors.Write(Models.Renamed(network.Saved(), names)));
        Assert.Equal(network.Parameters(), loaded.Parameters());
    }

    [Theory]
    [InlineData("fc1.", "fc2.", "fc3.", "out.")]
    [InlineData("in.", "fc1.", "fc2.", "out.")]
    [InlineData("in.", "hidden.2.", "hidden.10.", "out.")]
    [InlineData("fc1.", "hidden.1.", "hidden.2.", "fc2.")]
    public void Numbers_tell_the_order_of_the_layers_that_shapes_do_not(params string[] names)
    {
        Waist network = new(1);
        Waist loaded = new(2);
        loaded.LoadBytes(Safetensors.Write(Models.Renamed(network.Saved(), names)));
        Assert.Equal(network.Parameters(), loaded.Parameters());
    }

    [Theory]
    [InlineData("fc1.", "fc2.", "out.")]
    [InlineData("in.", "fc1.", "fc2.")]
    public void Numbers_tell_which_of_two_equal_shapes_comes_first_by_what_lies_between(params string[] names)
    {
        BackAndForth network = new(1);
        BackAndForth loaded = new(2);
        loaded.LoadBytes(Safetensors.Write(Models.Renamed(network.Saved(), names)));
        Assert.Equal(network.Parameters(), loaded.Parameters());
    }

    [Theory]
    [InlineData("3.", "1.", "2.", "4.")]
    [InlineData("fc2.", "fc3.", "fc4.", "fc1.")]
    [InlineData("in.", "a.", "b.", "out.")]
    [InlineData("in.", "a.1.", "b.1.", "out.")]
    public void Numbers_that_shapes_contradict_tell_nothing_of_equal_shapes(params string[] names)
    {
        Waist network = new(1);
        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => network.LoadBytes(Safetensors.Write(Models.Renamed(new Waist(2).Saved(), names))));
        Assert.Contains("the same shape as that of", exception.Found, StringComparison.Ordinal);
        Assert.Contains("NetworkLoadOptions.NameMap", exception.Needed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_made_to_take_for_ever_is_refused()
    {
        // In all orders of the first eleven the twelfth does not fit.
        string[] names = [.. Enumerable.Range(0, Tower.Layers.Length - 1).Select(i => $"{(char)('a' + i)}.")];
        RawTensor[] tensors = Models.Renamed(new Tower(2).Saved(), names);
        tensors[^1] = RawTensor.Of(tensors[^1].Name, [1, 2], 1, 2);
        Assert.Throws<InvalidFileException>(() => new Tower(1).LoadBytes(Safetensors.Write(tensors)));
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
        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => network.LoadBytes(Safetensors.Write(Models.Renamed(new Square(2).Saved(), names))));
        Assert.Contains("the same shape as that of", exception.Found, StringComparison.Ordinal);
        Assert.Contains("number", exception.Needed, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters());
    }
}

[Network(2, 2, 2, 2)]
public sealed partial class Square;

/// <summary>Two layers of equal shape in the middle.</summary>
[Network(5, 3, 3, 3, 2)]
public sealed partial class Waist;

/// <summary>Two layers of equal shape around another.</summary>
[Network(4, 8, 4, 8)]
public sealed partial class BackAndForth;
