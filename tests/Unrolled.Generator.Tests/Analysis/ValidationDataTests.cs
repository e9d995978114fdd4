using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR106 and UNR107: validation on the training data.</summary>
public sealed class ValidationDataTests
{
    private const string Setup = """
        var net = new Net();
        Dataset data = SyntheticDigits.Create(10, 0), held = SyntheticDigits.Create(10, 1);
        var options = new TrainingOptions();
        """;

    private const string Types = """
        [Network(784, 4, 10)]
        partial class Net;

        [Network(2, 3, 1)]
        partial class Xor;

        namespace Own
        {
            static class Trainer { public static void Train(Net network, Dataset training, TrainingOptions options, Dataset validation) { } }
        }
        """;

    [Fact]
    public Task TheSame() => Tells(
        ("Trainer.Train(net, data, options, {|UNR106:data|});", "'data' is both trained on and validated on"),
        ("foreach (EpochReport report in Trainer.Epochs(net, validation: {|UNR106:data|}, training: data, options: options)) { }", "'data' is both trained on and validated on"),
        ("using var session = new TrainingSession<Net>(net, data, options, {|UNR106:data|});", "'data' is both trained on and validated on"),
        ("new CheckpointFolder(\"a\").Train(net, data, options, {|UNR106:data|});", "'data' is both trained on and validated on"),
        ("IReadOnlyList<Fold> folds = [new Fold(data, {|UNR106:data|})]; Console.Write(CrossValidation.Run<Net>(folds, options));", "'data' is both trained on and validated on"));

    [Fact]
    public Task AView() => Tells(
        ("Trainer.Train(net, data, options, {|UNR106:data.Take(5)|});", "'data.Take(5)' has samples of 'data', which is trained on"),
        ("Trainer.Train(net, data.Take(5), options, {|UNR106:data|});", "'data' has samples of 'data.Take(5)'"),
        ("Trainer.Train(net, data.Take(8), options, {|UNR106:data.Take(2)|});", ""),
        ("Trainer.Train(net, data, options, {|UNR106:data.Subset([1, 2])|});", ""),
        ("Dataset same = data; Trainer.Train(net, data, options, {|UNR106:same|});", "'same' has samples of 'data'"),
        ("Dataset same; same = data; Trainer.Train(net, same, options, {|UNR106:data|});", ""),
        ("Trainer.Train(net, data, options, {|UNR106:data.WithOneHot(0.1f, 0.9f)|});", ""),
        ("Dataset part = data.WithOneHot(0, 1).Take(5); Trainer.Train(net, data.WithOneHot(0, 1), options, {|UNR106:part|});", ""),
        ("Dataset weighted = data.WithWeights(new float[10]); Trainer.Train(net, weighted, options, {|UNR106:data|});", ""),
        ("Standardizer s = Standardizer.Fit(data); Trainer.Train(net, s.Apply(data), options, {|UNR106:s.Apply(data)|});", ""),
        ("(Dataset a, Dataset b) = (data, held); Trainer.Train(net, a, options, {|UNR106:data|}); Console.Write(b);", ""),
        ("var parts = (Learn: data, Check: data); Trainer.Train(net, parts.Learn, options, {|UNR106:parts.Check|});", ""),
        ("Learn(data); void Learn(Dataset given) => Trainer.Train(net, given, options, {|UNR106:given.Take(3)|});", ""),
        ("var (training, validation) = data.Split(0.2, 1); Trainer.Train(net, training, options, {|UNR106:training|}); Console.Write(validation);", ""),
        ("foreach (Fold fold in KFold.Split(data, 5, 1)) { Trainer.Train(new Net(), fold.Training, options, {|UNR106:fold.Training|}); }", ""));

    /// <summary>Who has split the data does not want to measure on what is learnt.</summary>
    [Fact]
    public Task InSpiteOfASplit() => Tells(
        ("(Dataset training, Dataset validation) = data.Split(0.2, 1); Trainer.Train(net, data, options, {|UNR107:validation|});", "'validation' has samples of 'data', which is trained on, although they were split: train on one part and measure on the other"),
        ("var (training, validation) = data.StratifiedSplit(0.2, 1); Trainer.Train(net, data, options, {|UNR107:validation|});", ""),
        ("var (training, validation) = data.Split(0.2, 1); Trainer.Train(net, data, options, {|UNR107:validation|});", ""),
        ("var (_, validation) = data.Split(0.2, 1); Trainer.Train(net, data, options, {|UNR107:validation.Take(1)|});", ""),
        ("Dataset training, validation; (training, validation) = data.Split(0.2, 1); Trainer.Train(net, training, options, {|UNR107:data|});", ""),
        ("var parts = data.Split(0.2, 1); Trainer.Train(net, data, options, {|UNR107:parts.Validation|});", ""),
        ("var parts = data.Split(0.2, 1); Trainer.Train(net, data, options, {|UNR107:parts.Item2|});", ""),
        ("Trainer.Train(net, data, options, {|UNR107:data.Split(0.2, 1).Validation|});", ""),
        ("Trainer.Train(net, data.Split(0.2, 1).Training, options, {|UNR107:data.Split(0.2, 2).Validation|});", ""),
        ("var (training, validation) = data.Split(0.2, 1); Dataset all = data.WithOneHot(0, 1); Trainer.Train(net, all, options, {|UNR107:validation.WithOneHot(0, 1)|}); Console.Write(training);", ""),
        ("foreach (Fold fold in KFold.Stratified(data, 5, 1)) { Trainer.Train(new Net(), data, options, {|UNR107:fold.Validation|}); }", ""),
        ("var folds = KFold.Stratified(data, 5, 1); foreach (Fold fold in folds) { Trainer.Train(new Net(), data, options, {|UNR107:fold.Standardized().Validation|}); }", ""),
        ("var (training, test) = data.Split(0.2, 1); Trainer.Train(net, data, options); Console.Write(Evaluator.Accuracy(net, {|UNR107:test|})); Console.Write(training);", ""),
        ("var (training, test) = data.Split(0.2, 1); foreach (var r in Trainer.Epochs(net, data, options)) { Console.Write(r); } Console.Write(Evaluator.Confusion(net, {|UNR107:test|})); Console.Write(training);", ""));

