using Unrolled.Tests.Onnx;

namespace Unrolled.Tests.Networks;

/// <summary>Models of others, compiled into this assembly with their weights: what ONNX Runtime says is what their classes say.</summary>
public sealed class CompiledModelTests
{
    [Fact]
    public void Policies_of_games()
    {
        AssertEqual<GodotBallChase>("godot-ball-chase", "obs", "output");
        AssertEqual<GodotCarParking>("godot-car-parking", "obs", "output");
        AssertEqual<GodotDefendTheGoal>("godot-defend-the-goal", "obs", "output");
        AssertEqual<GodotFlyBy>("godot-fly-by", "obs", "output");
        AssertEqual<GodotHovercraft>("godot-hovercraft", "obs", "output");
        AssertEqual<GodotMultiAgentPlayer>("godot-multi-agent-player", "obs", "output");
        AssertEqual<GodotReachGoal>("godot-reach-goal", "obs", "output");
        AssertEqual<GodotScoreTheGoal>("godot-score-the-goal", "obs", "output");
        AssertEqual<Unity3dball>("unity-3dball", "obs_0", "deterministic_continuous_actions");
        AssertEqual<UnityRollerball>("unity-rollerball", "obs_0", "deterministic_continuous_actions");
    }

    [Fact]
    public void Exports_of_Keras_and_PyTorch()
    {
        AssertEqual<KerasAdder>("keras-adder", "dense_input", "dense_1");
        AssertEqual<KerasSine>("keras-sine", "dense_2_input", "dense_4");
        AssertEqual<PytorchMnistBatchnorm>("pytorch-mnist-batchnorm", "network_input", "network_output");
        AssertEqual<PytorchLinearNoBias>("pytorch-linear-no-bias", "0", "3");
    }

    [Fact]
    public void Single_operators()
    {
        AssertEqual<PytorchElu>("pytorch-elu", "0", "1");
        AssertEqual<PytorchLeakyrelu>("pytorch-leakyrelu", "0", "1");
        AssertEqual<PytorchLogsoftmax>("pytorch-logsoftmax", "0", "1");
        AssertEqual<PytorchSelu>("pytorch-selu", "0", "1");
        AssertEqual<PytorchSoftmax>("pytorch-softmax", "0", "1");
        AssertEqual<PytorchSoftplus>("pytorch-softplus", "0", "1");
        AssertEqual<PytorchTanh>("pytorch-tanh", "0", "1");
    }

    /// <summary>The logits, from which a mask that is an input of the graph takes away what may not be done.</summary>
    [Fact]
    public void Logits_of_discrete_actions()
    {
        UnityDiscreteActions network = new();
        List<(double[] Masks, double[] Actions)> actions = SharedModels.Cases("unity-discrete-actions", ["action_masks"], "deterministic_discrete_actions");
        foreach (((double[] observation, _), (double[] mask, double[] action)) in
            SharedModels.Cases("unity-discrete-actions", ["obs_0"], "deterministic_discrete_actions").Zip(actions))
        {
            float[] logits = new float[UnityDiscreteActions.OutputSize];
            network.Forward(Floats(observation), logits);
            Assert.Equal(action[0], Enumerable.Range(0, logits.Length).Where(i => mask[i] == 1).MaxBy(i => logits[i]));
        }
    }

    /// <summary>This one has no reference beside it: its probabilities are some.</summary>
    [Fact]
    public void Scores_of_a_classifier()
    {
        float[] scores = new float[MlnetLinearClassifier.OutputSize];
        new MlnetLinearClassifier().Forward([5, 1, 1, 1, 2, 1, 3, 1], scores);
        Assert.Equal(1, scores.Sum(), 1e-5f);
    }

    private static void AssertEqual<TNetwork>(string name, string input, string output) where TNetwork : class, INetwork<TNetwork>, new()
    {
        TNetwork network = new();
        List<(double[] Inputs, double[] Outputs)> cases = SharedModels.Cases(name, [input], output);
        Assert.Equal(16, cases.Count);
        float[] inputs = Floats(cases.SelectMany(c => c.Inputs));
        double[] expected = [.. cases.SelectMany(c => c.Outputs)];
        double tolerance = 1e-5 * Math.Max(expected.Max(Math.Abs), 1e-3);
        float[] each = new float[expected.Length];
        for (int i = 0; i < inputs.Length / TNetwork.InputSize; i++)
        {
            network.Forward(inputs.AsSpan(i * TNetwork.InputSize, TNetwork.InputSize), each.AsSpan(i * TNetwork.OutputSize, TNetwork.OutputSize));
        }

        float[] batch = new float[expected.Length];
        network.ForwardBatch(inputs, batch);
        Assert.All(expected.Zip(each, batch), triple =>
        {
            Assert.Equal(triple.First, triple.Second, tolerance);
            Assert.Equal(triple.First, triple.Third, tolerance);
        });
    }

    private static float[] Floats(IEnumerable<double> numbers) => [.. numbers.Select(number => (float)number)];
}
