using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Onnx;

/// <summary>Files that end too early, and networks that a file does not fit: nothing changes.</summary>
public sealed class DamagedFileTests
{
    [Fact]
    public void EndsAnywhere()
    {
        NetworkUnderTest network = NetworkUnderTest.Of<Xor>();
        using MemoryStream whole = new();
        network.SaveOnnx(whole);
        float[] before = new float[network.ParameterCount], after = new float[network.ParameterCount];
        network.GetParameters(before);
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] part = whole.ToArray()[..length];
            Exception? refused = Record.Exception(() => network.LoadOnnx(new MemoryStream(part)));

            // What is missing may be the set of operators alone, or less than a field.
            Assert.True(refused is InvalidFileException, $"{length}: {refused}");
        }

        network.GetParameters(after);
        Assert.Equal(before, after);
    }

    [Fact]
    public void BelongsToAnotherNetwork()
    {
        Assert.Contains("found layers 2-3-1, needed layers 4-16-16-2", Misfit<Xor, Control>());
        Assert.Contains("found activation Sigmoid behind layer 0, needed Identity", Misfit<One, Line>());
    }

    private static string Misfit<TSaved, TLoaded>() where TSaved : class, INetwork<TSaved> where TLoaded : class, INetwork<TLoaded>
    {
        using MemoryStream stream = new();
        TSaved.Create(1).SaveOnnx(stream);
        stream.Position = 0;
        TLoaded network = TLoaded.Create(2);
        float[] before = new float[TLoaded.ParameterCount], after = new float[TLoaded.ParameterCount];
        network.GetParameters(before);
        string message = Assert.Throws<InvalidFileException>(() => network.LoadOnnx(stream)).Message;
        network.GetParameters(after);
        Assert.Equal(before, after);
        return message;
    }
}

[Network(1, 1, Output = Activation.Identity)]
public sealed partial class Line;