    [Fact]
    public Task Another() => Finds(
        "Trainer.Train(net, data, options, held);",
        "Trainer.Train(net, data, options);",
        "Trainer.Train(net, data, options, null);",
        "Trainer.Train(net, data.Take(5), options, data.Take(5));",
        "var (training, validation) = data.Split(0.2, 1); Trainer.Train(net, training, options, validation);",
        "(data, Dataset validation) = data.Split(0.2, 1); Trainer.Train(net, data, options, validation);",
        "(data, held) = data.Split(0.2, 1); Trainer.Train(net, data, options, held);",
        "var parts = data.Split(0.2, 1); Trainer.Train(net, parts.Training, options, parts.Validation);",
        "Trainer.Train(net, data.Split(0.2, 1).Training, options, data.Split(0.2, 1).Validation);",
        "var (training, rest) = data.Split(0.4, 1); var (validation, test) = rest.Split(0.5, 1); Trainer.Train(net, training, options, validation); Console.Write(Evaluator.Accuracy(net, test));",
        "var (training, rest) = data.Split(0.4, 1); var (validation, test) = rest.Split(0.5, 1); Trainer.Train(net, training, options, validation.Take(1)); Console.Write(test);",
        "Dataset training = data.Take(8), validation = data.Subset([8, 9]); Trainer.Train(net, training, options, validation);",
        "Dataset training = data.Subset([0, 1, 2]), validation = data.Subset([8, 9]); Trainer.Train(net, training, options, validation);",
        "foreach (Fold fold in KFold.Split(data, 5, 1)) { Trainer.Train(new Net(), fold.Training, options, fold.Validation); }",
        "foreach (var (training, validation) in KFold.Split(data, 5, 1)) { Trainer.Train(new Net(), training, options, validation); }",
        "var folds = KFold.Split(data, 5, 1); for (int i = 0; i < folds.Count; i++) { Trainer.Train(new Net(i), folds[i].Training, options, folds[i].Validation); }",
        "foreach (Fold one in KFold.Split(data, 5, 1)) { Fold fold = one.Standardized(); Trainer.Train(new Net(), fold.Training, options, fold.Validation); }",
        "Standardizer s = Standardizer.Fit(data); Trainer.Train(net, s.Apply(data), options, s.Apply(held));",
        "MnistData digits = Mnist.Load(); Trainer.Train(net, digits.Training, options, digits.Test);",
        "(Dataset training, Dataset test) = Mnist.Load(); (training, Dataset validation) = training.Split(1.0 / 6, 1); Trainer.Train(net, training, options, validation); Console.Write(Evaluator.Accuracy(net, test));",
        "Dataset one = data; data = held; Trainer.Train(net, data, options, one);",
        "Dataset previous = held; foreach (Fold fold in KFold.Split(data, 5, 1)) { Trainer.Train(new Net(), fold.Training, options, previous); previous = fold.Validation; }",
        "var (training, test) = data.Split(0.2, 1); Trainer.Train(net, training, options); Console.Write(Evaluator.Accuracy(net, test)); Trainer.Train(net, data, options); net.Save(\"a\");",
        "var (training, test) = data.Split(0.2, 1); Trainer.Train(net, data, options); net.Load(\"a\"); Console.Write(Evaluator.Accuracy(net, test)); Console.Write(training);",
        "Trainer.Train(net, data, options); Console.Write(Evaluator.Accuracy(net, data));",
        "Own.Trainer.Train(net, data, options, data);");

    /// <summary>Four samples are learnt by heart on purpose.</summary>
    [Fact]
    public Task AToySet() => Finds(
        "Dataset xor = Dataset.FromFloats([0, 0, 0, 1, 1, 0, 1, 1], 2, [0f, 1, 1, 0], 1); Trainer.Train(new Xor(), xor, options, xor);",
        "float[] x = [0, 0, 0, 1, 1, 0, 1, 1], y = [0, 1, 1, 0]; Dataset xor = Dataset.FromFloats(x, 2, y, 1); Trainer.Train(new Xor(), xor, options, xor);",
        "Dataset xor = Dataset.FromFloats(new float[] { 0, 0, 0, 1, 1, 0, 1, 1 }, 2, new[] { 0, 1, 1, 0 }, 2).WithSingleTarget(); Trainer.Train(new Xor(), xor, options, validation: xor);");

    private static Task Finds(params string[] bodies) => FixHarness.FindsAll(Setup, Types, bodies);

    private static Task Tells(params (string Body, string Told)[] cases) => FixHarness.TellsAll(Setup, Types, cases);
}
