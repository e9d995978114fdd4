using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR114: datasets whose sizes, written in the program, do not fit.</summary>
public sealed class DatasetFitTests
{
    private const string Setup = """
        var net = new Net();
        var binary = new Binary();
        float[] x = new float[args.Length * 6], y = new float[args.Length * 2];
        int[] labels = new int[args.Length];
        int n = args.Length;
        var options = new TrainingOptions();
        """;

    private const string Types = """
        [Network(3, 4, 2)]
        partial class Net;

        [Network(3, 4, 1)]
        partial class Binary;

        [Network(784, 4, 10)]
        partial class Digits;
        """;

    [Fact]
    public Task Misfits() => Tells(
        ("Dataset d = Dataset.FromFloats(x, 2, y, 2); Trainer.Train(net, {|UNR114:d|}, options);", "The dataset has 2 inputs per sample, but Net takes 3: make the two agree"),
        ("Dataset d = Dataset.FromFloats(x, 1, y, 2); Trainer.Train(net, {|UNR114:d|}, options);", "The dataset has 1 input per sample, but Net takes 3"),
        ("Dataset d = Dataset.FromFloats(x, 3, y, 1); Trainer.Train(net, {|UNR114:d|}, options);", "The dataset has 1 target per sample, but Net has 2 outputs: make the two agree"),
        ("Dataset d = Dataset.FromFloats(x, 3, labels, 3); Trainer.Train(net, {|UNR114:d|}, options);", "The dataset has 3 targets per sample, but Net has 2 outputs"),
        ("Dataset d = Dataset.FromFloats(x, 3, labels, 2); Trainer.Train(binary, {|UNR114:d|}, options);", "The dataset has 2 classes, and so 2 targets per sample, but Binary has 1 output: write WithSingleTarget() after it, or give the network 2 outputs"),
        ("Dataset d = Dataset.FromFloats(x, 3, labels, 2).WithSingleTarget(); Trainer.Train(net, {|UNR114:d|}, options);", "The dataset has 1 target per sample, but Net has 2 outputs"),
        ("Trainer.Train(net, {|UNR114:SyntheticDigits.Create(10, 0)|}, options);", "The dataset has 784 inputs per sample"),
        ("Trainer.Train(net, {|UNR114:Mnist.Load().Training|}, options, {|UNR114:Mnist.Load().Test|});", ""),
        ("var (training, validation) = Dataset.FromFloats(x, 2, y, 2).Split(0.2, 1); Trainer.Train(net, {|UNR114:training|}, options, {|UNR114:validation|});", ""),
        ("Dataset d = Dataset.FromFloats(x, 2, y, 2); Dataset z = Standardizer.Fit(d).Apply(d.Take(1)); foreach (var r in Trainer.Epochs(net, {|UNR114:z|}, options)) { Console.Write(r); }", ""),
        ("Dataset d = Dataset.FromBytes(new byte[n], 4, new byte[n], 2); using var s = new TrainingSession<Net>(net, {|UNR114:d|}, options);", "The dataset has 4 inputs"),
        ("Dataset d = Dataset.FromFloats(x, 2, y, 2); new CheckpointFolder(\"a\").Train(net, {|UNR114:d|}, options);", ""),
        ("Dataset d = Dataset.FromFloats(x, 2, y, 2); Console.Write(Evaluator.Accuracy(net, {|UNR114:d|})); Console.Write(net.Predict({|UNR114:d|}, 0)); net.Train({|UNR114:d|}, [0], 0.1f);", ""),
        ("Dataset d = Dataset.FromFloats(x, 2, labels, 2); Console.Write(CrossValidation.Run<Net>({|UNR114:KFold.Split(d, 5, 1)|}, options));", ""),
        ("Dataset d = Dataset.FromFloats(x, 2, labels, 2); foreach (Fold fold in KFold.Split(d, 5, 1)) { Trainer.Train(new Net(1), {|UNR114:fold.Training|}, options); }", ""),
        ("Use(net); void Use(Net one) => Trainer.Train(one, {|UNR114:Dataset.FromFloats(x, 2, y, 2)|}, options);", ""),
        ("Dataset d = Dataset.FromFloats({|UNR114:new float[7]|}, 3, y, 2); Console.Write(d);", "inputs has 7 elements, but a sample has 3 inputs: give whole rows"),
        ("Dataset d = Dataset.FromFloats([1, 2, 3], 3, {|UNR114:[1f]|}, 2); Console.Write(d);", "targets has 1 element, but 1 sample of 3 inputs needs 2: make the two agree"),
        ("Dataset d = Dataset.FromFloats(new float[6], 3, {|UNR114:new int[3]|}, 2); Console.Write(d);", "labels has 3 elements, but 2 samples of 3 inputs need 2"));

    [Fact]
    public Task Fits() => Finds(
        "Dataset d = Dataset.FromFloats(x, 3, y, 2); Trainer.Train(net, d, options); Trainer.Train(net, Dataset.FromFloats(x, 3, labels, 2), options);",
        "Dataset d = Dataset.FromFloats(x, n, y, n); Trainer.Train(net, d, options);",
        "Dataset d = Dataset.FromFloats(x, 3, labels, 2).WithSingleTarget(); Trainer.Train(binary, d, options); Console.Write(Evaluator.MeanLoss(binary, d));",
        "Dataset d = Dataset.FromFloats(x, 3, labels, 2); Console.Write(Evaluator.Accuracy(binary, d)); Console.Write(CrossValidation.Run<Binary>(KFold.Split(d, 5, 1), options));",
        "Dataset d = Dataset.FromFloats(x, 3, labels, 7); Console.Write(net.Predict(d, 0)); net.ForwardBatch(d, [0], y); Console.Write(y[0]);",
        "Trainer.Train(new Digits(), SyntheticDigits.Create(10, 0), options, SyntheticDigits.Create(10, 1)); Trainer.Train(new Digits(), Mnist.Load().Training, options, Mnist.Load().Test);",
        "Dataset d = Dataset.FromFloats(x, 2, y, 2); d = Dataset.FromFloats(x, 3, y, 2); Trainer.Train(net, d, options);",
        "Dataset d = n > 2 ? Dataset.FromFloats(x, 2, y, 2) : Dataset.FromFloats(x, 3, y, 2); Trainer.Train(net, d, options);",
        "Dataset d = Dataset.FromFloats(new float[6], 3, new float[2], 0); Console.Write(d);",
        "Dataset d = Dataset.FromFloats([1, 2, 3, 4, 5, 6], 3, [0, 1, 0, 1f], 2); d = Dataset.FromFloats(new float[6], 3, new int[2], 2); Console.Write(d);",
        "Dataset a = Dataset.FromFloats(x, 2, y, 2); Dataset b = a; b = Dataset.FromFloats(x, 3, y, 2); Trainer.Train(net, b, options);",
        "Use(net, Dataset.FromFloats(x, 2, y, 2)); static void Use<T>(T one, Dataset d) where T : class, INetwork<T> => Trainer.Train(one, d, new TrainingOptions());");

    private static Task Finds(params string[] bodies) => FixHarness.FindsAll(Setup, Types, bodies);

    private static Task Tells(params (string Body, string Told)[] cases) => FixHarness.TellsAll(Setup, Types, cases);
}
