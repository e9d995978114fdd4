using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR105: targets written as constants that the network cannot come to.</summary>
public sealed class TargetRangeTests
{
    private static string Program(string arguments, string statements) => $$"""
        using System;
        using Unrolled;

        var net = new Net();
        float[] x = [1, 2, 3];
        {{statements}}

        [Network(3, 4, 2{{(arguments.Length == 0 ? "" : ", ")}}{{arguments}})]
        partial class Net;
        """;

    [Theory]
    [InlineData("", "net.Train(x, [0, {|UNR105:30f|}], 0.1f);", "A target is 30, but Activation.Sigmoid stays between 0 and 1: write 0 and 1 for classes, or Output = Activation.Identity for numbers")]
    [InlineData("", "float[] y = [{|UNR105:-1|}, 1]; net.Train(x, y, 0.1f);", "A target is -1")]
    [InlineData("", "net.Train(x, new float[] { 0.5f, {|UNR105:1.5f|} }, 0.1f);", "A target is 1.5")]
    [InlineData("", "var g = new float[26]; Console.WriteLine(net.Gradient(x, [2 - 1, {|UNR105:1 + 1|}], g));", "A target is 2")]
    [InlineData("Output = Activation.Tanh", "net.Train(x, [{|UNR105:2|}, 0], 0.1f);", "Activation.Tanh stays between -1 and 1: scale the targets")]
    [InlineData("Output = Activation.ReLU", "net.Train(x, [{|UNR105:-2|}, 0], 0.1f);", "Activation.ReLU never falls below 0")]
    [InlineData("Activations = [Activation.ReLU, Activation.Softplus]", "net.Train(x, [{|UNR105:-2|}, 0], 0.1f);", "Activation.Softplus never falls below 0")]
    [InlineData("Loss = Loss.BinaryCrossEntropy", "net.Train(x, [{|UNR105:-1|}, 1], 0.1f);", "Activation.Sigmoid stays")]
    [InlineData("Output = Activation.Sign, Loss = Loss.Perceptron", "net.Train(x, [{|UNR105:0|}, 1], 0.1f);", "Loss.Perceptron compares with -1 and 1: write -1 and 1")]
    [InlineData("Output = Activation.Step, Loss = Loss.Perceptron", "net.Train(x, [1, {|UNR105:0|}], 0.1f);", "Loss.Perceptron")]
    [InlineData("Output = Activation.Softmax, Loss = Loss.CrossEntropy", "net.Train(x, [{|UNR105:2|}, 0], 0.1f);", "Activation.Softmax stays")]
    [InlineData("Output = Activation.Softmax, Loss = Loss.CrossEntropy", "net.Train(x, {|UNR105:[1, 1]|}, 0.1f);", "A row of targets sums to 2, but", "one-hot")]
    [InlineData("Output = Activation.Softmax, Loss = Loss.CrossEntropy", "float[] y = [1, 0, 0, 0]; net.Train([1, 2, 3, 4, 5, 6], {|UNR105:y|}, 0.1f);", "A row of targets sums to 0")]
    public Task OutOfReach(string arguments, string statements, params string[] told) => FixHarness.Tells(Program(arguments, statements), told);

    [Theory]
    [InlineData("", "net.Train(x, [0, 1], 0.1f); net.Train(x, [0.25f, 0.75f], 0.1f);")]
    [InlineData("Output = Activation.Identity", "net.Train(x, [-30, 1e6f], 0.1f);")]
    [InlineData("Output = Activation.Tanh", "net.Train(x, [-1, 1], 0.1f);")]
    [InlineData("Output = Activation.Sign, Loss = Loss.Perceptron", "net.Train(x, [-1, 1], 0.1f);")]
    [InlineData("Output = Activation.Softmax, Loss = Loss.CrossEntropy", "net.Train(x, [0.3f, 0.7f], 0.1f); net.Train([1, 2, 3, 4, 5, 6], [0, 1, 1, 0], 0.1f);")]
    [InlineData("Output = Activation.Softmax, Loss = Loss.CrossEntropy", "float half = 0.5f; net.Train(x, [half, 1], 0.1f);")]
    [InlineData("", "var y = new float[2]; y[0] = 30; net.Train(x, y, 0.1f);")]
    [InlineData("", "net.Train<QuantileLoss>(x, [30, -1], 0.1f); Console.WriteLine(net.MeanLoss<Net, QuantileLoss>(x, [30, -1]));")]
    [InlineData("Output = Activation.Softmax, Loss = Loss.CrossEntropy", "net.Train<CosineLoss>(x, [1, 1], 0.1f);")]
    public Task WithinReach(string arguments, string statements) => FixHarness.Finds(Program(arguments, statements));
}
