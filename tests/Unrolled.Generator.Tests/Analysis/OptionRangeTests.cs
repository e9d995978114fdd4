using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR104: training options that are constants out of range.</summary>
public sealed class OptionRangeTests
{
    private static string Program(string statements) => $$"""
        using System;
        using Unrolled;

        var net = new Net();
        float[] x = [1, 2, 3], y = [0, 1];
        Dataset d = Dataset.FromFloats([1, 2, 3], 3, y, 2);
        {{statements}}

        [Network(3, 4, 2)]
        partial class Net
        {
            public void Tune(float learningRate) { }
        }
        """;

    [Theory]
    [InlineData("net.Train(x, y, {|UNR104:0|});", "learningRate is 0: write a finite number above 0")]
    [InlineData("net.Train(x, y, {|UNR104:-0.1f|});", "learningRate is -0.1")]
    [InlineData("net.Train(x, y, learningRate: {|UNR104:float.NaN|});", "learningRate is NaN")]
    [InlineData("net.Train(x, y, {|UNR104:float.PositiveInfinity|});", "learningRate is Infinity")]
    [InlineData("net.Train(x, y, {|UNR104:1 / 10|});", "learningRate is 0: write a finite number above 0; integers divide to an integer, so write 1f / 10 or 0.1f")]
    [InlineData("const float Rate = -1; net.Train(x, y, {|UNR104:Rate|});", "learningRate is -1")]
    [InlineData("net.Train(x, y, [1], {|UNR104:0f|});", "learningRate is 0")]
    [InlineData("net.Train(d, [0], {|UNR104:0f|});", "learningRate is 0")]
    [InlineData("new ParallelTrainer<Net>(net).Train(x, y, {|UNR104:0f|});", "learningRate is 0")]
    [InlineData("new TrainingOptions { LearningRate = {|UNR104:-1|}, Epochs = {|UNR104:0|}, BatchSize = {|UNR104:0|}, Threads = {|UNR104:-1|} }.ToString();", "LearningRate is -1", "Epochs is 0: write at least 1")]
    [InlineData("var o = new TrainingOptions() with { LearningRate = {|UNR104:float.NaN|} };", "LearningRate is NaN")]
    [InlineData("new TrainingOptions { Regularization = new() { L2 = {|UNR104:-5|}, MaxNorm = {|UNR104:0|} } }.ToString();", "L2 is -5", "MaxNorm is 0")]
    [InlineData("new TrainingOptions { Clipping = new() { Norm = {|UNR104:-1|} }, EarlyStopping = new() { Patience = {|UNR104:0|}, MinDelta = {|UNR104:-1e-3|} } }.ToString();", "Norm is -1", "MinDelta is -0.001")]
    [InlineData("Optimizer.Momentum({|UNR104:1|}).ToString(); Optimizer.Adam(beta2: {|UNR104:1.5f|}).ToString(); Optimizer.AdamW({|UNR104:-0.01f|}).ToString();", "momentum is 1: write a number from 0 to below 1")]
    public Task OutOfRange(string statements, params string[] told) => FixHarness.Tells(Program(statements), told);

    [Theory]
    [InlineData("net.Train(x, y, 0.1f); net.Train(x, y, 1f / 10); net.Train(x, y, 3);")]
    [InlineData("float rate = -1; net.Train(x, y, rate);")]
    [InlineData("new TrainingOptions { LearningRate = 1e-4f, Epochs = 1, BatchSize = TrainingOptions.FullBatch, Seed = -5, Threads = Environment.ProcessorCount }.ToString();")]
    [InlineData("new TrainingOptions { Regularization = new() { L2 = 0, MaxNorm = null }, Clipping = new() { Value = 1 } }.ToString(); Optimizer.Momentum(0).ToString();")]
    [InlineData("net.Tune(-1);")]
    public Task InRange(string statements) => FixHarness.Finds(Program(statements));
}
