using System.Text;
using Unrolled.Tests;
using Unrolled.Tests.Persistence;

namespace Unrolled.Integers.Tests;

/// <summary>Integer networks as files: what is saved comes back to the bit, what is damaged is refused, and nothing is half-written.</summary>
public class FileTests
{
    private const int Mutations = 3000;

    public static TheoryData<string> Names => [.. Networks.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_network_comes_back_to_the_bit(string name)
    {
        using TemporaryFolder folder = new();
        Subject subject = Networks.All[name];
        Int8Network network = subject.Make();
        string path = Path.Combine(folder.Path, "int8.safetensors"), again = Path.Combine(folder.Path, "again.safetensors");
        network.Save(path);
        Int8Network loaded = subject.Load(path);
        loaded.Save(again);

        float[] inputs = subject.Inputs(5, 30), expected = new float[30 * subject.OutputSize], outputs = new float[expected.Length];
        network.ForwardBatch(inputs, expected);
        loaded.ForwardBatch(inputs, outputs);
        Assert.Equal(expected, outputs);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
    }

    [Fact]
    public void The_file_has_the_types_that_other_readers_know()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "xor.safetensors");
        Networks.All[nameof(Xor)].Make().Save(path);
        string header = Encoding.UTF8.GetString(File.ReadAllBytes(path));
        Assert.Contains("\"layers.0.weight\":{\"dtype\":\"I8\",\"shape\":[3,2]", header, StringComparison.Ordinal);
        Assert.Contains("\"layers.0.bias\":{\"dtype\":\"I32\",\"shape\":[3]", header, StringComparison.Ordinal);
        Assert.Contains("\"layers.1.scale\":{\"dtype\":\"F32\",\"shape\":[1]", header, StringComparison.Ordinal);
        Assert.Contains("\"unrolled.topology\":\"2-3-1\"", header, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_file_is_refused_at_every_length()
    {
        using TemporaryFolder folder = new();
        Subject subject = Networks.All[nameof(Xor)];
        byte[] whole = Saved(folder, subject);
        for (int length = 0; length < whole.Length; length++)
        {
            string path = folder.Write("cut.safetensors", whole[..length]);
            Assert.Throws<InvalidFileException>(() => subject.Load(path));
        }

        Assert.Throws<InvalidFileException>(() => subject.Load(folder.Write("long.safetensors", [.. whole, 0])));
    }

    [Fact]
    public void A_damaged_file_is_refused_or_still_sound()
    {
        using TemporaryFolder folder = new();
        Subject subject = Networks.All[nameof(Xor)];
        byte[] whole = Saved(folder, subject);
        Random random = new(8);
        int refused = 0;
        for (int i = 0; i < Mutations; i++)
        {
            string path = folder.Write("damaged.safetensors", Mutation.Of(whole, random));
            try
            {
                subject.Load(path).Forward(new float[2], new float[1]);
            }
            catch (InvalidFileException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, Mutations / 3, Mutations - 1);
    }

    [Theory]
    [InlineData("\"I8\"", "\"U8\"", "tensor 'layers.0.weight': found type 'U8', needed type I8")]
    [InlineData("[3,2]", "[2,3]", "found shape [2, 3], needed shape [3, 2]")]
    [InlineData("unrolled.int8.sums", "unrolled.int8.sum_", "found no 'unrolled.int8.sums' in the metadata, needed 1 scale as in '0.003921569 0'")]
    [InlineData("Sigmoid, Sigmoid", "Sigmoid, Softmax", "found activations 'Sigmoid, Softmax', needed 'Sigmoid, Sigmoid'")]
    [InlineData("layers.1.scale", "layers.1.scala", "tensor 'layers.1.scala': found a tensor too many, needed the tensors of an integer network 2-3-1")]
    public void A_file_of_something_else_is_refused_with_what_is_needed(string text, string replacement, string message)
    {
        using TemporaryFolder folder = new();
        Subject subject = Networks.All[nameof(Xor)];
        string content = Encoding.Latin1.GetString(Saved(folder, subject)).Replace(text, replacement, StringComparison.Ordinal);
        string path = folder.Write("other.safetensors", Encoding.Latin1.GetBytes(content));
        Assert.Contains(message, Assert.Throws<InvalidFileException>(() => subject.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_whose_sums_leave_their_bits_are_refused_with_the_layer()
    {
        using TemporaryFolder folder = new();
        Subject subject = Networks.All[nameof(Tanhs)];
        byte[] file = Saved(folder, subject);
        int data = 8 + (int)BitConverter.ToInt64(file);
        byte[] weights = [.. file];
        weights.AsSpan(data, 16).Fill(100);
        string message = Refusal(weights);
        Assert.Contains("tensor 'layers.0.weight': found Layer 1: the weights of one sign of unit 0 come to 800 for inputs 0 to 15", message, StringComparison.Ordinal);

        byte[] biases = [.. file];
        BitConverter.TryWriteBytes(biases.AsSpan(data + 256), int.MaxValue);
        Assert.Contains("Layer 1: the sum of unit 0 may be from", Refusal(biases), StringComparison.Ordinal);

        string Refusal(byte[] content) =>
            Assert.Throws<InvalidFileException>(() => subject.Load(folder.Write("wrong.safetensors", content))).Message;
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_scale_that_is_none_is_refused_with_its_place(float scale)
    {
        using TemporaryFolder folder = new();
        Subject subject = Networks.All[nameof(Xor)];
        byte[] file = Saved(folder, subject);
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - sizeof(float)), scale);
        string path = folder.Write("wrong.safetensors", file);
        string message = Assert.Throws<InvalidFileException>(() => subject.Load(path)).Message;
        Assert.Contains("tensor 'layers.1.scale': found ", message, StringComparison.Ordinal);
        Assert.Contains("at index 0, needed positive, finite numbers", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one()
    {
        using TemporaryFolder folder = new();
        Int8Network network = Networks.All[nameof(Xor)].Make();
        Assert.ThrowsAny<IOException>(() => network.Save(Path.Combine(folder.Path, "none", "x.safetensors")));
        Assert.Throws<ArgumentException>(() => network.Save(""));
        Assert.Empty(folder.Names);
        Assert.Throws<FileNotFoundException>(() => Xor.Int8.Load(Path.Combine(folder.Path, "none.safetensors")));
    }

    private static byte[] Saved(TemporaryFolder folder, Subject subject)
    {
        string path = Path.Combine(folder.Path, "whole.safetensors");
        subject.Make().Save(path);
        return File.ReadAllBytes(path);
    }
}
