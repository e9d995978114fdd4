using Unrolled.Tests.Networks;
using Unrolled.Tests.Training;

namespace Unrolled.Tests.Persistence;

/// <summary>States of optimizers in files: equal to the bit when they come back, and refused where they do not fit.</summary>
public sealed class OptimizerFileTests
{
    public static TheoryData<string> All => [.. Optimizers.All];

    [Theory]
    [MemberData(nameof(All))]
    public void A_loaded_state_goes_on_to_the_same_bits(string name)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "state.safetensors");
        TrainingOptions options = Optimizers.Options(name);
        var network = new Control(1);
        OptimizerState state = options.Optimizer.For(network);
        Train(network, state);
        state.Save(path);

        Control other = network.Clone();
        OptimizerState loaded = options.Optimizer.For(other);
        loaded.Load(path);
        Assert.Equal(state.Steps, loaded.Steps);
        Train(network, state);
        Train(other, loaded);
        Assert.Equal(Parameters(network), Parameters(other));
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_changes_nothing()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "state.safetensors");
        var network = new Control(1);
        OptimizerState state = Optimizer.Adam().For(network);
        Train(network, state);
        state.Save(path);

        Refuses(Optimizer.Momentum().For(network), "the state of the optimizer 'adam'", "the state of momentum");
        Refuses(Optimizer.Adam().For(new Xor()), "shape [386]", "shape [13]");
        network.Save(path);
        Refuses(state, "no unrolled.optimizer among the metadata", "the state of adam");
        File.WriteAllBytes(path, [1, 2, 3]);
        Refuses(state, "the end after 3 bytes", "8 bytes");
        Assert.Throws<FileNotFoundException>(() => state.Load(Path.Combine(folder.Path, "none")));

        void Refuses(OptimizerState into, string found, string needed)
        {
            float[][] before = Vectors(into);
            long steps = into.Steps;
            InvalidFileException error = Assert.Throws<InvalidFileException>(() => into.Load(path));
            Assert.Contains(found, error.Message, StringComparison.Ordinal);
            Assert.Contains(needed, error.Message, StringComparison.Ordinal);
            Assert.Equal(before, Vectors(into));
            Assert.Equal(steps, into.Steps);
        }
    }

    [Fact]
    public void What_is_not_finite_is_neither_saved_nor_loaded()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "state.safetensors");
        OptimizerState state = Optimizer.Momentum().For(new Xor());
        state.Set(0, [.. Enumerable.Range(0, Xor.ParameterCount).Select(i => (float)i)]);
        state.Save(path);
        byte[] sound = File.ReadAllBytes(path);
        BitConverter.GetBytes(float.NaN).CopyTo(sound, sound.Length - 4);
        File.WriteAllBytes(path, sound);
        InvalidFileException error = Assert.Throws<InvalidFileException>(() => state.Load(path));
        Assert.Contains("NaN at index 12", error.Message, StringComparison.Ordinal);
        Assert.Equal(12, Vectors(state)[0][12]);

        state.Set(0, [.. Enumerable.Repeat(float.PositiveInfinity, Xor.ParameterCount)]);
        Assert.Contains(
            "Infinity at index 0 of 'velocity'", Assert.Throws<InvalidOperationException>(() => state.Save(path)).Message, StringComparison.Ordinal);
        Assert.Equal(sound, File.ReadAllBytes(path));
    }

    private static void Train(Control network, OptimizerState state)
    {
        (float[] inputs, float[] targets) = NetworkUnderTest.Of<Control>().Samples(20);
        float[] gradient = new float[Control.ParameterCount];
        for (int step = 0; step < 10; step++)
        {
            network.Gradient(inputs, targets, gradient);
            state.Step(network, gradient, 0.01f);
        }
    }

    private static float[] Parameters(Control network)
    {
        float[] parameters = new float[Control.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static float[][] Vectors(OptimizerState state)
    {
        float[][] vectors = [.. state.Names.Select(_ => new float[state.Length])];
        for (int i = 0; i < vectors.Length; i++)
        {
            state.Get(i, vectors[i]);
        }

        return vectors;
    }
}
