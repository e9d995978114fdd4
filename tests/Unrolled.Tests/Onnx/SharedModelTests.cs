namespace Unrolled.Tests.Onnx;

/// <summary>Files of others: those that are networks of dense layers give ONNX Runtime's outputs, the others are refused.</summary>
public sealed class SharedModelTests
{
    [Theory]
    [InlineData("godot-ball-chase", "obs", "output")]
    [InlineData("godot-car-parking", "obs", "output")]
    [InlineData("godot-defend-the-goal", "obs", "output")]
    [InlineData("godot-fly-by", "obs", "output")]
    [InlineData("godot-hovercraft", "obs", "output")]
    [InlineData("godot-multi-agent-player", "obs", "output")]
    [InlineData("godot-reach-goal", "obs", "output")]
    [InlineData("godot-score-the-goal", "obs", "output")]
    [InlineData("keras-adder", "dense_input", "dense_1")]
    [InlineData("keras-sine", "dense_2_input", "dense_4")]
    [InlineData("pytorch-elu", "0", "1")]
    [InlineData("pytorch-leakyrelu", "0", "1")]
    [InlineData("pytorch-linear-no-bias", "0", "3")]
    [InlineData("pytorch-logsoftmax", "0", "1")]
    [InlineData("pytorch-mnist-batchnorm", "network_input", "network_output")]
    [InlineData("pytorch-selu", "0", "1")]
    [InlineData("pytorch-softmax", "0", "1")]
    [InlineData("pytorch-softplus", "0", "1")]
    [InlineData("pytorch-tanh", "0", "1")]
    [InlineData("unity-3dball", "obs_0", "deterministic_continuous_actions")]
    [InlineData("unity-rollerball", "obs_0", "deterministic_continuous_actions")]
    public void Compiles(string name, string input, string output)
    {
        Assert.SkipWhen(SharedModels.Folder is null, SharedModels.None);
        NetworkModel model = OnnxFile.Read(SharedModels.Read(name), name, null);
        Assert.Contains($"Output: '{output}'", model.Documentation);
        int samples = 0;
        foreach ((double[] inputs, double[] outputs) in SharedModels.Cases(name, [input], output))
        {
            double scale = outputs.Max(Math.Abs);
            foreach ((double[] sample, double[] expected) in inputs.Chunk(model.Layers[0]).Zip(outputs.Chunk(model.Layers[^1])))
            {
                double[] actual = ModelEvaluation.Evaluate(model, sample);
                Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Max(scale, 1e-3)));
                samples++;
            }
        }

        Assert.InRange(samples, 16, int.MaxValue);
    }

    [Theory]
    [InlineData("cntk-mnist-convolutional", "'Convolution28' (Conv)")]
    [InlineData("unity-gridworld-convolutional", "'Conv_0' (Conv)")]
    [InlineData("unity-hallway-recurrent", "'LSTM_13' (LSTM)")]
    [InlineData("unity-push-block", "'RandomNormalLike_25' (RandomNormalLike)")]
    [InlineData("unity-push-block", "'Mul_20' (Mul)")]
    [InlineData("unity-discrete-actions", "'Mul_10' (Mul)")]
    public void Refuses(string name, string node)
    {
        Assert.SkipWhen(SharedModels.Folder is null, SharedModels.None);
        byte[] file = SharedModels.Read(name);
        Assert.Contains(node, Assert.Throws<InvalidFileException>(() => OnnxFile.Read(file, name, null)).Message);
    }

    /// <summary>What the message about the masks of actions advises.</summary>
    [Fact]
    public void TakesAnInnerTensor()
    {
        Assert.SkipWhen(SharedModels.Folder is null, SharedModels.None);
        byte[] file = SharedModels.Read("unity-discrete-actions");
        Assert.Contains("output=\"18\"", Assert.Throws<InvalidFileException>(() => OnnxFile.Read(file, "file", null)).Message);
        NetworkModel model = OnnxFile.Read(file, "file", "18");
        Assert.Equal([20, 20, 3], model.Layers);
        Assert.Equal([Activation.SiLU, Activation.Identity], model.Activations);
    }

    /// <summary>The scores, not the label; ML.NET's file has no reference beside it.</summary>
    [Fact]
    public void TakesTheScoresOfAClassifier()
    {
        Assert.SkipWhen(SharedModels.Folder is null, SharedModels.None);
        NetworkModel model = OnnxFile.Read(SharedModels.Read("mlnet-linear-classifier"), "file", null);
        Assert.Equal([8, 10], model.Layers);
        Assert.Equal([Activation.Softmax], model.Activations);
        Assert.Contains("Output: 'Score.onnx'", model.Documentation);
        Assert.Contains("Classes: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10", model.Documentation);
    }
}
