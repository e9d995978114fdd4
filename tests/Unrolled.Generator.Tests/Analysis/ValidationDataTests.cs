using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR106: validation on the training data.</summary>
public sealed class ValidationDataTests
{
    private static string Program(string statements) => $$"""
        using Unrolled;

        var net = new Net();
        Dataset data = SyntheticDigits.Create(10, 0), held = SyntheticDigits.Create(10, 1);
        var options = new TrainingOptions();
        {{statements}}

        [Network(784, 4, 10)]
        partial class Net;
        """;

    [Theory]
    [InlineData("Trainer.Train(net, data, options, {|UNR106:data|});")]
    [InlineData("foreach (EpochReport report in Trainer.Epochs(net, validation: {|UNR106:data|}, training: data, options: options)) { }")]
    [InlineData("using var session = new TrainingSession<Net>(net, data, options, {|UNR106:data|});")]
    public async Task TheSame(string statements) => Assert.Contains("'data' is both", Assert.Single(await FixHarness.Finds(Program(statements))));

    [Theory]
    [InlineData("Trainer.Train(net, data, options, held);")]
    [InlineData("Trainer.Train(net, data, options);")]
    [InlineData("Trainer.Train(net, data, options, null);")]
    [InlineData("Trainer.Train(net, data.Take(5), options, data.Take(5));")]
    public Task Another(string statements) => FixHarness.Finds(Program(statements));
}
